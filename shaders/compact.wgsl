// Packs the entries of a level that were counted, in their order: those whose place differs from the next one's after
// a prefix sum of counts that are 0 or 1.
//
//   binding  buffer   access   words            holds
//   0        params   uniform  2                level, words an entry
//   1        levels   read     4 a level        [level*4] entries, [(level+1)*4+2] entries counted
//   2        offsets  read     1 an entry       entries counted before it, in its chunk of CHUNK entries
//   3        sums     read     1 a chunk        entries counted before the chunk's
//   4        entries  read     words an entry   the entries, from the buffer's beginning
//   5        packed   write    words an entry   those that were counted

override WORKGROUP: u32 = 64;
override CHUNK: u32 = 16u * WORKGROUP;

const LEVEL_WORDS = 4u;

struct Params {
  level: u32,
  words: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> levels: array<u32>;
@group(0) @binding(2) var<storage, read> offsets: array<u32>;
@group(0) @binding(3) var<storage, read> sums: array<u32>;
@group(0) @binding(4) var<storage, read> entries: array<u32>;
@group(0) @binding(5) var<storage, read_write> packed: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = levels[params.level * LEVEL_WORDS];
  for (var index = id.x; index < count; index += groups.x * WORKGROUP) {
    let place = offsets[index] + sums[index / CHUNK];
    var next_place = levels[(params.level + 1u) * LEVEL_WORDS + 2u];
    if (index + 1u < count) {
      next_place = offsets[index + 1u] + sums[(index + 1u) / CHUNK];
    }
    if (place == next_place) {
      continue;
    }
    for (var word = 0u; word < params.words; word++) {
      packed[place * params.words + word] = entries[index * params.words + word];
    }
  }
}
