/**
 * Sorts: what a term denotes. A sort is a constructor applied to sorts (`N`, `List a`) or a parameter (`a`).
 *
 * A parameter is rigid: inside one statement it stands for an arbitrary, fixed sort, and only citing the statement
 * replaces it.
 */

export interface SortApp {
  readonly kind: "app";
  readonly name: string;
  readonly args: readonly Sort[];
}

export interface SortParam {
  readonly kind: "param";
  readonly name: string;
}

export type Sort = SortApp | SortParam;

export type SortSubstitution = ReadonlyMap<string, Sort>;

export function sortApp(name: string, args: readonly Sort[] = []): SortApp {
  return { kind: "app", name, args };
}

export function sortParam(name: string): SortParam {
  return { kind: "param", name };
}

/** The sort in the core notation: `N`, `a`, `List{a}`. Equal sorts have equal texts, so it serves as a key too. */
export function sortText(sort: Sort): string {
  if (sort.kind === "param" || sort.args.length === 0) return sort.name;
  return `${sort.name}{${sort.args.map(sortText).join(",")}}`;
}

export function sameSort(left: Sort, right: Sort): boolean {
  return left === right || sortText(left) === sortText(right);
}

/** Replaces parameters; those without an image stay. */
export function substituteSort(sort: Sort, substitution: SortSubstitution): Sort {
  if (substitution.size === 0) return sort;
  if (sort.kind === "param") return substitution.get(sort.name) ?? sort;
  if (sort.args.length === 0) return sort;
  return sortApp(
    sort.name,
    sort.args.map((arg) => substituteSort(arg, substitution)),
  );
}

/** Extends `substitution` so that `pattern` becomes `sort`; false if that cannot be. */
export function matchSort(pattern: Sort, sort: Sort, substitution: Map<string, Sort>): boolean {
  if (pattern.kind === "param") {
    const bound = substitution.get(pattern.name);
    if (bound !== undefined) return sameSort(bound, sort);
    substitution.set(pattern.name, sort);
    return true;
  }
  if (sort.kind !== "app" || sort.name !== pattern.name || sort.args.length !== pattern.args.length)
    return false;
  return pattern.args.every((arg, index) => matchSort(arg, sort.args[index], substitution));
}

/** Adds the names of the parameters of `sort` to `into`, in order of first occurrence. */
export function collectSortParams(sort: Sort, into: Set<string>): void {
  if (sort.kind === "param") into.add(sort.name);
  else for (const arg of sort.args) collectSortParams(arg, into);
}
