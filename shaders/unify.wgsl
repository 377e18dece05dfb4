// First-order unification of flattened terms, one invocation a pair, with the comparisons and bindings in the order of
// src/device/cpu/unify.ts. A pair that runs out of steps or of stack, or has a variable without a slot, is handed over.
//
//   binding  buffer        access   words       holds
//   0        params        uniform  3           level, step budget, 1 if only left variables may be bound
//   1        left_cells    read     2 a cell    head, skip (device.ts)
//   2        left_starts   read     1 a term    its first cell
//   3        right_cells   read     2 a cell    head, skip
//   4        right_starts  read     1 a term    its first cell
//   5        levels        read     4 a level   [level*4] pairs
//   6        pairs         read     2 a pair    left term, right term
//   7        results       write    68 a pair   its number, left term, right term, outcome (FAILS, UNIFIES, HAND_OVER),
//                                               then, unless it fails, what left variable v, and right variable v, is
//                                               bound to, or UNBOUND
//   8        counts        write    1 a pair    0 if it fails, else 1
//
// A reference is cell * 2 + side. A frame of the stack is what is left to compare of two argument lists: the next left
// cell, the end of the left list, the next right cell, and the two sides as bits 0 and 1.

override WORKGROUP: u32 = 64;

const FAILS = 0u;
const UNIFIES = 1u;
const HAND_OVER = 2u;
const VARS = 32u;
const SLOTS = 64u;
const LEVEL_WORDS = 4u;
const RESULT_HEADER = 4u;
const RESULT_WORDS = 68u;
const UNBOUND = 0xffffffffu;
const VARIABLE_BIT = 0x80000000u;
const FRAMES = 48u;
const NO_SLOT = 0xffffffffu;

struct Params {
  level: u32,
  step_budget: u32,
  match_only: u32,
}

