-- A compiler from arithmetic expressions to a stack machine, and that what it makes computes the expression's value.
--
-- An instruction that finds too few numbers on the stack leaves an empty one.

theory Compiler

use List

sort Expr inductive
  num(N)            : Expr
  plus(Expr, Expr)  : Expr
  times(Expr, Expr) : Expr

sort Instruction inductive
  push(N) : Instruction
  add     : Instruction
  mul     : Instruction

fun eval : Expr -> N
  eval.num   : eval(num(n)) = n
  eval.plus  : eval(plus(a, b)) = eval(a) + eval(b)
  eval.times : eval(times(a, b)) = eval(a) * eval(b)

fun compile : Expr -> List Instruction
  compile.num   : compile(num(n)) = cons(push(n), nil)
  compile.plus  : compile(plus(a, b)) = compile(a) ++ compile(b) ++ cons(add, nil)
  compile.times : compile(times(a, b)) = compile(a) ++ compile(b) ++ cons(mul, nil)

fun step : Instruction, List N -> List N
  step.push     : step(push(n), st) = cons(n, st)
  step.add      : step(add, cons(n, cons(m, st))) = cons(m + n, st)
  step.add.one  : step(add, cons(n, nil)) = nil
  step.add.none : step(add, nil) = nil
  step.mul      : step(mul, cons(n, cons(m, st))) = cons(m * n, st)
  step.mul.one  : step(mul, cons(n, nil)) = nil
  step.mul.none : step(mul, nil) = nil

fun run : List Instruction, List N -> List N
  run.nil  : run(nil, st) = st
  run.cons : run(cons(c, cs), st) = run(cs, step(c, st))

theorem run.app     : run(cs ++ ds, st) = run(ds, run(cs, st))
theorem run.compile : run(compile(e), st) = cons(eval(e), st)
theorem correct     : run(compile(e), nil) = cons(eval(e), nil)

explore { size 5  vars 2 }
grid { growth 6 }
