// Writes the next level of partial matches behind this one, one invocation a child: finds the parent by its offset,
// takes the row, runs the tests that follow. A child that fails one stays as DEAD, one that passes the last as DONE; so
// order and places never depend on which invocation runs first.
//
//   binding  buffer    access       words            holds
//   0        params    uniform      20               as in match-count.wgsl
//   1        levels    read         4 a level        [level*4] entries of this level, [level*4+1] where they begin; the
//                                                    same at [(level+1)*4] for the next
//   2        table     read         -                as in match-count.wgsl
//   3        frontier  read, write  stride an entry  in: this level; out: the next
//   4        offsets   read         1 a parent       children before its own, in its chunk of CHUNK parents
//   5        sums      read         1 a chunk        children before the chunk's
//   6        firsts    read         1 a parent       where its candidates begin, in the list of the instruction

override WORKGROUP: u32 = 64;
override CHUNK: u32 = 16u * WORKGROUP;

const SCAN = 0u;
const JOIN = 1u;
const CHECK = 3u;
const IS = 4u;
const YIELD = 5u;
const DONE = 0xfffffffeu;
const DEAD = 0xffffffffu;
const FRESH = 0x80000000u;
const HEADER = 3u;
const MAX_ARGS = 4u;
const LEVEL_WORDS = 4u;
const INSTRUCTION_WORDS = 4u;

struct Params {
  level: u32,
  all: u32,
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
  argument_start: u32,
  by_argument: u32,
  class_base: u32,
  code: u32,
  width: u32,
  symbol_count: u32,
  class_count: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> levels: array<u32>;
@group(0) @binding(2) var<storage, read> table: array<u32>;
@group(0) @binding(3) var<storage, read_write> frontier: array<u32>;
@group(0) @binding(4) var<storage, read> offsets: array<u32>;
@group(0) @binding(5) var<storage, read> sums: array<u32>;
@group(0) @binding(6) var<storage, read> firsts: array<u32>;

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
  return table[params.args + row * MAX_ARGS + number - 1u];
}

// The child's state after the tests from word `start` on.
fn run_tests(parent: u32, taken: u32, start: u32, fresh: u32) -> u32 {
  var pc = start;
  loop {
    let at = params.code + pc;
    let op = table[at];
    if (op != CHECK && op != IS) {
      return select(pc | fresh, select(DONE, DEAD, fresh == 0u), op == YIELD);
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

// The row of a candidate of SCAN, JOIN or SEEK; occurrences are row * MAX_ARGS + argument.
fn row_of(op: u32, candidate: u32) -> u32 {
  if (op == SCAN) {
    return table[params.by_symbol + candidate];
  }
  if (op == JOIN) {
    return table[params.by_class + candidate];
  }
  return table[params.by_argument + candidate] / MAX_ARGS;
}

fn write_child(parent: u32, out: u32, candidate: u32) {
  let state = frontier[parent + 2u];
  let pc = state & ~FRESH;
  let row = row_of(table[params.code + pc], candidate);
  let fresh = (state & FRESH) | select(0u, FRESH, table[params.stamp + row] >= params.since);
  frontier[out] = frontier[parent];
  frontier[out + 1u] = frontier[parent + 1u];
  frontier[out + 2u] = run_tests(parent, row, pc + INSTRUCTION_WORDS, fresh);
  for (var slot = HEADER; slot < HEADER + params.level; slot++) {
    frontier[out + slot] = frontier[parent + slot];
  }
  frontier[out + HEADER + params.level] = row;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let here = params.level * LEVEL_WORDS;
  let parent_count = levels[here];
  let first_parent = levels[here + 1u];
  let child_count = levels[here + LEVEL_WORDS];
  let first_child = levels[here + LEVEL_WORDS + 1u];
  for (var child = id.x; child < child_count; child += groups.x * WORKGROUP) {
    let index = parent_of(child, parent_count);
    let candidate = firsts[index] + child - offset_of(index);
    write_child((first_parent + index) * params.stride, (first_child + child) * params.stride, candidate);
  }
}
