// Exclusive prefix sum of the chunks' sums, in place, and the size of the next level: second of the two steps of a
// scan. One workgroup walks over all chunks, so its work is a thousandth of the first step's.
//
//   binding  buffer  access       words      holds
//   0        params  uniform      4          level, capacity (entries that the next level's buffer has room for), 1 if
//                                            this level's entries stay in it before the next one's, else 0; and the
//                                            record that counts all entries that stay
//   1        levels  read, write  4 a level  [level*4], [level*4+1] of this level; out, of the next:
//                                            0  entries, 0 if they would not fit
//                                            1  where they begin in their buffer
//                                            2  entries that there should be
//   2        sums    read, write  1 a chunk  in: sum of the chunk; out: sum of the chunks before it

override WORKGROUP: u32 = 64;

const ITEMS = 16u;
const LEVEL_WORDS = 4u;
const SATURATED = 0x7fffffffu;

struct Params {
  level: u32,
  capacity: u32,
  stays: u32,
  all: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> levels: array<u32>;
@group(0) @binding(2) var<storage, read_write> sums: array<u32>;

var<workgroup> partial: array<u32, WORKGROUP>;
var<workgroup> shared_count: u32;

fn saturating_add(a: u32, b: u32) -> u32 {
  return min(a + b, SATURATED);
}

fn write_next(total: u32) {
  let here = params.level * LEVEL_WORDS;
  var first = 0u;
  if (params.stays != 0u) {
    first = levels[here] + levels[here + 1u];
  }
  let fitting = select(0u, total, saturating_add(first, total) <= params.capacity);
  levels[here + LEVEL_WORDS] = fitting;
  levels[here + LEVEL_WORDS + 1u] = first;
  levels[here + LEVEL_WORDS + 2u] = total;
  if (params.stays != 0u) {
    levels[params.all * LEVEL_WORDS] = first + fitting;
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) lane: u32) {
  if (lane == 0u) {
    shared_count = levels[params.level * LEVEL_WORDS];
  }
  let count = workgroupUniformLoad(&shared_count);
  let chunk_size = WORKGROUP * ITEMS;
  let chunks = count / chunk_size + select(0u, 1u, count % chunk_size != 0u);
  var carry = 0u;
  for (var start = 0u; start < chunks; start += WORKGROUP) {
    let index = start + lane;
    var own = 0u;
    if (index < chunks) {
      own = sums[index];
    }
    partial[lane] = own;
    workgroupBarrier();
    for (var other = 0u; other < WORKGROUP; other++) {
      if (other == lane && index < chunks) {
        sums[index] = carry;
      }
      carry = saturating_add(carry, partial[other]);
    }
    workgroupBarrier();
  }
  if (lane == 0u) {
    write_next(carry);
  }
}
