/** One fact of a report: its name, and its value or `null` when it is not known. */
export type Fact = readonly [name: string, value: string | null | undefined];

/** Facts as aligned lines, one a line; unknown ones are left out. */
export function renderFacts(facts: readonly Fact[]): string[] {
  const known = facts.filter((fact): fact is readonly [string, string] => Boolean(fact[1]));
  const width = Math.max(0, ...known.map(([name]) => name.length));
  return known.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
