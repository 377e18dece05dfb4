-- Truth values and their algebra.
--
-- Bool has two elements, tt (true) and ff (false). They are things to calculate with, like numbers, and not formulas:
-- `and(x, y) = ff` is a formula, `and(x, y)` is a term. Each operation is given by its table. Every theorem can be
-- proved by trying both values for each variable, which is what induction over a sort without recursion comes to.

theory Bool

sort Bool inductive
  tt : Bool
  ff : Bool

op not : Bool -> Bool
op and : Bool, Bool -> Bool
op or  : Bool, Bool -> Bool
op xor : Bool, Bool -> Bool

axiom not.tt : not(tt) = ff
axiom not.ff : not(ff) = tt

axiom and.tt : and(tt, y) = y
axiom and.ff : and(ff, y) = ff

axiom or.tt : or(tt, y) = tt
axiom or.ff : or(ff, y) = y

axiom xor.tt : xor(tt, y) = not(y)
axiom xor.ff : xor(ff, y) = y

theorem not.not : not(not(x)) = x

theorem and.comm  : and(x, y) = and(y, x)
theorem and.assoc : and(and(x, y), z) = and(x, and(y, z))
theorem and.idem  : and(x, x) = x
theorem or.comm   : or(x, y) = or(y, x)
theorem or.assoc  : or(or(x, y), z) = or(x, or(y, z))
theorem or.idem   : or(x, x) = x

theorem and.not : and(x, not(x)) = ff
theorem or.not  : or(x, not(x)) = tt

-- De Morgan's laws.
theorem not.and : not(and(x, y)) = or(not(x), not(y))
theorem not.or  : not(or(x, y)) = and(not(x), not(y))

theorem and.or : and(x, or(y, z)) = or(and(x, y), and(x, z))
theorem or.and : or(x, and(y, z)) = and(or(x, y), or(x, z))
theorem absorb : or(x, and(x, y)) = x

theorem xor.comm  : xor(x, y) = xor(y, x)
theorem xor.assoc : xor(xor(x, y), z) = xor(x, xor(y, z))
theorem xor.self  : xor(x, x) = ff

explore { size 6  vars 3 }
