// Exclusive prefix sum of the chunks' sums, in place, and the size of the next frontier: second of the two steps of a
// scan. One workgroup walks over all chunks, so its work is a thousandth of the first step's.
//
//   binding  buffer  access       words            holds
//   0        params  uniform      2                level, capacity (entries that a frontier's buffer has room for)
//   1        levels  read, write  8 a level        [level*8+3] entries of this level; out, at level+1:
//                                                  0..2  workgroups for one invocation an entry (indirect arguments)
//                                                  3     entries, 0 if they would not fit
//                                                  4..6  workgroups for one chunk each (indirect arguments)
//                                                  7     entries that there should be
//   2        sums    read, write  1 a chunk        in: sum of the chunk; out: sum of the chunks before it

override WORKGROUP: u32 = 64;
// Invocations of the kernels that run on one entry each.
override ENTRY_WORKGROUP: u32 = 64;
// Workgroups that a dispatch may have in one dimension.
override MAX_GROUPS: u32 = 65535;

const ITEMS = 16u;
const LEVEL_WORDS = 8u;
const SATURATED = 0x7fffffffu;

struct Params {
  level: u32,
  capacity: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> levels: array<u32>;
@group(0) @binding(2) var<storage, read_write> sums: array<u32>;

var<workgroup> partial: array<u32, WORKGROUP>;
var<workgroup> shared_count: u32;

fn saturating_add(a: u32, b: u32) -> u32 {
  return min(a + b, SATURATED);
}

fn divide_up(a: u32, b: u32) -> u32 {
  return a / b + select(0u, 1u, a % b != 0u);
}

// `groups` workgroups as a grid that no dimension of is too wide; the kernels skip what is over.
fn write_grid(at: u32, groups: u32) {
  levels[at] = min(groups, MAX_GROUPS);
  levels[at + 1u] = divide_up(groups, MAX_GROUPS);
  levels[at + 2u] = 1u;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) lane: u32) {
  if (lane == 0u) {
    shared_count = levels[params.level * LEVEL_WORDS + 3u];
  }
  let chunks = divide_up(workgroupUniformLoad(&shared_count), WORKGROUP * ITEMS);
  var carry = 0u;
  for (var start = 0u; start < chunks; start += WORKGROUP) {
    let index = start + lane;
    var own = 0u;
    if (index < chunks) {
      own = sums[index];
    }
    partial[lane] = own;
    workgroupBarrier();
    for (var reach = 1u; reach < WORKGROUP; reach *= 2u) {
      var left = 0u;
      if (lane >= reach) {
        left = partial[lane - reach];
      }
      workgroupBarrier();
      partial[lane] = saturating_add(partial[lane], left);
      workgroupBarrier();
    }
    if (index < chunks) {
      var before = carry;
      if (lane > 0u) {
        before = saturating_add(carry, partial[lane - 1u]);
      }
      sums[index] = before;
    }
    carry = saturating_add(carry, partial[WORKGROUP - 1u]);
    workgroupBarrier();
  }
  if (lane == 0u) {
    let next = (params.level + 1u) * LEVEL_WORDS;
    let fitting = select(0u, carry, carry <= params.capacity);
    write_grid(next, divide_up(fitting, ENTRY_WORKGROUP));
    levels[next + 3u] = fitting;
    write_grid(next + 4u, divide_up(fitting, WORKGROUP * ITEMS));
    levels[next + 7u] = carry;
  }
}
