-- Sets of elements of one kind, by membership: two sets with the same elements are equal.
--
-- Each operation is given by what belongs to its result. The laws of sets are the laws of "and", "or" and "not" seen
-- through membership.

theory Sets

sort E
sort Set

op in    : E, Set -> Prop     infix 50
op empty : Set
op \/    : Set, Set -> Set    infixl 60
op /\    : Set, Set -> Set    infixl 70
op \     : Set, Set -> Set    infixl 60

axiom extensional : (forall x. x in A <-> x in B) -> A = B

axiom in.empty : ! x in empty
axiom in.union : x in A \/ B <-> x in A | x in B
axiom in.inter : x in A /\ B <-> x in A & x in B
axiom in.diff  : x in A \ B <-> x in A & ! x in B

define A <= B := forall x. x in A -> x in B

theorem union.comm : A \/ B = B \/ A
theorem inter.comm : A /\ B = B /\ A
theorem union.idem : A \/ A = A
theorem inter.idem : A /\ A = A
theorem union.empty : A \/ empty = A
theorem inter.empty : A /\ empty = empty
theorem absorb : A \/ (A /\ B) = A

theorem inter.union : A /\ (B \/ C) = (A /\ B) \/ (A /\ C)
theorem union.inter : A \/ (B /\ C) = (A \/ B) /\ (A \/ C)

-- De Morgan's laws, for the difference from a set.
theorem diff.union : A \ (B \/ C) = (A \ B) /\ (A \ C)
theorem diff.inter : A \ (B /\ C) = (A \ B) \/ (A \ C)
theorem diff.diff  : A \ (A \ B) = A /\ B

theorem subset.refl    : A <= A
theorem subset.antisym : A <= B & B <= A -> A = B
theorem subset.trans   : A <= B & B <= C -> A <= C
theorem subset.union   : A <= A \/ B
theorem subset.inter   : A /\ B <= A
theorem subset.least   : A <= C & B <= C -> A \/ B <= C
