-- Powers of natural numbers: x ^ n is x * x * … * x, n times.

theory Power

use Peano

fun ^ : N, N -> N  infixr 80
  pow.zero : x ^ 0 = s(0)
  pow.succ : x ^ s(n) = x ^ n * x

theorem one.pow : s(0) ^ n = s(0)
theorem pow.add : x ^ (m + n) = x ^ m * x ^ n
theorem pow.mul : x ^ (m * n) = (x ^ m) ^ n
theorem mul.pow : (x * y) ^ n = x ^ n * y ^ n

explore { size 7  vars 3 }
