-- Sums of the first numbers, of the first odd numbers, and of the first cubes.
--
-- sum(n) is 1 + 2 + … + n, odds(n) adds up the first n odd numbers, cubes(n) is 1·1·1 + 2·2·2 + … + n·n·n.

theory Gauss

use Peano

op sum   : N -> N
op odds  : N -> N
op cubes : N -> N

axiom sum.zero : sum(0) = 0
axiom sum.succ : sum(s(n)) = sum(n) + s(n)

axiom odds.zero : odds(0) = 0
axiom odds.succ : odds(s(n)) = odds(n) + s(n + n)

axiom cubes.zero : cubes(0) = 0
axiom cubes.succ : cubes(s(n)) = cubes(n) + s(n) * s(n) * s(n)

theorem sum.double  : s(s(0)) * sum(n) = n * s(n)
theorem odds.square : odds(n) = n * n

theorem cubes.square : cubes(n) = sum(n) * sum(n)

explore { size 5  vars 2 }
