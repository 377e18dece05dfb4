// Walks the partial matches of all rules in all blocks, depth first. A walk begins with one row for a rule's first SCAN,
// and every invocation makes one walk after the other. Matches are listed in the order in which they are found, which is
// no order, each with its walk and its place among the walk's matches: match-place.wgsl puts them in theirs.
//
//   binding  buffer   access        words           holds
//   0        params   uniform       24              walks, first walk, seeds, room for matches, words of an entry, since,
//                                                   then where each array begins in `table`, and how many symbols and
//                                                   classes there are
//   1        table    read          -               rows and indices, one array after the other (device.ts)
//   2        code     read          2 an            the rules' instructions, made alike: op + operand * 8, where an operand
//                                   instruction     is slot * 8 + column; then SCAN symbol, JOIN symbol, SEEK symbol *
//                                                   MAX_ARGS + argument, CHECK operand, IS local
//   3        seeds    read          4 a seed        its first walk, block, rows of a match, first instruction: a rule in
//                                                   a block, whose walks follow each other
//   4        levels   read, write   4 a level       [3] matches found, also those that there was no room for
//   5        counts   write         1 a walk        words that the walk's matches take when they are in order
//   6        entries  write         -               walk, words of the walk's matches before, seed, one row a slot
//
// The state of a walk is one for all instructions, so that invocations at different places of different rules still do
// the same: as long as no invocation has to list candidates, each takes a candidate and tests it.

override WORKGROUP: u32 = 64;

const SCAN = 0u;
const JOIN = 1u;
const SEEK = 2u;
const CHECK = 3u;
const IS = 4u;
const YIELD = 5u;
const OPS = 8u;
const OP = 7u;
const SLOTS = 64u;
const MAX_ARGS = 4u;
const HEADER = 3u;
const FOUND = 3u;
const OLD = 0xffffffffu;
const NONE = 0xffffffffu;

