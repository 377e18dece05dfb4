-- Rings: addition makes a commutative group, multiplication is associative and distributes over it on both sides.
--
-- Multiplication need not commute and need not have a unit. How zero and signs multiply is not assumed.

theory Ring

sort R

op 0 : R
op + : R, R -> R  infixl 60
op * : R, R -> R  infixl 70
op - : R -> R     prefix 80

axiom add.assoc : (x + y) + z = x + (y + z)
axiom add.comm  : x + y = y + x
axiom add.zero  : x + 0 = x
axiom add.neg   : x + - x = 0

axiom mul.assoc     : (x * y) * z = x * (y * z)
axiom distrib.left  : x * (y + z) = x * y + x * z
axiom distrib.right : (x + y) * z = x * z + y * z

theorem add.cancel : x + z = y + z -> x = y
theorem neg.neg    : - - x = x
theorem neg.zero   : - 0 = 0
theorem neg.add    : - (x + y) = - x + - y

theorem mul.zero : x * 0 = 0
theorem zero.mul : 0 * x = 0
theorem neg.mul  : (- x) * y = - (x * y)
theorem mul.neg  : x * (- y) = - (x * y)
theorem neg.both : (- x) * (- y) = x * y

-- Where every element is its own square, addition and subtraction are the same.
theorem boolean.neg : (forall x. x * x = x) -> - y = y
