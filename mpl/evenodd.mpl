-- Even and odd numbers, each defined by the other.

theory Evenodd

use Peano

fun even : N -> Prop
  even.zero : even(0)
  even.succ : even(s(x)) <-> odd(x)
with odd : N -> Prop
  odd.zero : !odd(0)
  odd.succ : odd(s(x)) <-> even(x)

theorem even.double : even(x + x)
theorem not.both    : !(even(x) & odd(x))
theorem even.or.odd : even(x) | odd(x)

-- What a sum is, is found for both at once: each case of one is the other.
theorem even.add : even(x) -> (even(y) -> even(x + y)) & (odd(y) -> odd(x + y))
theorem odd.add  : odd(x) -> (even(y) -> odd(x + y)) & (odd(y) -> even(x + y))

theorem even.even : even(x) & even(y) -> even(x + y)
theorem odd.odd   : odd(x) & odd(y) -> even(x + y)

explore { size 5  vars 2 }
