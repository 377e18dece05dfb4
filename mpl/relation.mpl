-- Relations between elements of one kind, by the pairs that they hold of.
--
-- Two relations that hold of the same pairs are equal. The transitive closure of r is the least transitive relation
-- that contains r: that is all that is said of it.

theory Relation

sort E
sort Rel

op holds : Rel, E, E -> Prop
op o       : Rel, Rel -> Rel  infixl 70
op conv    : Rel -> Rel
op strict  : Rel -> Rel
op closure : Rel -> Rel

axiom extensional : (forall x y. holds(r, x, y) <-> holds(s, x, y)) -> r = s

-- Composition, converse, and the strict part of a relation.
axiom holds.comp   : holds(r o s, x, z) <-> exists y. holds(r, x, y) & holds(s, y, z)
axiom holds.conv   : holds(conv(r), x, y) <-> holds(r, y, x)
axiom holds.strict : holds(strict(r), x, y) <-> holds(r, x, y) & x != y

define r <= s := forall x y. holds(r, x, y) -> holds(s, x, y)

define reflexive(r)     := forall x. holds(r, x, x)
define irreflexive(r)   := forall x. ! holds(r, x, x)
define antisymmetric(r) := forall x y. holds(r, x, y) & holds(r, y, x) -> x = y
define asymmetric(r)    := forall x y. holds(r, x, y) -> ! holds(r, y, x)
define transitive(r)    := forall x y z. holds(r, x, y) & holds(r, y, z) -> holds(r, x, z)

axiom closure.contains   : r <= closure(r)
axiom closure.transitive : transitive(closure(r))
axiom closure.least      : r <= s & transitive(s) -> closure(r) <= s

theorem comp.assoc : (r o s) o t = r o (s o t)
theorem conv.conv  : conv(conv(r)) = r
theorem conv.comp  : conv(r o s) = conv(s) o conv(r)

theorem le.refl    : r <= r
theorem le.antisym : r <= s & s <= r -> r = s
theorem le.trans   : r <= s & s <= t -> r <= t

-- A partial order (reflexive, antisymmetric, transitive) has a strict order as its strict part.
theorem strict.irreflexive : irreflexive(strict(r))
theorem strict.asymmetric  : antisymmetric(r) -> asymmetric(strict(r))
theorem strict.transitive  : antisymmetric(r) & transitive(r) -> transitive(strict(r))

theorem closure.mono  : r <= s -> closure(r) <= closure(s)
theorem closure.fixed : transitive(r) -> closure(r) = r
theorem closure.idem  : closure(closure(r)) = closure(r)
theorem closure.step  : holds(r, x, y) & holds(closure(r), y, z) -> holds(closure(r), x, z)
