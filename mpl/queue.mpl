-- A queue made of two lists behaves like one list.
--
-- Elements leave at the front of the first list and enter at the front of the second, which holds them in reverse.
-- Where the first is empty, the second is turned round.

theory Queue

use List

sort Option a inductive
  none    : Option a
  some(a) : Option a

sort Queue a inductive
  queue(List a, List a) : Queue a

fun head : List a -> Option a
  head.nil  : head(nil) = none
  head.cons : head(cons(x, xs)) = some(x)

fun tail : List a -> List a
  tail.nil  : tail(nil) = nil
  tail.cons : tail(cons(x, xs)) = xs

fun contents : Queue a -> List a
  contents.queue : contents(queue(xs, ys)) = xs ++ rev(ys)

fun enter : a, Queue a -> Queue a
  enter.queue : enter(x, queue(xs, ys)) = queue(xs, cons(x, ys))

fun first : Queue a -> Option a
  first.nil  : first(queue(nil, ys)) = head(rev(ys))
  first.cons : first(queue(cons(x, xs), ys)) = some(x)

fun leave : Queue a -> Queue a
  leave.nil  : leave(queue(nil, ys)) = queue(tail(rev(ys)), nil)
  leave.cons : leave(queue(cons(x, xs), ys)) = queue(xs, ys)

theorem contents.enter : contents(enter(x, q)) = contents(q) ++ cons(x, nil)
theorem contents.first : first(q) = head(contents(q))
theorem contents.leave : contents(leave(q)) = tail(contents(q))

explore { size 5  vars 2 }
