import { environments } from '../../deployment/record.ts';
import type { DeploymentReading } from '../facts.ts';
import { fine, type Remark, warning } from '../finding.ts';

const how =
  'run `port-dora report --dry-run` in the job that deploys, and look for NOT REPORTED in its log';

/** When each environment was last deployed to, as far as Port knows. */
export function judgeLastDeployment(
  { list, days, hasAny }: DeploymentReading,
  now: number,
): readonly Remark[] {
  if (!hasAny) return [warning('Port has not received a deployment yet', how)];
  const newest = new Map<string, number>();
  for (const { environment, createdAt } of list) {
    if (createdAt === null) continue;
    const key = environment ?? 'no environment';
    newest.set(key, Math.max(createdAt, newest.get(key) ?? createdAt));
  }
  if (newest.size === 0) return [warning(`no deployment of the last ${days} days`, how)];
  const known: readonly string[] = environments;
  const order = [...newest].sort(([a], [b]) => rank(known, a) - rank(known, b));
  const says = order.map(([name, at]) => `${name} ${age(now - at)}`).join(', ');
  const remarks = [fine(`last deployment: ${says}`)];
  if (!newest.has('Production')) {
    remarks.push(
      warning(
        `none of the last ${days} days went to Production, which is what the metrics count`,
        'check `environment-rules`, and the environments that the jobs report',
      ),
    );
  }
  const later = list.filter(({ createdAt }) => createdAt !== null && createdAt > now + ahead);
  if (later.length > 0) {
    remarks.push(
      warning(
        `dated in the future: ${later.length}, for instance ${later[0]?.identifier}`,
        'set the clock of the machine that reports them, or correct `created-at`',
      ),
    );
  }
  return remarks;
}

/** What two clocks may differ without harm. */
const ahead = 5 * 60_000;

const rank = (known: readonly string[], name: string): number =>
  known.includes(name) ? known.indexOf(name) : known.length;

function age(ms: number): string {
  const hours = Math.max(0, ms) / 3_600_000;
  if (hours < 1) return `${Math.round(hours * 60)} min ago`;
  return hours < 48 ? `${Math.round(hours)} h ago` : `${Math.round(hours / 24)} days ago`;
}
