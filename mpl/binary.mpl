-- Binary numerals, the last digit first: increment and addition compute what they should.
--
-- o(b) is the numeral b with a digit 0 behind it, i(b) with a digit 1. A numeral may end in any number of zeros, so
-- that several stand for one number; value says for which.

theory Binary

use Peano

sort Bin inductive
  empty  : Bin
  o(Bin) : Bin
  i(Bin) : Bin

fun value : Bin -> N
  value.empty : value(empty) = 0
  value.o     : value(o(b)) = value(b) + value(b)
  value.i     : value(i(b)) = s(value(b) + value(b))

fun inc : Bin -> Bin
  inc.empty : inc(empty) = i(empty)
  inc.o     : inc(o(b)) = i(b)
  inc.i     : inc(i(b)) = o(inc(b))

-- The carry is an increment of what the digits behind it add up to.
fun add : Bin, Bin -> Bin
  add.empty   : add(empty, b) = b
  add.o.empty : add(o(a), empty) = o(a)
  add.i.empty : add(i(a), empty) = i(a)
  add.o.o     : add(o(a), o(b)) = o(add(a, b))
  add.o.i     : add(o(a), i(b)) = i(add(a, b))
  add.i.o     : add(i(a), o(b)) = i(add(a, b))
  add.i.i     : add(i(a), i(b)) = o(inc(add(a, b)))

theorem value.inc : value(inc(b)) = s(value(b))
theorem value.add : value(add(a, b)) = value(a) + value(b)

explore { size 5  vars 2 }
