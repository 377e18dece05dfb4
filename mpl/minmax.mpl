-- The smaller and the larger of two numbers, by recursion on both. They make a lattice.

theory Minmax

use Peano

fun min : N, N -> N
  min.zero.left  : min(0, y) = 0
  min.zero.right : min(x, 0) = 0
  min.succ       : min(s(x), s(y)) = s(min(x, y))

fun max : N, N -> N
  max.zero.left  : max(0, y) = y
  max.zero.right : max(x, 0) = x
  max.succ       : max(s(x), s(y)) = s(max(x, y))

theorem min.comm  : min(x, y) = min(y, x)
theorem max.comm  : max(x, y) = max(y, x)
theorem min.assoc : min(min(x, y), z) = min(x, min(y, z))
theorem max.assoc : max(max(x, y), z) = max(x, max(y, z))
theorem min.idem  : min(x, x) = x
theorem max.idem  : max(x, x) = x

theorem min.absorbs : min(x, max(x, y)) = x
theorem max.absorbs : max(x, min(x, y)) = x

theorem min.max : min(x, y) + max(x, y) = x + y

explore { size 5  vars 3 }
