// Writes the pairs that fingerprint.wgsl let through, ordered by left term, then right term.
//
//   binding  buffer   access   words       holds
//   0        params   uniform  8           as in fingerprint.wgsl
//   1        levels   read     4 a level   [level*4] entries, [(level+1)*4] pairs, 0 if they do not fit
//   2        masks    read     1 an entry  bit i: the pair with the run's right term i
//   3        offsets  read     1 an entry  pairs before its own, in its chunk of CHUNK entries
//   4        sums     read     1 a chunk   pairs before the chunk's
//   5        pairs    write    2 a pair    left term, right term

override WORKGROUP: u32 = 64;
override CHUNK: u32 = 16u * WORKGROUP;

const RUN = 32u;
const LEVEL_WORDS = 4u;

struct Params {
  level: u32,
  left_from: u32,
  left_terms: u32,
  right_from: u32,
  right_terms: u32,
  right_end: u32,
  runs: u32,
  constants: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> levels: array<u32>;
@group(0) @binding(2) var<storage, read> masks: array<u32>;
@group(0) @binding(3) var<storage, read> offsets: array<u32>;
@group(0) @binding(4) var<storage, read> sums: array<u32>;
@group(0) @binding(5) var<storage, read_write> pairs: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  if (levels[(params.level + 1u) * LEVEL_WORDS] == 0u) {
    return;
  }
  let count = levels[params.level * LEVEL_WORDS];
  for (var index = id.x; index < count; index += groups.x * WORKGROUP) {
    let left_term = params.left_from + index / params.runs;
    let first = params.right_from + (index % params.runs) * RUN;
    var out = 2u * (offsets[index] + sums[index / CHUNK]);
    for (var mask = masks[index]; mask != 0u; mask &= mask - 1u) {
      pairs[out] = left_term;
      pairs[out + 1u] = first + firstTrailingBit(mask);
      out += 2u;
    }
  }
}
