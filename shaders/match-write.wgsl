// Writes the next frontier, one invocation a child: finds the parent by its offset, takes the row, runs the tests that
// follow. A child that fails one stays as DEAD until the next count leaves it out; so order and places never depend on
// which invocation runs first.
//
//   binding  buffer    access   words            holds
//   0        params    uniform  18               as in match-count.wgsl
//   1        levels    read     8 a level        [level*8+3] parents, [(level+1)*8+3] children
//   2        table     read     -                as in match-count.wgsl
//   3        frontier  read     stride an entry  parents
//   4        offsets   read     1 a parent       children before its own, in its chunk of CHUNK parents
//   5        sums      read     1 a chunk        children before the chunk's
//   6        firsts    read     1 a parent       where its candidate rows begin, in bySymbol or byClass
//   7        children  write    stride an entry  the next frontier

override ENTRY_WORKGROUP: u32 = 64;
override CHUNK: u32 = 1024;

const SCAN = 0u;
const CHECK = 2u;
const IS = 3u;
const YIELD = 4u;
const DEAD = 0xffffffffu;
const FRESH = 0x80000000u;
const HEADER = 3u;
const LEVEL_WORDS = 8u;
const INSTRUCTION_WORDS = 4u;

struct Params {
  level: u32,
  capacity: u32,
  stride: u32,
  since: u32,
  symbol: u32,
  args: u32,
  class_of: u32,
  stamp: u32,
  symbol_start: u32,
  by_symbol: u32,
  class_start: u32,
  by_class: u32,
  class_stamp: u32,
  class_base: u32,
  code: u32,
  width: u32,
  symbol_count: u32,
  class_count: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> levels: array<u32>;
@group(0) @binding(2) var<storage, read> table: array<u32>;
@group(0) @binding(3) var<storage, read> frontier: array<u32>;
@group(0) @binding(4) var<storage, read> offsets: array<u32>;
@group(0) @binding(5) var<storage, read> sums: array<u32>;
@group(0) @binding(6) var<storage, read> firsts: array<u32>;
@group(0) @binding(7) var<storage, read_write> children: array<u32>;

fn offset_of(entry: u32) -> u32 {
  return offsets[entry] + sums[entry / CHUNK];
}

// The last entry whose children begin at or before `child`: those without children share the place of the next.
fn parent_of(child: u32, count: u32) -> u32 {
  var low = 0u;
  var high = count;
  while (high - low > 1u) {
    let middle = low + (high - low) / 2u;
    if (offset_of(middle) <= child) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

// A column of the row in `slot`: one of the parent's rows, or the one just taken.
fn column(parent: u32, taken: u32, slot: u32, number: u32) -> u32 {
  var row = taken;
  if (slot < params.level) {
    row = frontier[parent + HEADER + slot];
  }
  if (number == 0u) {
    return table[params.class_of + row];
  }
  return table[params.args + row * 4u + number - 1u];
}

// The child's state after the tests from word `start` on.
fn run_tests(parent: u32, taken: u32, start: u32, fresh: u32) -> u32 {
  var pc = start;
  loop {
    let at = params.code + pc;
    let op = table[at];
    if (op != CHECK && op != IS) {
      return select(pc | fresh, DEAD, op == YIELD && fresh == 0u);
    }
    let operand = table[at + 3u];
    var wanted = table[params.class_base + frontier[parent]] + operand;
    if (op == CHECK) {
      wanted = column(parent, taken, operand >> 3u, operand & 7u);
    }
    if (column(parent, taken, table[at + 1u], table[at + 2u]) != wanted) {
      return DEAD;
    }
    pc += INSTRUCTION_WORDS;
  }
}

@compute @workgroup_size(ENTRY_WORKGROUP)
fn main(
  @builtin(local_invocation_index) lane: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let child = (group.y * groups.x + group.x) * ENTRY_WORKGROUP + lane;
  if (child >= levels[(params.level + 1u) * LEVEL_WORDS + 3u]) {
    return;
  }
  let index = parent_of(child, levels[params.level * LEVEL_WORDS + 3u]);
  let parent = index * params.stride;
  let out = child * params.stride;
  let state = frontier[parent + 2u];
  let pc = state & ~FRESH;
  let op = table[params.code + pc];
  for (var word = 0u; word < HEADER + params.level; word++) {
    children[out + word] = frontier[parent + word];
  }
  if (op == YIELD) {
    return;
  }
  let list = select(params.by_class, params.by_symbol, op == SCAN);
  let row = table[list + firsts[index] + child - offset_of(index)];
  let fresh = (state & FRESH) | select(0u, FRESH, table[params.stamp + row] >= params.since);
  children[out + 2u] = run_tests(parent, row, pc + INSTRUCTION_WORDS, fresh);
  children[out + HEADER + params.level] = row;
}
