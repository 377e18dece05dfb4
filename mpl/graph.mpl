-- Directed graphs: vertices, edges, and which vertices can be reached from which.
--
-- A walk of length n goes along n edges. A vertex reaches another if there is a walk of some length.

theory Graph

sort V

sort N inductive
  0    : N
  s(N) : N

op edge : V, V -> Prop
op walk : N, V, V -> Prop

axiom walk.zero : walk(0, x, y) <-> x = y
axiom walk.succ : walk(s(n), x, z) <-> exists y. edge(x, y) & walk(n, y, z)

define reaches(x, y) := exists n. walk(n, x, y)

theorem reach.refl : reaches(x, x)
theorem reach.edge : edge(x, y) -> reaches(x, y)
theorem reach.step : edge(x, y) & reaches(y, z) -> reaches(x, z)

theorem walk.reach  : walk(n, x, y) & reaches(y, z) -> reaches(x, z)
theorem reach.trans : reaches(x, y) & reaches(y, z) -> reaches(x, z)

-- Where every edge can be gone both ways, so can every walk.
theorem walk.back  : (forall u v. edge(u, v) -> edge(v, u)) -> (walk(n, x, y) -> reaches(y, x))
theorem reach.symm : (forall u v. edge(u, v) -> edge(v, u)) -> (reaches(x, y) -> reaches(y, x))
