-- Insertion sort sorts, and permutes: every number occurs in the result as often as before.

theory Sort

use List

fun <= : N, N -> Prop  infix 50
  le.zero      : 0 <= y
  le.succ.zero : !(s(x) <= 0)
  le.succ      : s(x) <= s(y) <-> x <= y

fun insert : N, List N -> List N
  insert.nil  : insert(x, nil) = cons(x, nil)
  insert.cons : insert(x, cons(y, ys)) = if x <= y then cons(x, cons(y, ys)) else cons(y, insert(x, ys))

fun isort : List N -> List N
  isort.nil  : isort(nil) = nil
  isort.cons : isort(cons(x, xs)) = insert(x, isort(xs))

fun sorted : List N -> Prop
  sorted.nil  : sorted(nil)
  sorted.one  : sorted(cons(x, nil))
  sorted.cons : sorted(cons(x, cons(y, ys))) <-> x <= y & sorted(cons(y, ys))

fun count : a, List a -> N
  count.nil  : count(x, nil) = 0
  count.cons : count(x, cons(y, ys)) = if x = y then s(count(x, ys)) else count(x, ys)

theorem le.total : x <= y | y <= x
theorem le.other : !(x <= y) -> y <= x

-- A number that is not smaller than the first stays behind it.
theorem insert.second : sorted(cons(y, ys)) & y <= x -> sorted(cons(y, insert(x, ys)))
theorem insert.sorted : sorted(xs) -> sorted(insert(x, xs))
theorem isort.sorted  : sorted(isort(xs))

theorem count.insert.same  : count(x, insert(x, ys)) = s(count(x, ys))
theorem count.insert.other : x != y -> count(x, insert(y, ys)) = count(x, ys)
theorem count.isort        : count(x, isort(xs)) = count(x, xs)

explore { size 4  vars 2  premise 2 }
