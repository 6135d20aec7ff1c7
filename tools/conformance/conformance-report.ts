import type { ApiDescription } from './api-description.ts';
import { type RecordedRequest, wasRefusedAsInvalid } from './recorded-request.ts';
import { requestProblems } from './request-problems.ts';

export interface ConformanceReport {
  /** Each with the number of requests that have it. */
  readonly problems: readonly string[];
  readonly checked: number;
  /** Sent to be refused, and refused. */
  readonly refused: number;
}

/** Replays recorded requests against the description. A run without any request proves nothing, so that is a problem too. */
export function conformanceReport(
  api: ApiDescription,
  requests: readonly RecordedRequest[],
): ConformanceReport {
  const toCheck = requests.filter((request) => !wasRefusedAsInvalid(request));
  const counts = new Map<string, number>();
  for (const request of toCheck) {
    for (const problem of requestProblems(api, request)) {
      counts.set(problem, (counts.get(problem) ?? 0) + 1);
    }
  }
  const problems = [...counts].map(([problem, count]) => `${problem} (${count} requests)`).sort();
  if (toCheck.length === 0) problems.push('no request was recorded');
  return { problems, checked: toCheck.length, refused: requests.length - toCheck.length };
}
