/** The attempt, counted from 1, where the CI counts retries from 0; `null` for anything that is no count. */
export function attemptAfter(retries: string | null): string | null {
  return retries !== null && /^\d{1,9}$/.test(retries) ? String(Number(retries) + 1) : null;
}
