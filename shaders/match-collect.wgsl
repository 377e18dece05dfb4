// Packs the complete matches of the last frontier, in their order, without their states.
//
//   binding  buffer    access   words                holds
//   0        params    uniform  3                    level, capacity, stride
//   1        levels    read     8 a level            [level*8+3] entries of the frontier
//   2        frontier  read     stride an entry      as in match-count.wgsl; every entry is complete or DEAD
//   3        offsets   read     1 an entry           matches before it, in its chunk of CHUNK entries
//   4        sums      read     1 a chunk            matches before the chunk's
//   5        matches   write    stride - 1 an entry  block, rule, then one row a slot

override ENTRY_WORKGROUP: u32 = 64;
override CHUNK: u32 = 1024;

const DEAD = 0xffffffffu;
const HEADER = 3u;
const LEVEL_WORDS = 8u;

struct Params {
  level: u32,
  capacity: u32,
  stride: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> levels: array<u32>;
@group(0) @binding(2) var<storage, read> frontier: array<u32>;
@group(0) @binding(3) var<storage, read> offsets: array<u32>;
@group(0) @binding(4) var<storage, read> sums: array<u32>;
@group(0) @binding(5) var<storage, read_write> matches: array<u32>;

@compute @workgroup_size(ENTRY_WORKGROUP)
fn main(
  @builtin(local_invocation_index) lane: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let index = (group.y * groups.x + group.x) * ENTRY_WORKGROUP + lane;
  if (index >= levels[params.level * LEVEL_WORDS + 3u]) {
    return;
  }
  let entry = index * params.stride;
  if (frontier[entry + 2u] == DEAD) {
    return;
  }
  let out = (offsets[index] + sums[index / CHUNK]) * (params.stride - 1u);
  matches[out] = frontier[entry];
  matches[out + 1u] = frontier[entry + 1u];
  for (var slot = HEADER; slot < params.stride; slot++) {
    matches[out + slot - 1u] = frontier[entry + slot];
  }
}
