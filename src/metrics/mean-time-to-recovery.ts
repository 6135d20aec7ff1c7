import type { PlacedIncident } from './failures.ts';
import type { MeanTimeToRecovery } from './report.ts';
import type { Facts, Scope } from './scope.ts';
import { summarize } from './statistics.ts';

const minuteMs = 60_000;

/** The mean of incident opened → resolved over the incidents opened in the window, whether deployments caused them or not. */
export function meanTimeToRecovery({ incidents }: Scope, facts: Facts): MeanTimeToRecovery {
  const minutes = incidents.flatMap(minutesOf);
  const { n, mean, median } = summarize(Float64Array.from(minutes));
  return {
    n,
    open: incidents.length - n,
    meanMinutes: mean,
    medianMinutes: median,
    reason: n > 0 ? null : whyNone(incidents.length, facts.hasIncidents),
  };
}

/** From opened to resolved, in a list; an empty one while it is open. */
export const minutesOf = ({
  createdAt,
  resolvedAt,
}: Pick<PlacedIncident, 'createdAt' | 'resolvedAt'>): number[] =>
  resolvedAt === null ? [] : [(resolvedAt - createdAt) / minuteMs];

function whyNone(opened: number, hasIncidents: boolean): string {
  if (opened > 0) return 'no incident of the window is resolved yet';
  return hasIncidents ? 'no incident was opened in the window' : 'no incidents were read';
}
