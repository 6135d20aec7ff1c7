import { describe, expect, jest, test } from '@jest/globals';
import { toldOtherwise } from '../../src/backfill/known/told-otherwise.ts';
import { renderOutcome } from '../../src/backfill/render-backfill.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { startAccount } from '../account/start-account.ts';
import { fetchFrom } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(60_000);

const record = (
  rest: string,
  minutes: number,
  more: Partial<DeploymentRecord> = {},
): DeploymentRecord => ({
  identifier: `acme/shop/${rest}/shop/Production`,
  ...{ service: 'shop', environment: 'Production', status: 'Success', sha: 'a'.repeat(40) },
  createdAt: new Date(Date.UTC(2026, 0, 5, 10, minutes)).toISOString(),
  finishedAt: new Date(Date.UTC(2026, 0, 5, 10, minutes + 5)).toISOString(),
  ...more,
});

const job = record('7/1/deploy', 0);

describe('a deployment that Port has by another track', () => {
  test.each<[string, DeploymentRecord, string]>([
    ['of GitHub, a minute later', record('deployment-9', 1), 'track job'],
    ['as the run of the job', record('workflow-run-7/1', -3), 'track job'],
    ['as a release before it', record('release-3', -15), 'track job'],
  ])('is the same deployment %s', (_, found, way) => {
    expect([...toldOtherwise([found], [job])]).toEqual([[found.identifier, way]]);
  });

  test('is the same deployment where somebody gave it an identifier', () => {
    const named = { ...job, identifier: 'release-of-monday' };
    expect([...toldOtherwise([job], [named])]).toEqual([
      [job.identifier, 'an identifier of its own'],
    ]);
  });

  test.each<[string, DeploymentRecord]>([
    ['of another commit', record('deployment-9', 1, { sha: 'b'.repeat(40) })],
    ['without a commit', record('deployment-9', 1, { sha: null })],
    ['of another service', record('deployment-9', 1, { service: 'web' })],
    ['to another environment', record('deployment-9', 1, { environment: 'Staging' })],
    ['an hour later', record('deployment-9', 60)],
    ['by the same track', record('7/2/deploy', 6)],
    ['that is in Port itself', job],
  ])('is another deployment %s', (_, found) => {
    expect([...toldOtherwise([found], [job])]).toEqual([]);
  });
});

test('what live reports told as jobs is not written once more as deployments of GitHub, and that is said', async () => {
  const [repository] = organization(1, 4);
  const [first] = repository?.deployments ?? [];
  if (!repository || !first) throw new Error('none');
  const account = await startAccount({ services: [repository.name] });
  try {
    await account.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
      identifier: `acme/${repository.name}/77/1/deploy/${repository.name}/production`,
      properties: {
        ...{ environment: 'Production', deploymentStatus: 'Success', commitSha: first.sha },
        ...{ createdAt: first.createdAt, finishedAt: first.finishedAt },
        ...{ serviceName: repository.name },
        repositoryUrl: `https://github.com/acme/${repository.name}`,
      },
    });
    const fetch = fetchFrom(githubOrganization('acme', [repository], 'https://github.test'));
    const now = Date.parse('2026-07-01T00:00:00Z');
    const flags = { since: '2026-01-01T00:00:00Z' };
    const outcome = await runOnStandIn({ account, fetch, now, flags });
    expect(outcome.counts).toMatchObject({ created: 3, failed: 0 });
    expect(renderOutcome(outcome, { dryRun: false, out: undefined }).join('\n')).toContain(
      'Port has it already, by track job',
    );
    expect(await account.deployments()).toHaveLength(4);
  } finally {
    await account.close();
  }
});
