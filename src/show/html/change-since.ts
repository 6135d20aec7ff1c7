import type { GroupMetrics, MetricName } from '../../metrics/report.ts';
import { shortNumber } from '../render-number.ts';

/** How a number stands to that of the window before. */
export interface ChangeSince {
  readonly words: string;
  readonly isBetter: boolean | null;
  readonly direction: 'up' | 'down' | null;
}

/** The number of a metric that stands for it; `null` when there is none. */
export function numberOf(group: GroupMetrics, metric: MetricName): number | null {
  const of: Readonly<Record<MetricName, number | null>> = {
    'deployment-frequency': group.deploymentFrequency.perDay,
    'lead-time-for-changes': group.leadTimeForChanges.medianHours,
    'change-failure-rate': group.changeFailureRate.ratio,
    'failed-deployment-recovery-time': group.failedDeploymentRecoveryTime.medianHours,
    'deployment-rework-rate': group.deploymentReworkRate.ratio,
    'mean-time-to-recovery': group.meanTimeToRecovery.meanMinutes,
  };
  return of[metric];
}

/** Of a percentage in points, because a percentage of one is easily taken for points; of all else as a share. */
function differenceInWords(by: number, before: number, metric: MetricName): string {
  if (metric.endsWith('-rate')) {
    const points = shortNumber(by * 100);
    return points === '0' ? '' : `${points} percentage ${points === '1' ? 'point' : 'points'} `;
  }
  return before === 0 || by / before < 0.0005 ? '' : `${shortNumber((by / before) * 100)} % `;
}

/** More deployments are better; of everything else, less is. `null` where there is no number to compare. */
export function changeSince(
  now: number | null,
  before: number | null,
  metric: MetricName,
): ChangeSince | null {
  if (now === null || before === null) return null;
  if (now === before) return { words: 'as before', isBetter: null, direction: null };
  const isUp = now > before;
  const isBetter = isUp === (metric === 'deployment-frequency');
  const much = differenceInWords(Math.abs(now - before), before, metric);
  const more = metric === 'deployment-frequency' ? ['more', 'fewer'] : ['higher', 'lower'];
  const word = metric.includes('time') ? ['longer', 'shorter'] : more;
  return {
    words: `${much}${word[isUp ? 0 : 1] ?? ''}, ${isBetter ? 'better' : 'worse'}`,
    isBetter,
    direction: isUp ? 'up' : 'down',
  };
}
