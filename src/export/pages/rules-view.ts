/** What the template of the rules page is given: every rule, and where this output uses it first. */
import type { Rule } from "../../proof/certificate.js";
import type { Link } from "../links.js";
import type { PageModel } from "./page-model.js";
import { ASSUMPTION_TEXTS, RULE_GROUPS, RULE_TEXTS } from "./rule-texts.js";

export function rulesView(model: PageModel): object {
  const uses = firstUses(model);
  return {
    ...model.page("rules", `Rules of proof (${model.data.theory.name})`),
    groups: RULE_GROUPS.map(({ title, rules }) => ({
      title,
      anchor: title.toLowerCase().replaceAll(" ", "-"),
      rules: rules.map((rule) => ({
        rule,
        ...RULE_TEXTS[rule],
        ...(uses.get(rule) ?? { count: 0, first: undefined }),
      })),
    })),
    assumptions: ASSUMPTION_TEXTS,
  };
}

interface RuleUse {
  readonly count: number;
  /** A step by this rule. */
  readonly first: Link;
}

function firstUses({ data, links }: PageModel): ReadonlyMap<Rule, RuleUse> {
  const uses = new Map<Rule, RuleUse>();
  for (const { record, lines } of data.theorems) {
    for (const line of lines) {
      if (!("step" in line)) continue;
      const known = uses.get(line.rule);
      const first = known?.first ?? {
        name: `step ${line.step} of ${record.name}`,
        href: `${links.to(record.name, "").href}#step-${line.step}`,
      };
      uses.set(line.rule, { count: (known?.count ?? 0) + 1, first });
    }
  }
  return uses;
}
