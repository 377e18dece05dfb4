/**
 * The way from terms to theorems as a picture: a bar for each stage, as long as the logarithm of its count, since the
 * counts span many orders. What is not drawn (a stage that the run did not have, a count of zero) is in the table.
 */
import { escapeText, markup, type Markup } from "./markup.js";

interface Stage {
  readonly label: string;
  /** Counts that add up to the stage. */
  readonly counts: readonly string[];
  readonly kind: "on" | "off";
}

/** In order; `off` are those that leave on the way. */
const STAGES: readonly Stage[] = [
  { label: "terms enumerated", counts: ["terms enumerated"], kind: "on" },
  { label: "distinct values", counts: ["classes"], kind: "on" },
  { label: "suggested", counts: ["equations suggested", "conditionals suggested"], kind: "on" },
  { label: "refuted", counts: ["refuted"], kind: "off" },
  { label: "derivable", counts: ["derivable", "derivable after learning"], kind: "off" },
  { label: "conjectured", counts: ["conjectures"], kind: "on" },
  { label: "open", counts: ["open"], kind: "off" },
  { label: "proved", counts: ["proved"], kind: "on" },
  { label: "basis", counts: ["basis"], kind: "on" },
];

const LABEL = 150;
const BAR = 420;
const ROW = 26;

export function funnelSvg(counts: Readonly<Record<string, number>>): Markup | undefined {
  if (!("terms enumerated" in counts)) return undefined;
  const bars = STAGES.map(({ label, counts: names, kind }) => ({
    label,
    kind,
    value: names.reduce((sum, name) => sum + (Object.hasOwn(counts, name) ? counts[name] : 0), 0),
  }));
  const most = Math.max(2, ...bars.map(({ value }) => value));
  const rows = bars.map(({ label, kind, value }, index) => {
    const y = index * ROW;
    const width = value === 0 ? 0 : Math.round(4 + ((BAR - 4) * Math.log(value)) / Math.log(most));
    const left = LABEL + Math.round((BAR - width) / 2);
    return (
      `<text x="${LABEL - 12}" y="${y + 17}" class="label">${escapeText(label)}</text>` +
      `<rect class="${kind}" x="${left}" y="${y + 3}" width="${width}" height="${ROW - 6}" rx="3"/>` +
      `<text x="${LABEL + BAR + 12}" y="${y + 17}">${value}</text>`
    );
  });
  const [width, height] = [LABEL + BAR + 90, bars.length * ROW];
  const summary = bars.map(({ label, value }) => `${label} ${value}`).join(", ");
  return markup(
    `<svg class="funnel" role="img" aria-label="${escapeText(summary)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${rows.join("")}</svg>`,
  );
}
