/** The tree of one attempt's blocks at one superstep, as SVG: cells with the sign of their state, messages as arrows. */
import { messagesAt, stateAt, type Message, type ShownAttempt } from "./trace.js";
import { STATE_SIGNS } from "./signs.js";
import { placeBlocks, type Place } from "./tree-layout.js";

const COLUMN = 46;
const LEVEL = 76;
const CELL = 30;
const MARGIN = 24;
const SVG = "http://www.w3.org/2000/svg";

export function treePicture(attempt: ShownAttempt, step: number, label: string): SVGSVGElement {
  const places = placeBlocks(attempt.blocks);
  const width = Math.max(...places.map(({ x }) => x)) * COLUMN + CELL + 2 * MARGIN;
  const height = Math.max(...places.map(({ y }) => y)) * LEVEL + CELL + 2 * MARGIN;
  const picture = svg("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": label,
  });
  const messages = messagesAt(attempt, step);
  const opened = attempt.blocks.map((block) => stateAt(block, step));
  attempt.blocks.forEach(({ parent }, index) => {
    if (parent >= 0 && opened[index] !== undefined) picture.append(edge(places[parent], places[index]));
  });
  for (const message of messages) picture.append(arrow(message, places));
  picture.append(...labels(messages, attempt, places));
  attempt.blocks.forEach((block, index) => {
    const state = opened[index];
    if (state === undefined) return;
    const { x, y } = centre(places[index]);
    const cell = svg("g", { class: `cell ${state}` });
    cell.append(
      svg("rect", { x: x - CELL / 2, y: y - CELL / 2, width: CELL, height: CELL, rx: 5 }),
      text(x, y + 5, STATE_SIGNS[state]),
      text(x + CELL / 2 + 2, y - CELL / 2 + 4, String(index), "number"),
      title(`Block ${index}, ${state}: ${block.goal}`),
    );
    picture.append(cell);
  });
  return picture;
}

function centre({ x, y }: Place): { x: number; y: number } {
  return { x: MARGIN + CELL / 2 + x * COLUMN, y: MARGIN + CELL / 2 + y * LEVEL };
}

function edge(parent: Place, child: Place): SVGElement {
  const from = centre(parent);
  const to = centre(child);
  const [top, bottom] = [from.y + CELL / 2, to.y - CELL / 2];
  const middle = (top + bottom) / 2;
  return svg("path", {
    class: "edge",
    d: `M${from.x} ${top}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${bottom}`,
  });
}

/** Along the edge, with its head at the cell that gets it. */
function arrow({ kind, from, to }: Message, places: readonly Place[]): SVGElement {
  const down = to > from;
  const child = centre(places[down ? to : from]);
  const parent = centre(places[down ? from : to]);
  const group = svg("g", { class: `message ${kind}` });
  const tip = down ? { x: child.x, y: child.y - CELL / 2 } : { x: parent.x, y: parent.y + CELL / 2 };
  const back = down ? tip.y - 9 : tip.y + 9;
  const line = edge(places[down ? from : to], places[down ? to : from]);
  line.setAttribute("class", "sent");
  group.append(
    line,
    svg("path", { class: "head", d: `M${tip.x} ${tip.y}L${tip.x - 5} ${back}L${tip.x + 5} ${back}Z` }),
  );
  return group;
}

/** The name of each message, once for those that a group gets or sends together. */
function labels(
  messages: readonly Message[],
  { blocks }: ShownAttempt,
  places: readonly Place[],
): SVGElement[] {
  const together = new Map<string, number[]>();
  for (const { kind, from, to } of messages) {
    const child = Math.max(from, to);
    const key = `${kind} ${blocks[child].group}`;
    together.set(key, [...(together.get(key) ?? []), child]);
  }
  return [...together].map(([key, children]) => {
    const centres = children.map((child) => centre(places[child]));
    const x = centres.reduce((sum, point) => sum + point.x, 0) / centres.length;
    return text(x, centres[0].y - CELL / 2 - 14, key.split(" ")[0], "label");
  });
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>): SVGSVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element as SVGSVGElement;
}

function text(x: number, y: number, content: string, className = ""): SVGElement {
  const element = svg("text", {
    x,
    y,
    "text-anchor": className === "number" ? "start" : "middle",
    class: className,
  });
  element.textContent = content;
  return element;
}

function title(content: string): SVGElement {
  const element = svg("title", {});
  element.textContent = content;
  return element;
}
