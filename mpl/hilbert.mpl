-- Propositional calculus after Hilbert: formulas are terms, and what can be proved is a predicate on them.
--
-- Three schemes of axioms, and modus ponens as the only rule. A theorem here says that a formula is provable; its
-- proof in the calculus is the chain of uses of modus ponens in the proof of the theorem.

theory Hilbert

sort Form

op => : Form, Form -> Form  infixr 60
op ~  : Form -> Form        prefix 80

op provable : Form -> Prop

axiom modus.ponens : provable(p => q) & provable(p) -> provable(q)

axiom weaken    : provable(p => q => p)
axiom distribute : provable((p => q => r) => (p => q) => p => r)
axiom contrary  : provable((~ p => ~ q) => q => p)

theorem identity : provable(p => p)

-- Derived rules: from premises, not formulas of the calculus.
theorem chain.rule    : provable(p => q) & provable(q => r) -> provable(p => r)
theorem contrary.rule : provable(r => ~ p => ~ q) -> provable(r => q => p)

theorem absurdity             : provable(~ p => p => q)
theorem double.negation.left  : provable(~ ~ p => p)
theorem double.negation.right : provable(p => ~ ~ p)

theorem syllogism.right : provable((q => r) => (p => q) => p => r)

-- Contraposition, by way of double negations.
theorem negated.right  : provable((p => q) => p => ~ ~ q)
theorem negated.left   : provable((p => q) => ~ ~ p => q)
theorem negated.both   : provable((p => q) => ~ ~ p => ~ ~ q)
theorem contraposition : provable((p => q) => ~ q => ~ p)

theorem swap.rule : provable(p => q => r) -> provable(q => p => r)
theorem syllogism : provable((p => q) => (q => r) => p => r)
theorem assertion : provable(p => (p => q) => q)
