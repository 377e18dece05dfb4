-- Boolean algebras: distributive lattices with a least and a greatest element in which everything has a complement.
--
-- The axioms are those of a lattice (see lattice.mpl), distributivity, and what 0, 1 and complements do.

theory BooleanAlgebra

sort B

op 0  : B
op 1  : B
op ~  : B -> B     prefix 80
op /\ : B, B -> B  infixl 70
op \/ : B, B -> B  infixl 60

axiom meet.comm  : x /\ y = y /\ x
axiom join.comm  : x \/ y = y \/ x
axiom meet.assoc : (x /\ y) /\ z = x /\ (y /\ z)
axiom join.assoc : (x \/ y) \/ z = x \/ (y \/ z)
axiom meet.absorbs : x /\ (x \/ y) = x
axiom join.absorbs : x \/ (x /\ y) = x
axiom meet.distrib : x /\ (y \/ z) = (x /\ y) \/ (x /\ z)

axiom meet.compl : x /\ ~ x = 0
axiom join.compl : x \/ ~ x = 1

theorem meet.one  : x /\ 1 = x
theorem join.zero : x \/ 0 = x
theorem meet.zero : x /\ 0 = 0
theorem join.one  : x \/ 1 = 1

-- There is one complement only, and so it is its own inverse.
theorem compl.unique : x /\ y = 0 & x \/ y = 1 -> y = ~ x
theorem compl.compl  : ~ ~ x = x
theorem compl.zero   : ~ 0 = 1

-- De Morgan's laws.
theorem compl.meet : ~ (x /\ y) = ~ x \/ ~ y
theorem compl.join : ~ (x \/ y) = ~ x /\ ~ y
