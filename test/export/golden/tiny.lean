/- The theory Tiny and 2 theorems, written by `lemmagrid export lean`.
   The axioms are the theory's own; docs/lean.md says how the rest is translated. -/

set_option autoImplicit false
set_option linter.unusedVariables false
set_option maxRecDepth 100000

namespace Lemmagrid.Tiny

noncomputable section

axiom N : Type

axiom zero : N -- 0
axiom s : N → N
axiom op_plus : N → N → N -- +

axiom zero_not_s : ∀ y1 : N, ¬ zero = s y1
axiom s_inj : ∀ x1 y1 : N, s x1 = s y1 → x1 = y1
axiom N_ind : ∀ P : N → Prop, P zero → (∀ x1 : N, P x1 → P (s x1)) → ∀ x : N, P x

axiom add_zero : ∀ x : N, op_plus x zero = x -- add.zero
axiom add_succ : ∀ x y : N, op_plus x (s y) = s (op_plus x y) -- add.succ

theorem zero_left : ∀ x : N, op_plus zero x = x := -- zero.left
  have c0 : op_plus zero zero = zero :=
    have h1 : op_plus zero zero = zero :=
      add_zero zero
    h1
  have c2 : ∀ k : N, op_plus zero k = k → op_plus zero (s k) = s k :=
    fun k h3 =>
    have h4 : op_plus zero (s k) = s (op_plus zero k) :=
      add_succ zero k
    have h5 : s (op_plus zero k) = s k :=
      congrArg (fun q1 : N => s q1) h3
    have h6 : op_plus zero (s k) = s k :=
      Eq.trans h4 h5
    h6
  have h7 : ∀ x : N, op_plus zero x = x :=
    N_ind (fun x : N => op_plus zero x = x) c0 c2
  h7
#print axioms zero_left

theorem successor : s (op_plus zero zero) = s zero :=
  have h0 : op_plus zero zero = zero :=
    zero_left zero
  have h1 : s (op_plus zero zero) = s zero :=
    congrArg (fun q1 : N => s q1) h0
  h1
#print axioms successor

end

end Lemmagrid.Tiny
