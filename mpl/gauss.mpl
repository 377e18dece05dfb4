-- Sums of the first numbers, of the first odd numbers, and of the first cubes.
--
-- sum(n) is 1 + 2 + … + n, odds(n) adds up the first n odd numbers, cubes(n) is 1·1·1 + 2·2·2 + … + n·n·n.

theory Gauss

use Peano

fun sum : N -> N
  sum.zero : sum(0) = 0
  sum.succ : sum(s(n)) = sum(n) + s(n)

fun odds : N -> N
  odds.zero : odds(0) = 0
  odds.succ : odds(s(n)) = odds(n) + s(n + n)

fun cubes : N -> N
  cubes.zero : cubes(0) = 0
  cubes.succ : cubes(s(n)) = cubes(n) + s(n) * s(n) * s(n)

theorem sum.double  : s(s(0)) * sum(n) = n * s(n)
theorem odds.square : odds(n) = n * n

-- The square of sum(s(n)) is that of sum(n), twice the product with s(n), and the square of s(n).
theorem square.add : (x + y) * (x + y) = x * x + (s(s(0)) * x * y + y * y)
theorem sum.cube   : s(s(0)) * sum(n) * s(n) + s(n) * s(n) = s(n) * s(n) * s(n)

theorem cubes.square : cubes(n) = sum(n) * sum(n)

explore { size 5  vars 1 }
grid { growth 6 }