struct Params {
  walks: u32,
  first_walk: u32,
  seeds: u32,
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
  argument_start: u32,
  by_argument: u32,
  class_base: u32,
  class_keys: u32,
  argument_keys: u32,
  class_ends: u32,
  argument_ends: u32,
  symbol_count: u32,
  class_count: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> table: array<u32>;
@group(0) @binding(2) var<storage, read> code: array<vec2u>;
@group(0) @binding(3) var<storage, read> seeds: array<vec4u>;
@group(0) @binding(4) var<storage, read_write> levels: array<atomic<u32>>;
@group(0) @binding(5) var<storage, read_write> counts: array<u32>;
@group(0) @binding(6) var<storage, read_write> entries: array<u32>;

// Candidates of a slot that are left, by their places in `table`; the instruction behind the one that takes them; and
// the slot before it that has candidates left, or NONE.
struct Slot {
  place: u32,
  end: u32,
  next: u32,
  back: u32,
}

var<private> rows: array<u32, SLOTS>;
var<private> slots: array<Slot, SLOTS>;

// Of the walk.
var<private> walk: u32;
var<private> seed: u32;
var<private> block: u32;
var<private> width: u32;
var<private> class_base: u32;
var<private> words: u32;

// Of the slot whose candidates are taken, and the first slot whose row is new, or OLD.
var<private> slot: u32;
var<private> here: Slot;
var<private> fresh_from: u32;

// The class at `slot * 8 + column`.
fn class_at(operand: u32) -> u32 {
  let row = rows[operand >> 3u];
  let number = operand & 7u;
  return table[select(params.args + row * MAX_ARGS + number - 1u, params.class_of + row, number == 0u)];
}

// Begins the walk that is `ahead` of the last one. A seed has at least one walk, so the walk's is at most as far ahead.
fn begin(ahead: u32) {
  var after = min(params.seeds, seed + ahead + 1u);
  while (after - seed > 1u) {
    let middle = seed + (after - seed) / 2u;
    let beyond = seeds[middle].x > params.first_walk + walk;
    seed = select(middle, seed, beyond);
    after = select(after, middle, beyond);
  }
  let home = seeds[seed];
  block = home.y;
  width = home.z;
  class_base = table[params.class_base + block];
  let first = params.symbol_start + block * params.symbol_count + code[home.w].y;
  let place = params.by_symbol + table[first] + params.first_walk + walk - home.x;
  slot = 0u;
  here = Slot(place, place + 1u, home.w + 1u, NONE);
  words = 0u;
}

// Takes the next candidate; false if there cannot be a new row among those of the match.
fn take() -> bool {
  let candidate = table[here.place];
  let row = select(candidate, candidate / MAX_ARGS, here.place >= params.by_argument);
  here.place++;
  rows[slot] = row;
  if (fresh_from >= slot) {
    fresh_from = select(OLD, slot, table[params.stamp + row] >= params.since);
  }
  return fresh_from != OLD || slot + 1u < width;
}

fn add_match() {
  let index = atomicAdd(&levels[FOUND], 1u);
  if (index < params.capacity) {
    let out = index * params.stride;
    entries[out] = walk;
    entries[out + 1u] = words;
    entries[out + 2u] = seed;
    for (var i = 0u; i < width; i++) {
      entries[out + HEADER + i] = rows[i];
    }
  }
  words += 1u + width;
}

// Takes candidates until one leads to a further slot: the instruction that takes its row, or 0 if none is left.
fn advance() -> u32 {
  var further = 0u;
  while (further == 0u && here.place < here.end) {
    if (!take()) {
      continue;
    }
    var at = here.next;
    var instruction = code[at];
    var passes = true;
    while (passes && ((instruction.x & OP) == CHECK || (instruction.x & OP) == IS)) {
      let check = (instruction.x & OP) == CHECK;
      let wanted = select(class_base + instruction.y, class_at(select(0u, instruction.y, check)), check);
      passes = class_at(instruction.x / OPS) == wanted;
      at++;
      instruction = code[at];
    }
    if (passes && (instruction.x & OP) != YIELD) {
      further = at;
    } else if (passes && fresh_from != OLD) {
      add_match();
    }
  }
  return further;
}

// Lists the candidates of the next slot, whose row the instruction at `at` takes: a part of the symbol's rows in the
// block, of the class's rows, or of the class's occurrences. The lists of the latter two have a key for each place, rising
// within a class, and where the places of the same key end.
fn open(at: u32) {
  if (here.place < here.end) {
    slots[slot] = here;
    here.back = slot;
  }
  slot++;
  let instruction = code[at];
  let op = instruction.x & OP;
  let scan = op == SCAN;
  let seek = op == SEEK;
  let home = class_at(instruction.x / OPS);
  let nowhere = !scan && home >= params.class_count;
  let class_list = select(params.class_start, params.argument_start, seek) + home;
  let symbol_list = params.symbol_start + block * params.symbol_count + instruction.y;
  let list = select(select(class_list, symbol_list, scan), params.class_start, nowhere);
  var first = table[list];
  var end = table[list + 1u];
  let last = op == JOIN && slot + 1u == width && fresh_from == OLD;
  if (nowhere || (last && table[params.class_stamp + home] < params.since)) {
    end = first;
  }
  if (!scan) {
    let keys = select(params.class_keys, params.argument_keys, seek);
    var high = end;
    while (first < high) {
      let middle = first + (high - first) / 2u;
      let below = table[keys + middle] < instruction.y;
      first = select(first, middle + 1u, below);
      high = select(middle, high, below);
    }
    if (first < end) {
      let ends = select(params.class_ends, params.argument_ends, seek);
      end = select(first, table[ends + first], table[keys + first] == instruction.y);
    }
  }
  let lists = select(select(params.by_class, params.by_argument, seek), params.by_symbol, scan);
  here = Slot(lists + first, lists + end, at + 1u, here.back);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let stride = groups.x * WORKGROUP;
  walk = id.x;
  seed = 0u;
  if (walk < params.walks) {
    begin(params.first_walk + walk);
  }
  while (walk < params.walks) {
    let further = advance();
    if (further != 0u) {
      open(further);
    } else if (here.back != NONE) {
      slot = here.back;
      here = slots[slot];
    } else {
      counts[walk] = words;
      walk += stride;
      if (walk < params.walks) {
        begin(stride);
      }
    }
  }
}
