import { createHash } from 'node:crypto';
import type { IncidentRecord } from '../deployment/incident.ts';
import type { Change, DeploymentRecord } from '../deployment/record.ts';
import { settle } from '../deployment/settle.ts';
import { createDice, type Dice } from './dice.ts';

/** What the demo's account knows of its other services: two months of deployments and incidents. */
export interface DemoHistory {
  readonly records: readonly DeploymentRecord[];
  readonly incidents: readonly IncidentRecord[];
}

const days = 56;
const hourMs = 3_600_000;

/**
 * One letter a deployment, from the oldest: `d` works, `f` fails and is tried again, `i` has an incident that is resolved
 * by hand, `r` takes the one before back after an incident, `h` mends the one before with a hotfix.
 */
const services: Readonly<Record<string, string>> = {
  payments: 'ddddfdddrdddiddhddd',
  search: 'dddddddfdddddddddrddd',
};

/** The same for the same moment, so that a page made of it can be compared. */
export function demoHistory(now: number): DemoHistory {
  const dice = createDice(42);
  const all = Object.entries(services).map(([service, letters]) =>
    serviceHistory(service, letters, now, dice),
  );
  const incidents: readonly IncidentRecord[] = [
    ...all.flatMap((one) => one.incidents),
    // Nothing was deployed for days: a disk was full.
    outage('search', all.length, now - 9.5 * 24 * hourMs, 95),
  ];
  return {
    records: settle(
      all.flatMap(({ records }) => records),
      incidents,
    ).records,
    incidents,
  };
}

interface Step {
  readonly letter: string;
  /** End of the deployment, in milliseconds since the epoch. */
  readonly end: number;
  readonly sha: string;
}

function serviceHistory(service: string, letters: string, now: number, dice: Dice): DemoHistory {
  const steps: Step[] = [];
  const incidents: IncidentRecord[] = [];
  for (const [index, letter] of [...letters].entries()) {
    const slot = now - (days - ((index + 0.3) * days) / letters.length) * 24 * hourMs;
    const last = steps.at(-1);
    const isAnswer = last?.letter === 'f' || letter === 'r' || letter === 'h';
    const end =
      last && isAnswer
        ? last.end + dice.between(1, 4) * hourMs
        : slot + dice.between(0, 9) * hourMs;
    if (last && (letter === 'r' || letter === 'h'))
      incidents.push(outage(service, index, last.end + 0.4 * hourMs, (end - last.end) / 60_000));
    if (letter === 'i') incidents.push(outage(service, index, end + 0.7 * hourMs, 140));
    steps.push({ letter, end, sha: shaOf(steps, letter, `${service} ${index}`) });
  }
  return {
    records: steps.map((step, index) => record(service, step, index, steps, dice)),
    incidents,
  };
}

/** A second try has the commit of the first, and a rollback the one of the deployment before the last. */
function shaOf(steps: readonly Step[], letter: string, name: string): string {
  const last = steps.at(-1);
  if (last?.letter === 'f') return last.sha;
  if (letter === 'r') return steps.at(-2)?.sha ?? '';
  return createHash('sha1').update(name).digest('hex');
}

function record(
  service: string,
  { letter, end, sha }: Step,
  index: number,
  steps: readonly Step[],
  dice: Dice,
): DeploymentRecord {
  const run = 7100 + index;
  const status = letter === 'f' ? 'Failed' : 'Success';
  const waited = letter === 'h' ? 0.04 : 1;
  const changes =
    letter === 'f' || letter === 'r' || index === 0
      ? null
      : changesOf(service, index, end, waited, dice);
  return {
    identifier: `acme/${service}/${run}/1/deploy/${service}/Production`,
    title: `${service} ${sha.slice(0, 7)} to Production`,
    service,
    environment: 'Production',
    environmentSource: 'branch',
    status,
    kind: letter === 'h' ? 'hotfix' : null,
    createdAt: at(end - dice.between(2, 9) * 60_000),
    finishedAt: at(end),
    sha,
    previousSha: null,
    previousIdentifier: null,
    ref: 'main',
    repository: `https://github.com/acme/${service}`,
    ci: 'github',
    runUrl: `https://github.com/acme/${service}/actions/runs/${run}`,
    actor: people[steps.length % people.length] ?? null,
    changes,
    leadTimeSource: changes ? 'github' : null,
    failure: null,
    recoveredAt: null,
    incidents: [],
  };
}

const people = ['jane', 'ravi', 'mia'] as const;

/** One to four pull requests of a commit each, written, opened and merged one after another. */
function changesOf(
  service: string,
  index: number,
  end: number,
  waited: number,
  dice: Dice,
): readonly Change[] {
  const count = waited < 1 ? 1 : Math.floor(dice.between(1, 5));
  return Array.from({ length: count }, (_, part): Change => {
    const number = index * 5 + part + 1;
    const merged = end - dice.between(0.5, 20) * waited * hourMs;
    const opened = merged - dice.between(1, 60) * waited * hourMs;
    const written = opened - dice.between(1, 40) * waited * hourMs;
    return {
      sha: createHash('sha1').update(`${service} #${number}`).digest('hex'),
      authoredAt: at(written),
      title: `Change ${number} of ${service}`,
      author: people[number % people.length] ?? null,
      pullRequest: {
        number,
        url: `https://github.com/acme/${service}/pull/${number}`,
        createdAt: at(opened),
        mergedAt: at(merged),
        firstCommitAt: at(written),
      },
    };
  });
}

function outage(service: string, index: number, began: number, minutes: number): IncidentRecord {
  return {
    identifier: `${service}-${index}`,
    title: `${service} answers slowly or not at all`,
    service,
    createdAt: at(began),
    resolvedAt: at(began + minutes * 60_000),
    deployment: null,
    url: `https://acme.pagerduty.com/incidents/${service}-${index}`,
    source: 'pagerduty',
  };
}

const at = (time: number): string => new Date(Math.round(time)).toISOString();
