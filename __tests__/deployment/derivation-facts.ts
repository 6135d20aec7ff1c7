import { createHash } from 'node:crypto';
import type { DeploymentFacts, DeploymentSettings } from '../../src/deployment/derivation.ts';
import { deriveRecords } from '../../src/deployment/derive-record.ts';
import { matchesName } from '../../src/deployment/glob.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import type { RunContext } from '../../src/deployment/run-context.ts';
import type { TrackedEvent } from '../../src/deployment/tracked-event.ts';

export const tools = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  matchesName,
};

/** A job on the default branch that ends well. */
export const context: RunContext = {
  ci: 'github',
  repository: {
    slug: 'acme/shop',
    name: 'shop',
    url: 'https://github.com/acme/shop',
    defaultBranch: 'main',
  },
  branch: 'main',
  tag: null,
  sha: '3f2a9c1d5e6f708192a3b4c5d6e7f8091a2b3c4d',
  pullRequest: null,
  run: {
    id: '1234567890',
    number: '12',
    attempt: 1,
    url: 'https://github.com/acme/shop/actions/runs/1234567890',
  },
  job: { id: '77', name: 'deploy', url: null },
  actor: 'jane',
  environment: null,
  status: 'success',
  createdAt: '2026-01-02T03:03:00.000Z',
};

export const facts: DeploymentFacts = {
  context,
  event: null,
  settings: {},
  services: null,
  startedAt: '2026-01-02T03:04:05.000Z',
  now: Date.parse('2026-01-02T03:09:05.000Z'),
};

export const release: TrackedEvent = {
  track: 'release',
  identity: 'release-5',
  attempt: null,
  status: 'success',
  sha: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  branch: null,
  tag: 'v1.42.0',
  environment: null,
  prerelease: false,
  createdAt: '2026-01-02T03:00:00.000Z',
  finishedAt: '2026-01-02T03:01:00.000Z',
  url: 'https://github.com/acme/shop/releases/tag/v1.42.0',
  actor: 'joe',
  pullRequest: null,
};

/** What changes against the job above; nested parts of the context are merged. */
export interface Changed extends Partial<Omit<DeploymentFacts, 'context' | 'event'>> {
  readonly context?: Partial<RunContext>;
  readonly event?: Partial<TrackedEvent>;
}

export const derive = ({ context: changedContext, event, ...rest }: Changed = {}) =>
  deriveRecords(
    {
      ...facts,
      ...rest,
      context: { ...context, ...changedContext },
      event: event === undefined ? null : { kind: 'deployment', event: { ...release, ...event } },
    },
    tools,
  );

/** The only record, for tests about what it holds. */
export function recordOf(changed: Changed = {}): DeploymentRecord {
  const derivation = derive(changed);
  if (!('records' in derivation)) throw new Error(derivation.notReported.reason);
  const [record, ...others] = derivation.records;
  if (record === undefined || others.length > 0) throw new Error('not one record');
  return record;
}

export const withSettings = (settings: DeploymentSettings, changed: Changed = {}) =>
  recordOf({ ...changed, settings });

export const noticesOf = (changed: Changed): readonly string[] => {
  const derivation = derive(changed);
  return 'notices' in derivation ? derivation.notices : [];
};
