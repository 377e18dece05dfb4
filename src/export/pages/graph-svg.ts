/**
 * A graph as SVG, small: one rectangle and one text a node, all edges in one path. Nodes are links. Numbers are rounded
 * to whole units, so no page depends on how a machine rounds.
 */
import { layeredLayout, type Place } from "./layered-layout.js";
import { escapeText, markup, type Markup } from "./markup.js";

export interface GraphNode {
  readonly text: string;
  /** Read out, and shown on hover. */
  readonly title: string;
  readonly href: string;
  /** For the style sheet. */
  readonly className: string;
  /** Further attributes for the scripts, each already a name and a text. */
  readonly data: Readonly<Record<string, string>>;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  /** Indices of nodes. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

export interface GraphOptions {
  readonly label: string;
  /** `down`: ranks below each other, for short texts; `right`: beside each other, for names. */
  readonly direction: "down" | "right";
}

const HEIGHT = 22;
const MARGIN = 6;
const CHARACTER = 7;
const LONGEST_TEXT = 24;

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_TEXT ? text : `${characters.slice(0, LONGEST_TEXT - 1).join("")}…`;
}

function round(value: number): number {
  return Math.round(value);
}

export function graphSvg(graph: Graph, { label, direction }: GraphOptions): Markup {
  const down = direction === "down";
  const texts = graph.nodes.map(({ text }) => shortened(text));
  const widths = texts.map((text) => Math.max(26, Array.from(text).length * CHARACTER + 12));
  const layout = layeredLayout(
    widths.map((width) => ({ breadth: down ? width : HEIGHT, thickness: down ? HEIGHT : width })),
    graph.edges,
    { breadthGap: down ? 10 : 6, rankGap: down ? 18 : 48 },
  );
  const at = ({ along, across }: Place): { x: number; y: number } =>
    down
      ? { x: round(along) + MARGIN, y: round(across) + MARGIN }
      : { x: round(across) + MARGIN, y: round(along) + MARGIN };
  const width = round(down ? layout.breadth : layout.thickness) + 2 * MARGIN;
  const height = round(down ? layout.thickness : layout.breadth) + 2 * MARGIN;
  const edges = layout.edges.map(({ from, to, points }) => {
    const reach = (node: number): number => (down ? HEIGHT : widths[node]) / 2;
    return edgePath(points.map(at), down, reach(from), reach(to));
  });
  const nodes = graph.nodes.map((node, index) =>
    nodeSvg(node, { text: texts[index], width: widths[index], ...at(layout.places[index]) }),
  );
  return markup(
    `<svg class="graph" role="group" aria-label="${escapeText(label)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<path class="edges" d="${edges.join("")}"/>${nodes.join("")}</svg>`,
  );
}

/** From the border of the first node to that of the last, leaving and arriving straight. */
function edgePath(
  points: readonly { x: number; y: number }[],
  down: boolean,
  reachFrom: number,
  reachTo: number,
): string {
  const ends = points.map((point) => ({ ...point }));
  const axis = down ? "y" : "x";
  ends[0][axis] = round(ends[0][axis] + reachFrom);
  ends[ends.length - 1][axis] = round(ends[ends.length - 1][axis] - reachTo);
  let path = `M${ends[0].x} ${ends[0].y}`;
  for (let index = 1; index < ends.length; index++) {
    const [a, b] = [ends[index - 1], ends[index]];
    const middle = round((a[axis] + b[axis]) / 2);
    path += down
      ? `C${a.x} ${middle} ${b.x} ${middle} ${b.x} ${b.y}`
      : `C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
  }
  return path;
}

function nodeSvg(
  node: GraphNode,
  { text, width, x, y }: { text: string; width: number; x: number; y: number },
): string {
  const data = Object.entries(node.data)
    .map(([name, value]) => ` data-${name}="${escapeText(value)}"`)
    .join("");
  const left = round(x - width / 2);
  const inner =
    (node.title === "" ? "" : `<title>${escapeText(node.title)}</title>`) +
    `<rect x="${left}" y="${y - HEIGHT / 2}" width="${width}" height="${HEIGHT}" rx="4"/>` +
    `<text x="${x}" y="${y + 4}">${escapeText(text)}</text>`;
  const name = node.className === "" ? "" : ` class="${node.className}"`;
  return node.href === ""
    ? `<g${name}${data}>${inner}</g>`
    : `<a href="${escapeText(node.href)}"${name}${data}>${inner}</a>`;
}
