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

op value : Bin -> N
op inc   : Bin -> Bin
op add   : Bin, Bin -> Bin

axiom value.empty : value(empty) = 0
axiom value.o     : value(o(b)) = value(b) + value(b)
axiom value.i     : value(i(b)) = s(value(b) + value(b))

axiom inc.empty : inc(empty) = i(empty)
axiom inc.o     : inc(o(b)) = i(b)
axiom inc.i     : inc(i(b)) = o(inc(b))

axiom add.empty   : add(empty, b) = b
axiom add.o.empty : add(o(a), empty) = o(a)
axiom add.i.empty : add(i(a), empty) = i(a)
axiom add.o.o     : add(o(a), o(b)) = o(add(a, b))
axiom add.o.i     : add(o(a), i(b)) = i(add(a, b))
axiom add.i.o     : add(i(a), o(b)) = i(add(a, b))
axiom add.i.i     : add(i(a), i(b)) = o(inc(add(a, b)))

theorem value.inc : value(inc(b)) = s(value(b))
theorem value.add : value(add(a, b)) = value(a) + value(b)

explore { size 5  vars 2 }
