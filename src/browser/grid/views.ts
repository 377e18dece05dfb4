/** The parts of the replay that are made anew for each superstep. */
import type { BlockTrace } from "../../proof/grid-trace.js";
import { make, plural, rootPath } from "../dom.js";
import { STATE_SIGNS, STATE_WORDS } from "./signs.js";
import { countStates, messagesAt, stateAt, type ShownAttempt } from "./trace.js";
import { treePicture } from "./tree-picture.js";

const STATES = ["running", "waiting", "proved", "failed", "stopped"] as const;

/** What the signs mean. */
export function stateLegend(): HTMLElement {
  const items = STATES.map((state) =>
    make(
      "li",
      {},
      make("span", { class: `cell ${state}`, "aria-hidden": "true" }, STATE_SIGNS[state]),
      ` ${STATE_WORDS[state]}`,
    ),
  );
  return make("ul", { class: "legend", "aria-label": "States of blocks" }, ...items);
}

/** The blocks of an attempt as a row of cells, in words for screen readers. */
export function cellsOf(attempt: ShownAttempt, step: number): HTMLElement {
  const counts = [...countStates([attempt], step)].map(([state, count]) => `${count} ${STATE_WORDS[state]}`);
  const cells = attempt.blocks.flatMap((block) => {
    const state = stateAt(block, step);
    return state === undefined ? [] : [make("span", { class: `cell ${state}` }, STATE_SIGNS[state])];
  });
  return make(
    "span",
    { class: "cells", role: "img", "aria-label": `Blocks: ${counts.join(", ")}` },
    ...cells,
  );
}

/** The tree of one attempt's blocks, its messages in a superstep, and a table of its blocks. */
export class AttemptDetail {
  readonly element = make("div", { id: "replay-detail" });
  private readonly title = make("h3");
  private readonly tree = make("div", {
    class: "scroll",
    tabindex: "0",
    role: "region",
    "aria-label": "Tree of blocks",
  });
  private readonly messages = make("p", { class: "messages" });
  private readonly table = make("div", {
    class: "scroll",
    tabindex: "0",
    role: "region",
    "aria-label": "Table of blocks",
  });
  private shown: ShownAttempt | undefined;

  constructor() {
    this.element.append(this.title, this.tree, this.messages, this.table);
  }

  /** The parts stay, with focus and scroll; another attempt's tree starts at its root. */
  show(attempt: ShownAttempt, step: number): void {
    const name = attempt.name === "" ? attempt.statement : attempt.name;
    const link = attempt.url === "" ? name : make("a", { href: rootPath() + attempt.url }, name);
    if (attempt !== this.shown) this.title.replaceChildren("Blocks of ", link);
    this.tree.replaceChildren(
      treePicture(attempt, step, `Tree of the blocks of ${name}; the table below says the same`),
    );
    if (attempt !== this.shown) this.tree.scrollLeft = (this.tree.scrollWidth - this.tree.clientWidth) / 2;
    this.messages.textContent = messagesText(attempt, step);
    this.table.replaceChildren(blockTable(attempt, step));
    this.shown = attempt;
  }
}

function messagesText(attempt: ShownAttempt, step: number): string {
  const sent = messagesAt(attempt, step).map(
    ({ kind, from, to }) => `${kind} from block ${from} to block ${to}`,
  );
  return sent.length === 0
    ? "No messages in this superstep."
    : `${plural(sent.length, "message")}: ${sent.join("; ")}.`;
}

function blockTable({ blocks }: ShownAttempt, step: number): HTMLElement {
  const head = ["Block", "Asked for", "Goal", "State"].map((text) => make("th", { scope: "col" }, text));
  const nodes = make("th", { scope: "col", class: "number" }, "Nodes at the end");
  const rows = blocks.flatMap((block, index) => {
    const state = stateAt(block, step);
    if (state === undefined) return [];
    return [
      make(
        "tr",
        {},
        make("th", { scope: "row" }, String(index)),
        make("td", {}, originText(block)),
        make("td", {}, make("code", {}, block.goal)),
        make("td", {}, `${STATE_SIGNS[state]} ${STATE_WORDS[state]}`),
        make("td", { class: "number" }, String(block.nodes)),
      ),
    ];
  });
  return make("table", {}, make("thead", {}, make("tr", {}, ...head, nodes)), make("tbody", {}, ...rows));
}

function originText({ kind, parent }: BlockTrace): string {
  return kind === "root" ? "the statement" : `${kind} of block ${parent}`;
}
