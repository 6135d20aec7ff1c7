import { describe, expect, jest, test } from '@jest/globals';
import { payloadOf } from '../../../src/ci/payload.ts';
import { readGithubEvent } from '../../../src/ci/read-tracked-event.ts';
import { deriveRecords } from '../../../src/deployment/derive-record.ts';
import { toEntity } from '../../../src/deployment/entity.ts';
import type { RunContext } from '../../../src/deployment/run-context.ts';
import type { EventTrack } from '../../../src/deployment/tracked-event.ts';
import { nodeSha256 } from '../../../src/host/node-sha256.ts';
import { ownNames } from '../../deployment/own-names.ts';
import {
  catalogMapping,
  entities,
  type Item,
  type Payload,
  payload,
} from '../../mapping/map-payloads.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

const now = Date.parse('2026-01-10T00:00:00Z');

const run: RunContext = {
  ci: 'github',
  repository: {
    slug: 'acme/shop',
    name: 'shop',
    url: 'https://github.com/acme/shop',
    defaultBranch: 'main',
  },
  branch: 'main',
  tag: null,
  sha: null,
  pullRequest: null,
  run: { id: '999', number: '1', attempt: 1, url: 'https://github.com/acme/shop/actions/runs/999' },
  job: { id: null, name: 'report', url: null },
  actor: 'someone',
  environment: null,
  status: 'success',
  createdAt: null,
};

/** What port-dora-action sends when GitHub starts it with this event. */
function reported(track: EventTrack, event: Payload) {
  const view = payloadOf(event);
  if (view === null) throw new Error('no event');
  const derivation = deriveRecords(
    {
      context: run,
      event: readGithubEvent(track, view, { context: run, now, filter: null }),
      settings: {},
      services: null,
      startedAt: null,
      now,
    },
    { sha256: nodeSha256, matchesName: () => false },
  );
  if (!('records' in derivation)) throw new Error(derivation.notReported.reason);
  const [record] = derivation.records;
  if (record === undefined) throw new Error('no record');
  return toEntity(record, ownNames);
}

const timeProperties = new Set(['createdAt', 'finishedAt', 'failureAt']);

/** Times in one form; what neither of the two can know is left out. */
const comparable = (properties: Readonly<Record<string, unknown>>, keys: readonly string[]) =>
  Object.fromEntries(
    keys.map((key) => {
      const value = properties[key];
      return [key, timeProperties.has(key) ? Date.parse(String(value)) : value];
    }),
  );

const pullRequest = payload('github/pull-request');
const workflowRun = payload('github/workflow-run');
const release = payload('github/release');
const deployment = payload('github/deployment');
const status = payload('github/deployment-status');

const cases: readonly (readonly [string, EventTrack, Payload, string, readonly Item[]])[] = [
  [
    'a merged pull request',
    'pull-request',
    { action: 'closed', number: 12, pull_request: { ...pullRequest, merged: true } },
    'github/pull-request',
    [{ kind: 'pull-request', payload: pullRequest }],
  ],
  ...['success', 'failure', 'timed_out', 'startup_failure'].map(
    (conclusion) =>
      [
        `a run with the conclusion ${conclusion}`,
        'workflow-run',
        { action: 'completed', workflow_run: { ...workflowRun, conclusion } },
        'github/workflow-run',
        [{ kind: 'workflow-run', payload: { ...workflowRun, conclusion } }],
      ] as const,
  ),
  [
    'a published release',
    'release',
    { action: 'published', release },
    'github/release',
    [{ kind: 'release', payload: release }],
  ],
  ...['success', 'failure', 'error'].map(
    (state) =>
      [
        `a deployment with the state ${state}`,
        'deployment-status',
        { deployment, deployment_status: { ...status, state } },
        'github/deployment',
        [
          { kind: 'deployment', payload: deployment },
          { kind: 'deployment-status', payload: { ...status, state } },
        ],
      ] as const,
  ),
];

describe('a mapping and a report of the same event are one entity', () => {
  test.each(cases)('%s', async (_, track, event, file, items) => {
    const sent = reported(track, event);
    const held = await entities(catalogMapping(file), items);
    expect(held.map(({ identifier }) => identifier)).toEqual([sent.identifier]);
    const [mapped] = held;
    // Who is not told by both is told by one of them; the rest is the same.
    const keys = Object.keys(mapped?.properties ?? {}).filter((key) => key !== 'deployedBy');
    expect(comparable(mapped?.properties ?? {}, keys)).toEqual(comparable(sent.properties, keys));
    expect(mapped?.relations.service).toEqual(sent.relations.service);
  });

  test('a tag', async () => {
    const tag = payload('github/tag');
    const sent = reported('tag', { ref: 'refs/tags/2026-01-05', after: 'a'.repeat(40) });
    const [mapped] = await entities(catalogMapping('github/tag'), [
      { kind: 'tag', payload: { ...tag, name: '2026-01-05' } },
    ]);
    expect(mapped?.identifier).toBe(sent.identifier);
  });
});
