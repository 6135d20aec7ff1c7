/** What one results file says, of jest or of the other checks. */
export interface RunResult {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  /** Test files that could not even start: none of their tests is in the other numbers. */
  readonly numRuntimeErrorTestSuites?: number;
  readonly failedChecks?: number;
}

/**
 * The line that ends a CI run: all runs together, and everything that did not hold as failed.
 * A run that failed otherwise, with no result to show for it, never ends with `0 failed`.
 */
export function totalsLine(results: readonly RunResult[], failedOtherwise: boolean): string {
  let passed = 0;
  let failed = 0;
  for (const one of results) {
    passed += one.numPassedTests ?? 0;
    failed += one.numFailedTests ?? 0;
    failed += one.numRuntimeErrorTestSuites ?? 0;
    failed += one.failedChecks ?? 0;
  }
  if (failedOtherwise && failed === 0) failed = 1;
  return `${passed} passed, ${failed} failed`;
}
