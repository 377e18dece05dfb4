-- The order of the natural numbers, defined by addition.
--
-- x <= y means that y can be reached from x by adding something. A definition adds a name and no power: it can always
-- be replaced by what it stands for, and so it cannot make a theory contradictory.

theory Order

use Peano

define x <= y := exists z. x + z = y

theorem le.refl    : x <= x
theorem le.trans   : x <= y & y <= z -> x <= z
theorem le.antisym : x <= y & y <= x -> x = y
theorem le.total   : x <= y | y <= x

theorem le.zero : 0 <= x
theorem le.succ : x <= s(x)
theorem le.mono : x <= y -> s(x) <= s(y)

explore { size 5  vars 3 }
