-- Partial orders: a relation that is reflexive, antisymmetric and transitive, and nothing else.
--
-- Least elements and least upper bounds need not exist; where they do, there is only one.

theory PartialOrder

sort P

op <= : P, P -> Prop  infix 50

axiom le.refl    : x <= x
axiom le.antisym : x <= y & y <= x -> x = y
axiom le.trans   : x <= y & y <= z -> x <= z

define least(x)     := forall y. x <= y
define sup(z, x, y) := x <= z & y <= z & (forall w. x <= w & y <= w -> z <= w)

theorem least.unique : least(x) & least(y) -> x = y

theorem sup.unique : sup(u, x, y) & sup(v, x, y) -> u = v
theorem sup.comm   : sup(z, x, y) -> sup(z, y, x)
theorem sup.self   : sup(x, x, x)
theorem sup.le     : x <= y -> sup(y, x, y)
theorem sup.least  : least(x) -> sup(y, x, y)

-- Where any two elements can be compared, any two have a least upper bound.
theorem sup.two : (forall x y. x <= y | y <= x) -> exists z. sup(z, u, v)
