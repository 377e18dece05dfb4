-- Peano arithmetic: the natural numbers with addition and multiplication.
--
-- A number is 0 or the successor s(x) of a number x, and nothing else. That these are all numbers is what induction
-- says; that they are all different (s(x) is never 0, and s(x) = s(y) only if x = y) comes with `inductive` as well.
-- Addition and multiplication are given by one equation for each form of their second argument.
--
-- None of the theorems is assumed. Each is proved by induction, most with the help of those before it.

theory Peano

sort N inductive
  0    : N
  s(N) : N

op + : N, N -> N  infixl 60
op * : N, N -> N  infixl 70

-- Adding 0 changes nothing; adding the successor of y is adding y and taking the successor.
axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)

-- Multiplication is repeated addition: x * y is x + x + … + x, y times.
axiom mul.zero : x * 0 = 0
axiom mul.succ : x * s(y) = x * y + x

-- The axioms look at the second argument only. These say the same of the first.
theorem add.zero.left : 0 + x = x
theorem add.succ.left : s(x) + y = s(x + y)

theorem add.comm   : x + y = y + x
theorem add.assoc  : (x + y) + z = x + (y + z)
theorem add.cancel : x + z = y + z -> x = y

theorem mul.zero.left : 0 * x = 0
theorem mul.succ.left : s(x) * y = x * y + y

theorem mul.comm       : x * y = y * x
theorem mul.distrib    : x * (y + z) = x * y + x * z
theorem mul.distrib.right : (x + y) * z = x * z + y * z
theorem mul.assoc      : (x * y) * z = x * (y * z)

explore { size 7  vars 3 }
