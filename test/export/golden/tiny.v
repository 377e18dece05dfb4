(* The theory Tiny and 2 theorems, written by `lemmagrid export coq`.
   Variables and hypotheses are the theory's own; docs/coq.md says how the rest is translated. *)

Section Tiny.

Variable N : Type.

Variable zero : N. (* 0 *)
Variable s : N -> N.
Variable op_plus : N -> N -> N. (* + *)

Hypothesis zero_not_s : forall y1 : N, zero <> s y1.
Hypothesis s_inj : forall x1 y1 : N, s x1 = s y1 -> x1 = y1.
Hypothesis N_ind : forall P : N -> Prop, P zero -> (forall x1 : N, P x1 -> P (s x1)) -> forall x : N, P x.

Hypothesis add_zero : forall x : N, op_plus x zero = x. (* add.zero *)
Hypothesis add_succ : forall x y : N, op_plus x (s y) = s (op_plus x y). (* add.succ *)

Lemma zero_left : forall x : N, op_plus zero x = x. (* zero.left *)
Proof.
  assert (c0 : op_plus zero zero = zero).
  {
    assert (h1 : op_plus zero zero = zero)
      by exact (add_zero zero).
    exact h1.
  }
  assert (c2 : forall k : N, op_plus zero k = k -> op_plus zero (s k) = s k).
  {
    intros k h3.
    assert (h4 : op_plus zero (s k) = s (op_plus zero k))
      by exact (add_succ zero k).
    assert (h5 : s (op_plus zero k) = s k)
      by exact (f_equal (fun q1 : N => s q1) h3).
    assert (h6 : op_plus zero (s k) = s k)
      by exact (eq_trans h4 h5).
    exact h6.
  }
  assert (h7 : forall x : N, op_plus zero x = x)
    by exact (N_ind (fun x : N => op_plus zero x = x) c0 c2).
  exact h7.
Qed.

Lemma successor : s (op_plus zero zero) = s zero.
Proof.
  assert (h0 : op_plus zero zero = zero)
    by exact (zero_left zero).
  assert (h1 : s (op_plus zero zero) = s zero)
    by exact (f_equal (fun q1 : N => s q1) h0).
  exact h1.
Qed.

(* What all the theorems together rest on: here the theory's own declarations, outside the section nothing. *)
Definition all_theorems : True :=
  let _ := zero_left in
  let _ := successor in
  I.
Print Assumptions all_theorems.

End Tiny.

Print Assumptions all_theorems.
