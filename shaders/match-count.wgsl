// How many children every partial match of a level has: the rows that its next SCAN, JOIN or SEEK may take. A complete match
// and a dead one have none; tests that need the row itself are left to match-write.wgsl. At the end the same kernel
// counts the complete matches of all levels, each as one.
//
//   binding  buffer    access   words            holds
//   0        params    uniform  20               level, the level that stands for all of them, stride, since, then where
//                                                each array begins in `table`
//   1        levels    read     4 a level        [level*4] entries, [level*4+1] where they begin in `frontier`
//   2        table     read     -                rows, indices and rules, one array after the other (device.ts)
//   3        frontier  read     stride an entry  block, rule, state, then one row a slot; state is the next
//                                                instruction's word in `code`, FRESH if one of the rows is new; or DONE;
//                                                or DEAD
//   4        counts    write    1 an entry       children
//   5        firsts    write    1 an entry       where the candidates begin, in the list of the instruction

override WORKGROUP: u32 = 64;

const SCAN = 0u;
const JOIN = 1u;
const SEEK = 2u;
const DONE = 0xfffffffeu;
const FRESH = 0x80000000u;
const HEADER = 3u;
const MAX_ARGS = 4u;
const LEVEL_WORDS = 4u;

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
@group(0) @binding(3) var<storage, read> frontier: array<u32>;
@group(0) @binding(4) var<storage, read_write> counts: array<u32>;
@group(0) @binding(5) var<storage, read_write> firsts: array<u32>;

struct Range {
  first: u32,
  count: u32,
}

fn column(row: u32, number: u32) -> u32 {
  if (number == 0u) {
    return table[params.class_of + row];
  }
  return table[params.args + row * MAX_ARGS + number - 1u];
}

// What the list of a JOIN (byClass) or SEEK (byArgument) is sorted by, within one class.
fn key_of(op: u32, place: u32) -> u32 {
  if (op == JOIN) {
    return table[params.symbol + table[params.by_class + place]];
  }
  let occurrence = table[params.by_argument + place];
  return table[params.symbol + occurrence / MAX_ARGS] * MAX_ARGS + occurrence % MAX_ARGS;
}

// The first place from `low` on, before `high`, whose key is at least `wanted`.
fn lower_bound(op: u32, low: u32, high: u32, wanted: u32) -> u32 {
  var from_place = low;
  var to_place = high;
  while (from_place < to_place) {
    let middle = from_place + (to_place - from_place) / 2u;
    if (key_of(op, middle) < wanted) {
      from_place = middle + 1u;
    } else {
      to_place = middle;
    }
  }
  return from_place;
}

// The places with that key in the class's part of the list, whose parts begin at `starts`.
fn places_of(op: u32, starts: u32, home: u32, wanted: u32) -> Range {
  if (home >= params.class_count) {
    return Range(0u, 0u);
  }
  let end = table[starts + home + 1u];
  let first = lower_bound(op, table[starts + home], end, wanted);
  return Range(first, lower_bound(op, first, end, wanted + 1u) - first);
}

fn candidates(entry: u32) -> Range {
  let state = frontier[entry + 2u];
  if (params.level == params.all) {
    return Range(0u, select(0u, 1u, state == DONE));
  }
  if (state >= DONE) {
    return Range(0u, 0u);
  }
  let at = params.code + (state & ~FRESH);
  let op = table[at];
  if (op == SCAN) {
    let key = params.symbol_start + frontier[entry] * params.symbol_count + table[at + 1u];
    return Range(table[key], table[key + 1u] - table[key]);
  }
  if (op == SEEK) {
    let other = table[at + 3u];
    let home = column(frontier[entry + HEADER + (other >> 3u)], other & 7u);
    let wanted = table[at + 1u] * MAX_ARGS + table[at + 2u] - 1u;
    return places_of(op, params.argument_start, home, wanted);
  }
  if (op != JOIN) {
    return Range(0u, 0u);
  }
  let home = column(frontier[entry + HEADER + table[at + 1u]], table[at + 2u]);
  let last = params.level + 1u == table[params.width + frontier[entry + 1u]];
  let old = last && (state & FRESH) == 0u && table[params.class_stamp + home] < params.since;
  if (old) {
    return Range(0u, 0u);
  }
  return places_of(op, params.class_start, home, table[at + 3u]);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = levels[params.level * LEVEL_WORDS];
  let first = levels[params.level * LEVEL_WORDS + 1u];
  for (var index = id.x; index < count; index += groups.x * WORKGROUP) {
    let range = candidates((first + index) * params.stride);
    counts[index] = range.count;
    firsts[index] = range.first;
  }
}
