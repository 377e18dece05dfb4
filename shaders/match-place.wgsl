// Puts the matches that match.wgsl found in their order: by walk, and within one as they were found.
//
//   binding  buffer   access   words       holds
//   0        params   uniform  2           room for matches, words of an entry
//   1        levels   read     4 a level   [3] matches found
//   2        seeds    read     4 a seed    its third word is the rows of a match
//   3        entries  read     -           walk, words of the walk's matches before, seed, one row a slot
//   4        offsets  read     1 a walk    words before the walk's, in its chunk of CHUNK walks
//   5        sums     read     1 a chunk   words before the chunk's
//   6        list     write    -           a match is its seed's number, then one row a slot

override WORKGROUP: u32 = 64;
override CHUNK: u32 = 16u * WORKGROUP;

const FOUND = 3u;
const HEADER = 3u;

struct Params {
  capacity: u32,
  stride: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> levels: array<u32>;
@group(0) @binding(2) var<storage, read> seeds: array<vec4u>;
@group(0) @binding(3) var<storage, read> entries: array<u32>;
@group(0) @binding(4) var<storage, read> offsets: array<u32>;
@group(0) @binding(5) var<storage, read> sums: array<u32>;
@group(0) @binding(6) var<storage, read_write> list: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = select(0u, levels[FOUND], levels[FOUND] <= params.capacity);
  for (var index = id.x; index < count; index += groups.x * WORKGROUP) {
    let from_word = index * params.stride;
    let walk = entries[from_word];
    let seed = entries[from_word + 2u];
    let out = offsets[walk] + sums[walk / CHUNK] + entries[from_word + 1u];
    let words = 1u + seeds[seed].z;
    for (var word = 0u; word < words; word++) {
      list[out + word] = entries[from_word + HEADER - 1u + word];
    }
  }
}
