import type { DeploymentFacts, DeploymentReading } from '../facts.ts';
import { fine, type Remark, warning } from '../finding.ts';
import { countBy } from './count-by.ts';
import { someOf } from './some-of.ts';

/** `job` for a report of a job, the kind of event for a mapping or report of one, `other` for what somebody else writes. */
type Form = 'job' | 'other' | (string & {});

// The forms of identifiers: docs/integrations.md, src/deployment/identifier.ts.
const events =
  /\/(pull-request|merge-request|workflow-run|pipeline|build|release|tag|deployment|release-deployment)-[^/]+\//;

function formOf({ identifier }: DeploymentFacts): Form {
  const [, event] = events.exec(identifier) ?? [];
  return event ?? (identifier.split('/').length >= 6 ? 'job' : 'other');
}

const hour = 3_600_000;

/** Hours between the end of the one and the begin of the other: a job may follow its merge only after an approval. */
const longestDelay = { sameForm: 0, known: 24 * hour, foreign: hour } as const;

/** Whether releases are counted twice, because two ways bring them into Port. */
export function judgeTwoWriters({ list, days }: DeploymentReading): readonly Remark[] {
  const pairs = findPairs(list);
  if (pairs.length === 0) return [fine(`no deployment of the last ${days} days came twice`)];
  const services = countBy(pairs, ([one]) => serviceOf(one)).map(([name]) => name);
  const [first] = pairs;
  const example = (first ?? []).map(({ identifier }) => identifier).join(' and ');
  return [
    warning(
      `counted twice: ${pairs.length} of ${someOf(services, 3)}, for instance as ${example}`,
      'keep one way: take the mapping of deployments out of the integration, or the step out of the job',
    ),
  ];
}

type Pair = readonly [DeploymentFacts, DeploymentFacts];

/** Within a service and environment, each deployment with the one before it that is the same release. */
function findPairs(list: readonly DeploymentFacts[]): readonly Pair[] {
  const groups = new Map<string, DeploymentFacts[]>();
  for (const one of list) {
    if (one.createdAt === null) continue;
    const key = JSON.stringify([serviceOf(one), one.environment]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => {
    const inOrder = group.sort((a, b) => beginOf(a) - beginOf(b));
    return inOrder.flatMap((one, index): Pair[] => {
      const other = inOrder
        .slice(Math.max(0, index - reach), index)
        .findLast((before) => isSame(before, one));
      return other ? [[other, one]] : [];
    });
  });
}

/** How many deployments before one are compared with it: enough for a busy day, and bounded. */
const reach = 50;

const serviceOf = ({ services, serviceName }: DeploymentFacts): string =>
  serviceName ?? services[0] ?? 'no service';

const beginOf = ({ createdAt }: DeploymentFacts): number => createdAt ?? 0;
const endOf = (one: DeploymentFacts): number => Math.max(one.finishedAt ?? 0, beginOf(one));

function isSame(before: DeploymentFacts, one: DeploymentFacts): boolean {
  if (before.identifier === one.identifier) return false;
  // Two places of one environment are two deployments.
  const [here, there] = [before.environmentName, one.environmentName];
  if (here !== null && there !== null && here !== there) return false;
  const [first, second] = [formOf(before), formOf(one)];
  const isForeign = first === 'other' || second === 'other';
  const gap = beginOf(one) - endOf(before);
  if (before.commit !== null && one.commit !== null) {
    if (before.commit !== one.commit) return false;
    return gap <= (first === second ? longestDelay.sameForm : longestDelay.known);
  }
  // One of them does not tell its commit, as the guide's snippets do not.
  return isForeign && first !== second && gap <= longestDelay.foreign;
}
