/**
 * A run's output in the export format of Lean 4, which external type checkers read: first what proofs use of Lean's
 * prelude, then the theory as axioms and each theorem with its proof, under the names that `export lean` gives them.
 *
 * The theory's declarations are axioms, and so is excluded middle where a proof uses it: these are all the file's
 * axioms, so the list that a checker gives of them is the list of what is assumed.
 */
import { developmentOf } from "../calculus/development.js";
import {
  isBlock,
  type Block,
  type Binder,
  type Declaration,
  type Expr,
  type Item,
} from "../calculus/expr.js";
import { LEAN_RESERVED } from "../lean/dialect.js";
import type { ExportedFile, RunOutput } from "../run-output.js";
import { VERSION } from "../version.js";
import { declareAxiom, declareDefinition, declareTheorem, one } from "./declarations.js";
import { declareLibrary } from "./library.js";
import { logicTerm } from "./logic.js";
import { TermWriter, ZERO, type KernelBinder, type Scoped } from "./terms.js";

const FORMAT_VERSION = "3.1.0";
/** No Lean has written the file; this is the version whose prelude it follows. */
const LEAN = { githash: "", version: "4.0.0" };

export function exportLean4Export(output: RunOutput): ExportedFile {
  const { identifier, groups, theorems, classical } = developmentOf(output, LEAN_RESERVED);
  const out = new TermWriter();
  out.declare({
    meta: {
      exporter: { name: "lemmagrid", version: VERSION },
      lean: LEAN,
      format: { version: FORMAT_VERSION },
    },
  });
  declareLibrary(out);
  const file = new DevelopmentWriter(out, ["Lemmagrid", identifier]);
  for (const declaration of groups.flat()) file.declare(declaration);
  if (classical) file.declareExcludedMiddle();
  for (const declaration of theorems.flat()) file.declare(declaration);
  return { fileName: `${identifier}.ndjson`, text: out.text(), theorems: theorems.length };
}

class DevelopmentWriter {
  private height = 1;

  constructor(
    private readonly out: TermWriter,
    private readonly namespace: readonly string[],
  ) {}

  declareExcludedMiddle(): void {
    const { out } = this;
    const p = out.variable("p");
    const either = out.apply(out.constant(out.name("Or")), p, out.apply(out.constant(out.name("Not")), p));
    const type = out.forall([{ name: "p", type: out.sort(ZERO) }], either);
    declareAxiom(out, { name: this.full("classic"), type });
  }

  declare(declared: Declaration): void {
    const name = this.full(declared.name);
    switch (declared.kind) {
      case "variable":
      case "hypothesis":
        declareAxiom(this.out, { name, type: this.term(declared.type) });
        return;
      case "definition": {
        const binders = this.binders(declared.binders);
        const type = this.out.forall(binders, this.term(declared.type));
        const value = this.out.lambda(binders, this.term(declared.value));
        declareDefinition(this.out, { name, type }, value, ++this.height);
        return;
      }
      case "step":
      case "fact":
      case "theorem": {
        const binders = this.binders(declared.binders);
        const type = this.out.forall(binders, this.term(declared.type));
        declareTheorem(this.out, { name, type }, this.out.lambda(binders, this.block(declared.proof)));
        return;
      }
      default:
        declared satisfies never;
    }
  }

  private full(name: string): readonly string[] {
    return [...this.namespace, name];
  }

  private binders(binders: readonly Binder[]): readonly KernelBinder[] {
    return binders.map(({ name, type }) => ({ name, type: this.term(type) }));
  }

  private block({ binders, items, result }: Block): Scoped {
    const body = items.reduceRight<Scoped>((rest, item) => this.item(item, rest), this.term(result));
    return this.out.lambda(this.binders(binders), body);
  }

  private item({ name, type, proof }: Item, rest: Scoped): Scoped {
    const value = isBlock(proof) ? this.block(proof) : this.term(proof);
    return this.out.let(name, this.term(type), value, rest);
  }

  private term(expr: Expr): Scoped {
    const { out } = this;
    switch (expr.kind) {
      case "local":
        return out.variable(expr.name);
      case "global":
        return this.global(expr.name);
      case "universe":
        return out.sort(expr.of === "Prop" ? ZERO : one(out));
      case "apply":
        return out.apply(this.term(expr.head), ...expr.args.map((arg) => this.term(arg)));
      case "lambda":
        return out.lambda(this.binders(expr.binders), this.term(expr.body));
      case "forall":
        return out.forall(this.binders(expr.binders), this.term(expr.body));
      case "arrow":
        return out.arrow(this.term(expr.from), this.term(expr.to));
      case "logic": {
        const head =
          expr.constant === "excludedMiddle" ? this.global("classic") : logicTerm(out, expr.constant);
        return out.apply(head, ...expr.args.map((arg) => this.term(arg)));
      }
      default:
        return expr satisfies never;
    }
  }

  private global(name: string): Scoped {
    return this.out.constant(this.out.name(...this.full(name)));
  }
}