struct Frame {
  left: u32,
  left_end: u32,
  right: u32,
  sides: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> left_cells: array<u32>;
@group(0) @binding(2) var<storage, read> left_starts: array<u32>;
@group(0) @binding(3) var<storage, read> right_cells: array<u32>;
@group(0) @binding(4) var<storage, read> right_starts: array<u32>;
@group(0) @binding(5) var<storage, read> levels: array<u32>;
@group(0) @binding(6) var<storage, read> pairs: array<u32>;
@group(0) @binding(7) var<storage, read_write> results: array<u32>;
@group(0) @binding(8) var<storage, read_write> counts: array<u32>;

var<private> bindings: array<u32, SLOTS>;
var<private> frames: array<Frame, FRAMES>;
var<private> depth: u32;
var<private> steps: u32;
var<private> handed_over: bool;

fn cell_word(side: u32, index: u32) -> u32 {
  if (side == 0u) {
    return left_cells[index];
  }
  return right_cells[index];
}

fn head(term: u32) -> u32 {
  return cell_word(term & 1u, (term >> 1u) * 2u);
}

fn skip(term: u32) -> u32 {
  return cell_word(term & 1u, (term >> 1u) * 2u + 1u);
}

// The binding slot of the variable at a reference, or NO_SLOT for an application.
fn slot_of(term: u32) -> u32 {
  let word = head(term);
  if ((word & VARIABLE_BIT) == 0u) {
    return NO_SLOT;
  }
  let number = word & ~VARIABLE_BIT;
  if (number >= VARS) {
    handed_over = true;
    return NO_SLOT;
  }
  return (term & 1u) * VARS + number;
}

fn deref(term: u32) -> u32 {
  var at = term;
  loop {
    let slot = slot_of(at);
    if (slot == NO_SLOT || bindings[slot] == UNBOUND) {
      return at;
    }
    at = bindings[slot];
  }
}

fn spend_step() {
  steps++;
  handed_over = handed_over || steps > params.step_budget;
}

fn bit(slot: u32) -> vec2u {
  return select(vec2u(1u << (slot & 31u), 0u), vec2u(0u, 1u << (slot & 31u)), slot >= 32u);
}

fn contains(slots: vec2u, slot: u32) -> bool {
  return any((slots & bit(slot)) != vec2u(0u));
}

fn lowest(slots: vec2u) -> u32 {
  if (slots.x != 0u) {
    return firstTrailingBit(slots.x);
  }
  return 32u + firstTrailingBit(slots.y);
}

// Whether the variable of `slot` occurs in the term at a reference, through the bindings: every variable once.
fn occurs(slot: u32, term: u32) -> bool {
  var seen = vec2u(0u);
  var pending = vec2u(0u);
  var at = term;
  loop {
    let side = at & 1u;
    let end = (at >> 1u) + skip(at);
    for (var cell = at >> 1u; cell < end; cell++) {
      spend_step();
      let inner = slot_of(cell * 2u + side);
      if (handed_over) {
        return false;
      }
      if (inner == slot) {
        return true;
      }
      if (inner != NO_SLOT && !contains(seen, inner)) {
        seen |= bit(inner);
        if (bindings[inner] != UNBOUND) {
          pending |= bit(inner);
        }
      }
    }
    if (all(pending == vec2u(0u))) {
      return false;
    }
    let next = lowest(pending);
    pending &= ~bit(next);
    at = bindings[next];
  }
}

fn bind(slot: u32, term: u32) -> bool {
  if (params.match_only == 0u && occurs(slot, term)) {
    return false;
  }
  bindings[slot] = term;
  return true;
}

fn push(frame: Frame) {
  if (depth == FRAMES) {
    handed_over = true;
    return;
  }
  frames[depth] = frame;
  depth++;
}

// Compares two dereferenced terms; false if they do not unify.
fn compare(left: u32, right: u32) -> bool {
  let left_slot = slot_of(left);
  let right_slot = slot_of(right);
  if (left_slot != NO_SLOT && left_slot == right_slot) {
    return true;
  }
  let bind_left = left_slot != NO_SLOT && (params.match_only == 0u || left_slot < VARS);
  if (!bind_left && params.match_only != 0u && (left_slot != NO_SLOT || right_slot != NO_SLOT)) {
    return false;
  }
  if (bind_left || right_slot != NO_SLOT) {
    return bind(select(right_slot, left_slot, bind_left), select(left, right, bind_left));
  }
  if (head(left) != head(right)) {
    return false;
  }
  let first = (left >> 1u) + 1u;
  let end = (left >> 1u) + skip(left);
  if (first < end) {
    push(Frame(first, end, (right >> 1u) + 1u, (left & 1u) | ((right & 1u) << 1u)));
  }
  return true;
}

// Takes the next two terms off the topmost frame, which goes when it is empty, and compares them.
fn advance() -> bool {
  let frame = frames[depth - 1u];
  let left = frame.left * 2u + (frame.sides & 1u);
  let right = frame.right * 2u + (frame.sides >> 1u);
  let next = frame.left + skip(left);
  if (next >= frame.left_end) {
    depth--;
  } else {
    frames[depth - 1u].left = next;
    frames[depth - 1u].right = frame.right + skip(right);
  }
  let left_term = deref(left);
  let right_term = deref(right);
  return left_term == right_term || compare(left_term, right_term);
}

fn unify(left_cell: u32, right_cell: u32) -> u32 {
  for (var slot = 0u; slot < SLOTS; slot++) {
    bindings[slot] = UNBOUND;
  }
  depth = 0u;
  steps = 0u;
  handed_over = false;
  push(Frame(left_cell, left_cell + skip(left_cell * 2u), right_cell, 2u));
  while (depth > 0u) {
    spend_step();
    let agree = advance();
    if (handed_over) {
      return HAND_OVER;
    }
    if (!agree) {
      return FAILS;
    }
  }
  return UNIFIES;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = levels[params.level * LEVEL_WORDS];
  for (var pair = id.x; pair < count; pair += groups.x * WORKGROUP) {
    let left = pairs[pair * 2u];
    let right = pairs[pair * 2u + 1u];
    let outcome = unify(left_starts[left], right_starts[right]);
    counts[pair] = select(1u, 0u, outcome == FAILS);
    let out = pair * RESULT_WORDS;
    results[out] = pair;
    results[out + 1u] = left;
    results[out + 2u] = right;
    results[out + 3u] = outcome;
    if (outcome == FAILS) {
      continue;
    }
    for (var slot = 0u; slot < SLOTS; slot++) {
      results[out + RESULT_HEADER + slot] = bindings[slot];
    }
  }
}
