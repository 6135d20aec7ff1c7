import type { Check } from './check.ts';

export interface CheckResult {
  readonly name: string;
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Runs all checks, one after the other and whatever they find; one that throws has failed. */
export async function runChecks(
  checks: readonly Check[],
  root: string,
  onResult: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const start = performance.now();
    const problems = await problemsOf(check, root);
    const result = { name: check.name, problems, seconds: (performance.now() - start) / 1000 };
    onResult(result);
    results.push(result);
  }
  return results;
}

async function problemsOf(check: Check, root: string): Promise<readonly string[]> {
  try {
    return await check.run(root);
  } catch (error) {
    return [`the check could not run: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** One line per check: its name, whether it holds, and how long it took. */
export function renderTable(results: readonly CheckResult[]): string {
  const width = Math.max(...results.map((one) => one.name.length));
  return results
    .map(({ name, problems, seconds }) => {
      const word = problems.length === 0 ? 'ok    ' : 'FAILED';
      return `${name.padEnd(width)}  ${word}  ${seconds.toFixed(1).padStart(6)} s`;
    })
    .join('\n');
}
