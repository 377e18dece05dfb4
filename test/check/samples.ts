/** Theories and honest certificates that the checker's tests share, and helpers to write certificates by hand. */
import { Checker, readTheory, type CheckedTheory, type Verdict } from "../../src/check/checker.js";
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_VERSION,
  type CertificateLine,
  type CloseLine,
  type EndLine,
  type OpenLine,
  type StepLine,
} from "../../src/proof/certificate.js";

/** Every kind of declaration; `+` and `++` recur on their first argument. */
export const THEORY = `-- a theory for tests
theory Peano

sort N inductive
constructor 0 : N
constructor s : N -> N
sort List{a} inductive
constructor nil{a} : List{a}
constructor cons{a} : a, List{a} -> List{a}
sort Pair{a,b} inductive
constructor pair{a,b} : a, b -> Pair{a,b}
sort G
function e : G
function + : N, N -> N infixl 60
function double : N -> N
function ++{a} : List{a}, List{a} -> List{a} infixr 60
predicate <= : N, N infix 50
predicate p : N
predicate q : N
predicate r
predicate member{a} : a, List{a}
axiom add.zero : (>[x:N](true[])(=[+[x,0],x]))
axiom add.succ : (>[x:N,y:N](true[])(=[+[x,s[y]],s[+[x,y]]]))
axiom app.nil{a} : (>[l:List{a}](true[])(=[++{a}[nil{a},l],l]))
axiom app.cons{a} : (>[x:a,k:List{a},l:List{a}](true[])(=[++{a}[cons{a}[x,k],l],cons{a}[x,++{a}[k,l]]]))
axiom p.zero : (p[0])
axiom p.step : (>[x:N](p[x])(q[s[x]]))
axiom p.both : (>[x:N](&(p[x])(q[x]))(r[]))
axiom member.head{a} : (>[x:a,l:List{a}](true[])(member{a}[x,cons{a}[x,l]]))
definition <=.def : (&(>[x:N,y:N](<=[x,y])!(>[z:N](true[])!(=[+[x,z],y])))(>[x:N,y:N]!(>[z:N](true[])!(=[+[x,z],y]))(<=[x,y])))
definition double.def : (>[x:N](true[])(=[double[x],+[x,x]]))
theorem add.zero.left : (>[x:N](true[])(=[+[0,x],x]))
theorem add.comm : (>[x:N,y:N](true[])(=[+[x,y],+[y,x]]))
theorem app.nil.right{a} : (>[l:List{a}](true[])(=[++{a}[l,nil{a}],l]))
`;

export function theory(text = THEORY): CheckedTheory {
  const result = readTheory(text);
  if (!result.ok) throw new Error(`line ${result.line}: ${result.reason}`);
  return result.theory;
}

export const SHARED_THEORY = theory();

/** A certificate's lines after the header. */
export type Body = readonly CertificateLine[];

export interface Sample {
  readonly theorem: string;
  readonly statement: string;
  readonly params?: readonly string[];
  readonly body: Body;
}

/** Rules of steps, with `from` empty unless given. */
export function step(
  id: number,
  rule: StepLine["rule"],
  is: string,
  fields: Readonly<Record<string, unknown>> = {},
): StepLine {
  const from = rule === "cases" || rule === "induction" ? {} : { from: [] };
  return { step: id, rule, is, ...from, ...fields } as unknown as StepLine;
}
export function cite(
  id: number,
  of: string | number,
  is: string,
  fields: Readonly<Record<string, unknown>> = {},
): StepLine {
  return step(id, "instance", is, { of, with: [], ...fields });
}
export function open(id: number, eigen: readonly string[], assume: readonly string[] = []): OpenLine {
  return { open: id, eigen, assume };
}
export function close(id: number, proves: number): CloseLine {
  return { close: id, proves };
}
export function end(id: number): EndLine {
  return { end: id };
}

/** The certificate's text; `theorem` defaults to a name that the theory does not know. */
export function certificate(sample: Sample): string {
  const header = {
    format: CERTIFICATE_FORMAT,
    version: CERTIFICATE_VERSION,
    theory: "Peano",
    theorem: sample.theorem,
    params: sample.params ?? [],
    statement: sample.statement,
  };
  return [header, ...sample.body].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** A sample that proves its last step's result. */
export function sample(
  theorem: string,
  statement: string,
  body: Body,
  params: readonly string[] = [],
): Sample {
  const last = body.at(-1);
  const id = last !== undefined && "step" in last ? last.step : 0;
  return { theorem, statement, params, body: [...body, end(id)] };
}

export function check(...texts: readonly string[]): Verdict {
  const checker = new Checker(SHARED_THEORY);
  let verdict: Verdict | undefined;
  for (const text of texts) verdict = checker.check(text);
  if (verdict === undefined) throw new Error("no certificate");
  return verdict;
}
