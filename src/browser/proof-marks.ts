/**
 * In a proof, the step under the pointer or with the focus marks the steps that it rests on, however far, and those that
 * use it directly: with a sign and a border in the row, in the picture of the proof, and in words for screen readers. A
 * tap or click holds the marks, Escape lets go; the whole can be switched off, which is remembered.
 */
import { all, announce, byId, onAction, plural, remember, remembered } from "./dom.js";
import { addKeys } from "./help.js";
import { ProofGraph } from "./proof-graph.js";

const ROW = "tr[data-step]";
const CLASSES = ["is-current", "is-ancestor", "is-user"] as const;
type Mark = (typeof CLASSES)[number];

export function startProofMarks(): void {
  const proof = byId("proof");
  if (proof === undefined) return;
  const rows = all(ROW, proof);
  if (rows.length > 0) new ProofMarks(proof, rows).listen();
}

class ProofMarks {
  private readonly elements = new Map<number, Element[]>();
  private readonly graph: ProofGraph;
  private marked: Element[] = [];
  private shown: number | undefined;
  private held: number | undefined;
  private on = remembered("marks") !== "off";

  constructor(
    private readonly proof: HTMLElement,
    rows: readonly HTMLElement[],
  ) {
    this.graph = new ProofGraph(rows.map((row) => [stepOf(row), numbers(row.dataset.from)]));
    for (const row of rows) this.elements.set(stepOf(row), [row]);
    for (const node of all<Element>("#proof-graph [data-node]")) {
      this.elements.get(Number(node.getAttribute("data-node")))?.push(node);
    }
  }

  listen(): void {
    const { proof } = this;
    const picture = byId("proof-graph");
    for (const area of picture === undefined || proof.contains(picture) ? [proof] : [proof, picture]) {
      area.addEventListener("pointerover", (event) => {
        const step = stepAt(event.target);
        if (event.pointerType === "mouse" && step !== undefined && this.held === undefined) this.show(step);
      });
      area.addEventListener("pointerleave", () => {
        if (this.held === undefined) this.show(undefined);
      });
      area.addEventListener("focusin", (event) => {
        const step = stepAt(event.target);
        if (step === undefined) return;
        this.held = undefined;
        this.show(step);
        if (this.on) announce(this.words(step));
      });
      area.addEventListener("click", (event) => {
        const target = event.target instanceof Element ? event.target : undefined;
        if (target?.closest("a, button, summary, input") !== null) return;
        const step = stepAt(target);
        this.held = step === this.held ? undefined : step;
        this.show(this.held ?? step);
      });
    }
    addKeys([
      { keys: ["Escape"], does: "let go of the marked step", act: () => this.release() },
      { keys: ["m"], does: "switch the marks of steps on or off", act: () => this.toggle() },
    ]);
    onAction("marks", () => this.toggle());
    this.label();
  }

  private release(): boolean {
    const had = this.shown !== undefined;
    this.held = undefined;
    this.show(undefined);
    return had;
  }

  private toggle(): boolean {
    this.on = !this.on;
    remember("marks", this.on ? "on" : "off");
    const step = this.shown;
    this.show(undefined);
    this.show(step);
    this.label();
    announce(this.on ? "Marks of steps are on" : "Marks of steps are off");
    return true;
  }

  private label(): void {
    for (const button of all('button[data-action="marks"]'))
      button.setAttribute("aria-pressed", String(this.on));
  }

  private show(step: number | undefined): void {
    if (step === this.shown && step !== undefined) return;
    for (const element of this.marked) element.classList.remove(...CLASSES);
    this.marked = [];
    this.shown = step;
    if (step === undefined || !this.on) return;
    for (const ancestor of this.graph.ancestors(step)) this.mark(ancestor, "is-ancestor");
    for (const user of this.graph.users(step)) this.mark(user, "is-user");
    this.mark(step, "is-current");
  }

  private mark(step: number, mark: Mark): void {
    for (const element of this.elements.get(step) ?? []) {
      element.classList.add(mark);
      this.marked.push(element);
    }
  }

  private words(step: number): string {
    const ancestors = this.graph.ancestors(step);
    const users = this.graph.users(step);
    const rests = ancestors.length === 0 ? "rests on no other step" : `rests on ${list(ancestors)}`;
    return `Step ${step} ${rests}; ${users.length === 0 ? "no step uses it" : `used by ${list(users)}`}`;
  }
}

/** More are counted, not named. */
const NAMED = 8;

function list(steps: readonly number[]): string {
  const named = steps.length > NAMED ? "" : `: ${steps.join(", ")}`;
  return `${plural(steps.length, "step")}${named}`;
}

function stepOf(row: HTMLElement): number {
  return Number(row.dataset.step);
}

/** The step whose row or node the event came from. */
function stepAt(target: EventTarget | null | undefined): number | undefined {
  const element = target instanceof Element ? target.closest(`${ROW}, [data-node]`) : null;
  const id = element?.getAttribute("data-step") ?? element?.getAttribute("data-node");
  return id === null || id === undefined ? undefined : Number(id);
}

function numbers(text: string | undefined): number[] {
  return (text ?? "")
    .split(" ")
    .filter((word) => word !== "")
    .map(Number);
}
