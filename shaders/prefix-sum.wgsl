// Exclusive prefix sum of the counts of one level, chunk by chunk: first of the two steps of a scan (the second is
// prefix-totals.wgsl). Sums saturate at 2^31 - 1, so that a level too large for any buffer is seen as one.
//
//   binding  buffer   access       words                       holds
//   0        params   uniform      1                           level
//   1        levels   read         4 a level                   [level*4] entries of this level
//   2        offsets  read, write  1 an entry                  in: counts; out: sum of the counts before it in its chunk
//   3        sums     write        1 a chunk of CHUNK entries  out: sum of the chunk's counts
//
// A workgroup takes one chunk after the other; every invocation takes ITEMS neighbouring entries.

override WORKGROUP: u32 = 64;

const ITEMS = 16u;
const LEVEL_WORDS = 4u;
const SATURATED = 0x7fffffffu;

struct Params {
  level: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> levels: array<u32>;
@group(0) @binding(2) var<storage, read_write> offsets: array<u32>;
@group(0) @binding(3) var<storage, read_write> sums: array<u32>;

var<workgroup> partial: array<u32, WORKGROUP>;

fn saturating_add(a: u32, b: u32) -> u32 {
  return min(a + b, SATURATED);
}

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) lane: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let count = levels[params.level * LEVEL_WORDS];
  for (var chunk = group.x; chunk * WORKGROUP * ITEMS < count; chunk += groups.x) {
    let first = (chunk * WORKGROUP + lane) * ITEMS;
    var before: array<u32, ITEMS>;
    var total = 0u;
    for (var i = 0u; i < ITEMS; i++) {
      before[i] = total;
      if (first + i < count) {
        total = saturating_add(total, min(offsets[first + i], SATURATED));
      }
    }
    partial[lane] = total;
    workgroupBarrier();
    // Barriers cost more than additions: every invocation sums up what stands before it.
    var base = 0u;
    for (var other = 0u; other < lane; other++) {
      base = saturating_add(base, partial[other]);
    }
    for (var i = 0u; i < ITEMS; i++) {
      if (first + i < count) {
        offsets[first + i] = saturating_add(base, before[i]);
      }
    }
    if (lane == WORKGROUP - 1u) {
      sums[chunk] = saturating_add(base, total);
    }
    workgroupBarrier();
  }
}
