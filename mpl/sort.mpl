-- Insertion sort sorts, and permutes: every number occurs in the result as often as before.

theory Sort

use List

op <=     : N, N -> Prop  infix 50
op insert : N, List N -> List N
op isort  : List N -> List N
op sorted : List N -> Prop
op count  : a, List a -> N

axiom le.zero      : 0 <= y
axiom le.succ.zero : !(s(x) <= 0)
axiom le.succ      : s(x) <= s(y) <-> x <= y

axiom insert.nil    : insert(x, nil) = cons(x, nil)
axiom insert.before : x <= y -> insert(x, cons(y, ys)) = cons(x, cons(y, ys))
axiom insert.behind : !(x <= y) -> insert(x, cons(y, ys)) = cons(y, insert(x, ys))

axiom isort.nil  : isort(nil) = nil
axiom isort.cons : isort(cons(x, xs)) = insert(x, isort(xs))

axiom sorted.nil  : sorted(nil)
axiom sorted.one  : sorted(cons(x, nil))
axiom sorted.cons : sorted(cons(x, cons(y, ys))) <-> x <= y & sorted(cons(y, ys))

axiom count.nil   : count(x, nil) = 0
axiom count.same  : x = y -> count(x, cons(y, ys)) = s(count(x, ys))
axiom count.other : x != y -> count(x, cons(y, ys)) = count(x, ys)

theorem le.total : x <= y | y <= x

theorem insert.sorted : sorted(xs) -> sorted(insert(x, xs))
theorem isort.sorted  : sorted(isort(xs))

theorem count.insert.same  : count(x, insert(x, ys)) = s(count(x, ys))
theorem count.insert.other : x != y -> count(x, insert(y, ys)) = count(x, ys)
theorem count.isort        : count(x, isort(xs)) = count(x, xs)

explore { size 4  vars 2 }
