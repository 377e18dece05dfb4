-- Lattices: two operations, meet and join, that commute, associate and absorb each other.
--
-- Join is written \/ and meet /\. That both are idempotent is not assumed: it follows from absorption.

theory Lattice

sort L

op /\ : L, L -> L  infixl 70
op \/ : L, L -> L  infixl 60

axiom meet.comm  : x /\ y = y /\ x
axiom join.comm  : x \/ y = y \/ x
axiom meet.assoc : (x /\ y) /\ z = x /\ (y /\ z)
axiom join.assoc : (x \/ y) \/ z = x \/ (y \/ z)

axiom meet.absorbs : x /\ (x \/ y) = x
axiom join.absorbs : x \/ (x /\ y) = x

define x <= y := x /\ y = x

theorem meet.idem : x /\ x = x
theorem join.idem : x \/ x = x

-- The order can be read from either operation.
theorem order.join : x /\ y = x <-> x \/ y = y

theorem le.refl    : x <= x
theorem le.antisym : x <= y & y <= x -> x = y
theorem le.trans   : x <= y & y <= z -> x <= z
theorem meet.lower : x /\ y <= x
theorem join.upper : x <= x \/ y
theorem meet.greatest : z <= x & z <= y -> z <= x /\ y
theorem join.least    : x <= z & y <= z -> x \/ y <= z

-- Where meet distributes over join, join distributes over meet, and the modular law holds.
theorem distributive.dual : (forall x y z. x /\ (y \/ z) = (x /\ y) \/ (x /\ z)) -> u \/ (v /\ w) = (u \/ v) /\ (u \/ w)
theorem distributive.modular : (forall x y z. x /\ (y \/ z) = (x /\ y) \/ (x /\ z)) -> (u <= w -> u \/ (v /\ w) = (u \/ v) /\ w)
