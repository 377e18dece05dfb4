-- Divisibility of natural numbers, defined by multiplication.

theory Divides

use Peano

define x divides y := exists z. x * z = y

theorem divides.refl  : x divides x
theorem divides.trans : x divides y & y divides z -> x divides z
theorem divides.zero  : x divides 0
theorem one.divides   : s(0) divides x

theorem divides.add : x divides y & x divides z -> x divides y + z
theorem divides.mul : x divides y -> x divides y * z

explore { size 5  vars 3 }
