// Compares the fingerprints of left terms with those of right ones (src/device/fingerprint.ts): one entry is a left term
// and a run of 32 right ones, and its mask has a bit for each pair that may unify.
//
//   binding  buffer  access   words       holds
//   0        params  uniform  8           level, first left term, left terms of the table, first right term, right terms
//                                         of the table, end of the right terms, runs of a left term, all ones if a right
//                                         variable counts as a constant, else 0
//   1        levels  read     4 a level   [level*4] entries, by left term, then run
//   2        left    read     8 a term    fingerprints, in columns
//   3        right   read     8 a term    fingerprints, in columns
//   4        masks   write    1 an entry  bit i: the pair with the run's right term i
//   5        counts  write    1 an entry  bits that are set

override WORKGROUP: u32 = 64;

const RUN = 32u;
const VALUE_WORDS = 4u;
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
@group(0) @binding(2) var<storage, read> left: array<u32>;
@group(0) @binding(3) var<storage, read> right: array<u32>;
@group(0) @binding(4) var<storage, read_write> masks: array<u32>;
@group(0) @binding(5) var<storage, read_write> counts: array<u32>;

fn agree(left_term: u32, right_term: u32) -> bool {
  for (var word = 0u; word < VALUE_WORDS; word++) {
    let difference = left[word * params.left_terms + left_term] ^ right[word * params.right_terms + right_term];
    let mask = left[(VALUE_WORDS + word) * params.left_terms + left_term];
    let right_mask = right[(VALUE_WORDS + word) * params.right_terms + right_term] | params.constants;
    if ((difference & mask & right_mask) != 0u) {
      return false;
    }
  }
  return true;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = levels[params.level * LEVEL_WORDS];
  for (var index = id.x; index < count; index += groups.x * WORKGROUP) {
    let left_term = params.left_from + index / params.runs;
    let first = params.right_from + (index % params.runs) * RUN;
    var mask = 0u;
    for (var i = 0u; i < min(RUN, params.right_end - first); i++) {
      mask |= select(0u, 1u << i, agree(left_term, first + i));
    }
    masks[index] = mask;
    counts[index] = countOneBits(mask);
  }
}
