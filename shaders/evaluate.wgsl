// Postfix programs over value tables, on all samples: a workgroup takes one program after the other, and its invocations
// share the samples out and add up what they found. Hash parts are added with wrapping arithmetic and firsts are minima, so the order in
// which invocations run changes nothing. The hash is the one of src/device/cpu/evaluate.ts.
//
//   binding  buffer     access   words                      holds
//   0        params     uniform  5                          programs, samples, variables, code word of the first program,
//                                                           number of the first sample
//   1        code       read     1 an instruction           kind in the top 4 bits, operand below
//   2        starts     read     programs + 1               where each program begins, counted from the first request's
//   3        premises   read     1 a program                premises of a Horn program, or TERM_PROGRAM
//   4        functions  read     6 a function               table offset, arity, values of each argument
//   5        tables     read     -                          the functions' values
//   6        samples    read     variables a sample         values of the variables
//   7        results    write    RESULTS a program          hash low, hash high, premise hits, violations, first
//                                                           premise, first violation, undefined values

override WORKGROUP: u32 = 64;

const STACK = 32u;
const RESULTS = 7u;
const VAR = 0u;
const CALL = 1u;
const VALUE = 2u;
const OPERAND_BITS = 28u;
const OPERAND_MASK = 0x0fffffffu;
const FUNCTION_WORDS = 6u;
const UNDEFINED = 0xffffffffu;
const NO_SAMPLE = 0xffffffffu;
const TERM_PROGRAM = 0xffffffffu;

struct Params {
  programs: u32,
  samples: u32,
  variables: u32,
  code_base: u32,
  first_sample: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> code: array<u32>;
@group(0) @binding(2) var<storage, read> starts: array<u32>;
@group(0) @binding(3) var<storage, read> premises: array<u32>;
@group(0) @binding(4) var<storage, read> functions: array<u32>;
@group(0) @binding(5) var<storage, read> tables: array<u32>;
@group(0) @binding(6) var<storage, read> samples: array<u32>;
@group(0) @binding(7) var<storage, read_write> results: array<u32>;

var<private> stack: array<u32, STACK>;
var<workgroup> partial: array<u32, WORKGROUP * RESULTS>;

fn mix32(value: u32) -> u32 {
  var h = value;
  h ^= h >> 16u;
  h *= 0x7feb352du;
  h ^= h >> 15u;
  h *= 0x846ca68bu;
  return h ^ (h >> 16u);
}

// The function's value at the arguments from `stack[base]` on.
fn call(f: u32, base: u32) -> u32 {
  let at = f * FUNCTION_WORDS;
  let arity = functions[at + 1u];
  var index = 0u;
  for (var i = 0u; i < arity; i++) {
    let value = stack[base + i];
    let range = functions[at + 2u + i];
    if (value >= range) {
      return UNDEFINED;
    }
    index = index * range + value;
  }
  return tables[functions[at] + index];
}

fn equal(left: u32, right: u32) -> u32 {
  if (left == UNDEFINED || right == UNDEFINED) {
    return UNDEFINED;
  }
  return select(0u, 1u, left == right);
}

// Leaves the program's results in stack[0], stack[1], …
fn run(program: u32, sample: u32) {
  var depth = 0u;
  let end = starts[program + 1u] - params.code_base;
  for (var i = starts[program] - params.code_base; i < end; i++) {
    let operand = code[i] & OPERAND_MASK;
    switch code[i] >> OPERAND_BITS {
      case VAR: {
        stack[depth] = samples[sample * params.variables + operand];
        depth++;
      }
      case CALL: {
        depth -= functions[operand * FUNCTION_WORDS + 1u];
        stack[depth] = call(operand, depth);
        depth++;
      }
      case VALUE: {
        stack[depth] = operand;
        depth++;
      }
      default: {
        depth--;
        stack[depth - 1u] = equal(stack[depth - 1u], stack[depth]);
      }
    }
  }
}

struct Tally {
  low: u32,
  high: u32,
  hits: u32,
  violations: u32,
  first_hit: u32,
  first_violation: u32,
  undefined: u32,
}

fn tally_term(tally: ptr<function, Tally>, index: u32) {
  let sample = params.first_sample + index;
  let value = stack[0];
  (*tally).low += mix32((value + 0x9e3779b9u) ^ mix32(sample + 0x85ebca6bu));
  (*tally).high += mix32((value + 0x7f4a7c15u) ^ mix32(sample + 0xc2b2ae35u));
  (*tally).undefined += select(0u, 1u, value == UNDEFINED);
}

fn tally_horn(tally: ptr<function, Tally>, index: u32, premise_count: u32) {
  let sample = params.first_sample + index;
  let conclusion = stack[premise_count];
  var holds = conclusion != UNDEFINED;
  for (var i = 0u; i < premise_count; i++) {
    holds = holds && stack[i] == 1u;
  }
  if (!holds) {
    return;
  }
  (*tally).hits++;
  (*tally).first_hit = min((*tally).first_hit, sample);
  if (conclusion == 0u) {
    (*tally).violations++;
    (*tally).first_violation = min((*tally).first_violation, sample);
  }
}

fn evaluate(program: u32, lane: u32) {
  let premise_count = premises[program];
  var tally = Tally(0u, 0u, 0u, 0u, NO_SAMPLE, NO_SAMPLE, 0u);
  for (var sample = lane; sample < params.samples; sample += WORKGROUP) {
    run(program, sample);
    if (premise_count == TERM_PROGRAM) {
      tally_term(&tally, sample);
    } else {
      tally_horn(&tally, sample, premise_count);
    }
  }
  let mine = lane * RESULTS;
  partial[mine] = tally.low;
  partial[mine + 1u] = tally.high;
  partial[mine + 2u] = tally.hits;
  partial[mine + 3u] = tally.violations;
  partial[mine + 4u] = tally.first_hit;
  partial[mine + 5u] = tally.first_violation;
  partial[mine + 6u] = tally.undefined;
}

fn fold(column: u32) -> u32 {
  var folded = partial[column];
  for (var other = 1u; other < WORKGROUP; other++) {
    let value = partial[other * RESULTS + column];
    folded = select(folded + value, min(folded, value), column == 4u || column == 5u);
  }
  return folded;
}

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) lane: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  for (var program = group.x; program < params.programs; program += groups.x) {
    evaluate(program, lane);
    workgroupBarrier();
    for (var column = lane; column < RESULTS; column += WORKGROUP) {
      results[program * RESULTS + column] = fold(column);
    }
    workgroupBarrier();
  }
}
