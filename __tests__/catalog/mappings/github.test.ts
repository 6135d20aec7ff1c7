import { describe, expect, jest, test } from '@jest/globals';
import {
  catalogMapping,
  entities,
  type HeldEntity,
  type Payload,
  payload,
} from '../../mapping/map-payloads.ts';
import { serviceByTitle } from './searches.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

const map = (file: string, kind: string, payloads: readonly Payload[]) =>
  entities(
    catalogMapping(`github/${file}`),
    payloads.map((one) => ({ kind, payload: one })),
  );

const identifiers = (held: readonly HeldEntity[]) => held.map(({ identifier }) => identifier);

describe('pull requests', () => {
  const merged = payload('github/pull-request');

  test('a merged one is a deployment of its base branch, at the moment of the merge', async () => {
    expect(await map('pull-request', 'pull-request', [merged])).toEqual([
      {
        identifier: 'acme/shop/pull-request-12/shop/Production',
        blueprint: 'deployment',
        title: 'shop eb2ff82 to Production',
        properties: {
          createdAt: '2026-01-03T09:04:05Z',
          finishedAt: '2026-01-03T09:04:05Z',
          environment: 'Production',
          environmentSource: 'branch',
          deploymentStatus: 'Success',
          serviceName: 'shop',
          commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
          ref: 'main',
          ci: 'github',
          runUrl: 'https://github.com/acme/shop/pull/12',
          repositoryUrl: 'https://github.com/acme/shop',
        },
        relations: {
          service: serviceByTitle('shop'),
          pullRequest: {
            combinator: 'and',
            rules: [
              { property: 'link', operator: '=', value: 'https://github.com/acme/shop/pull/12' },
            ],
          },
        },
      },
    ]);
  });

  test('open ones, ones closed without merging, and those of other branches are none', async () => {
    const open = { ...merged, state: 'open', merged_at: null, closed_at: null };
    const closed = { ...merged, merged_at: null, merge_commit_sha: null };
    const other = { ...merged, base: { ...merged.base, ref: 'develop' } };
    expect(await map('pull-request', 'pull-request', [open, closed, other])).toEqual([]);
  });

  test('one from a fork is of the repository that it was merged into, also when the fork is gone', async () => {
    const fork = { ...merged.head.repo, name: 'my-shop', full_name: 'jane/my-shop', fork: true };
    const head = { ...merged.head, repo: fork };
    const held = await map('pull-request', 'pull-request', [
      { ...merged, head },
      { ...merged, number: 13, head: { ...head, repo: null, user: null } },
    ]);
    expect(identifiers(held)).toEqual([
      'acme/shop/pull-request-12/shop/Production',
      'acme/shop/pull-request-13/shop/Production',
    ]);
    for (const { relations } of held) expect(relations.service).toEqual(serviceByTitle('shop'));
  });

  test('as entities have the hours from opened to merged', async () => {
    const open = { ...merged, id: 1, state: 'open', merged_at: null, closed_at: null };
    const closed = { ...merged, id: 2, merged_at: null };
    const orphan = { ...merged, id: 3, head: { ...merged.head, repo: null } };
    const held = await map('pull-request-entity', 'pull-request', [merged, open, closed, orphan]);
    expect(
      held.map(({ identifier, properties }) => [
        identifier,
        properties.status,
        properties.leadTimeHours,
      ]),
    ).toEqual([
      ['shop2609799545', 'merged', 30],
      ['shop1', 'open', null],
      ['shop2', 'closed', null],
      ['3', 'merged', 30],
    ]);
  });
});

describe('workflow runs', () => {
  const run = payload('github/workflow-run');
  const failed = { failed: true, failureReason: 'run', failureAt: '2026-01-03T09:12:40Z' };

  test('a successful one is a deployment, from its start to its end', async () => {
    expect(await map('workflow-run', 'workflow-run', [run])).toEqual([
      {
        identifier: 'acme/shop/workflow-run-11640567/1/shop/Production',
        blueprint: 'deployment',
        title: 'shop eb2ff82 to Production',
        properties: {
          createdAt: '2026-01-03T09:04:12Z',
          finishedAt: '2026-01-03T09:12:40Z',
          environment: 'Production',
          environmentSource: 'branch',
          deploymentStatus: 'Success',
          serviceName: 'shop',
          commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
          ref: 'main',
          ci: 'github',
          runUrl: 'https://github.com/acme/shop/actions/runs/11640567',
          repositoryUrl: 'https://github.com/acme/shop',
          deployedBy: 'jane',
        },
        relations: { service: serviceByTitle('shop') },
      },
    ]);
  });

  test.each(['failure', 'timed_out', 'startup_failure'])(
    'one with the conclusion %s is a failed deployment',
    async (conclusion) => {
      const [held] = await map('workflow-run', 'workflow-run', [{ ...run, conclusion }]);
      expect(held?.properties).toMatchObject({ deploymentStatus: 'Failed', ...failed });
    },
  );

  test('one that did not end, or ended otherwise, is none', async () => {
    const conclusions = ['cancelled', 'skipped', 'neutral', 'stale', 'action_required', null];
    const others = conclusions.map((conclusion) => ({ ...run, conclusion }));
    const running = { ...run, status: 'in_progress', conclusion: null };
    expect(await map('workflow-run', 'workflow-run', [...others, running])).toEqual([]);
  });

  test('a re-run is a deployment of its own, and no success clears the failure before it', async () => {
    const first = { ...run, conclusion: 'failure' };
    const held = await map('workflow-run', 'workflow-run', [first, { ...run, run_attempt: 2 }]);
    expect(
      held.map(({ identifier, properties }) => [
        identifier,
        properties.deploymentStatus,
        properties.failed,
      ]),
    ).toEqual([
      ['acme/shop/workflow-run-11640567/1/shop/Production', 'Failed', true],
      ['acme/shop/workflow-run-11640567/2/shop/Production', 'Success', undefined],
    ]);
  });

  test('runs with one number of two workflows are two deployments', async () => {
    const other = { ...run, id: 11640568, path: '.github/workflows/deploy.yaml', workflow_id: 2 };
    expect(await map('workflow-run', 'workflow-run', [run, other])).toHaveLength(2);
  });

  test('other workflows, branches and pull requests are none', async () => {
    const others = [
      { ...run, path: '.github/workflows/undeploy.yml', name: 'Undeploy preview' },
      { ...run, path: '.github/workflows/ci.yml', name: 'deploy' },
      { ...run, head_branch: 'tax' },
      { ...run, event: 'pull_request', head_repository: null },
    ];
    expect(await map('workflow-run', 'workflow-run', others)).toEqual([]);
  });
});

describe('releases', () => {
  const release = payload('github/release');

  test('a published one is a deployment, at the moment of its publication', async () => {
    const [held] = await map('release', 'release', [release]);
    expect(held).toMatchObject({
      identifier: 'acme/shop/release-7001/shop/Production',
      title: 'shop v1.42.0 to Production',
      properties: {
        createdAt: '2026-01-05T10:00:00Z',
        finishedAt: '2026-01-05T10:00:00Z',
        environment: 'Production',
        environmentSource: 'tag',
        deploymentStatus: 'Success',
        version: 'v1.42.0',
        ref: 'v1.42.0',
        repositoryUrl: 'https://github.com/acme/shop',
        deployedBy: 'jane',
      },
      relations: { service: serviceByTitle('shop') },
    });
    // A branch is no commit, and null would clear the commit that a report has sent.
    expect(held?.properties).not.toHaveProperty('commitSha');
  });

  test('drafts, prereleases and tags that are no versions are none', async () => {
    const others = [
      { ...release, draft: true, published_at: null },
      { ...release, prerelease: true },
      { ...release, tag_name: 'v1.42.0-rc.1' },
      { ...release, tag_name: 'nightly' },
    ];
    expect(await map('release', 'release', others)).toEqual([]);
  });

  test('those without a name, or with one name, are told apart', async () => {
    const held = await map('release', 'release', [
      { ...release, name: null },
      { ...release, id: 7002, tag_name: 'v1.42.1', name: '' },
      { ...release, id: 7003, __repository: 'api' },
    ]);
    expect(identifiers(held)).toEqual([
      'acme/shop/release-7001/shop/Production',
      'acme/shop/release-7002/shop/Production',
      'acme/api/release-7003/api/Production',
    ]);
  });

  test('one of a commit tells it', async () => {
    const target_commitish = 'eb2ff827cf2eb792f83572d9a65615dec4f2113e';
    const [held] = await map('release', 'release', [{ ...release, target_commitish }]);
    expect(held?.properties.commitSha).toBe(target_commitish);
  });
});

describe('tags', () => {
  const tag = payload('github/tag');

  test.each([
    ['2026.01.05', '2026-01-05T12:00:00Z'],
    ['v2026-1-5', '2026-01-05T12:00:00Z'],
    ['2026.12.31-2', '2026-12-31T12:00:00Z'],
  ])('%s is a deployment of its day', async (name, time) => {
    const [held] = await map('tag', 'tag', [{ ...tag, name }]);
    expect(held).toMatchObject({
      identifier: `acme/shop/tag-${name}/shop/Production`,
      properties: { createdAt: time, finishedAt: time, version: name, ref: name },
    });
  });

  test('one that does not tell its day cannot be dated', async () => {
    const names = ['v1.42.0', '2026', 'v2026.13.01', '20261231', 'release', '', null];
    expect(
      await map(
        'tag',
        'tag',
        names.map((name) => ({ ...tag, name })),
      ),
    ).toEqual([]);
  });
});

describe('deployments', () => {
  const deployment = { kind: 'deployment', payload: payload('github/deployment') };
  const status = payload('github/deployment-status');
  const both = (state: string) =>
    entities(catalogMapping('github/deployment'), [
      { kind: 'deployment-status', payload: { ...status, state } },
      deployment,
    ]);

  test('a deployment and its status are one entity, from the begin to the outcome', async () => {
    expect(await both('success')).toEqual([
      {
        identifier: 'acme/shop/deployment-9/shop/production-eu',
        blueprint: 'deployment',
        title: 'shop eb2ff82 to production-eu',
        properties: {
          createdAt: '2026-01-03T09:05:00Z',
          finishedAt: '2026-01-03T09:12:30Z',
          environment: 'Production',
          environmentName: 'production-eu',
          environmentSource: 'event',
          deploymentStatus: 'Success',
          serviceName: 'shop',
          commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
          ref: 'main',
          ci: 'github',
          runUrl: 'https://github.com/acme/shop/actions/runs/11640567/job/5',
          deployedBy: 'github-actions[bot]',
        },
        relations: { service: serviceByTitle('shop') },
      },
    ]);
  });

  test.each(['failure', 'error'])('one whose status is %s failed', async (state) => {
    const [held] = await both(state);
    expect(held?.properties).toMatchObject({
      deploymentStatus: 'Failed',
      failed: true,
      failureReason: 'run',
      failureAt: '2026-01-03T09:12:30Z',
    });
  });

  test.each(['pending', 'queued', 'in_progress', 'waiting', 'inactive'])(
    'the state %s says nothing about its outcome',
    async (state) => {
      // Without an environment no metric counts it.
      const [held] = await both(state);
      expect(Object.keys(held?.properties ?? {}).sort()).toEqual([
        'ci',
        'commitSha',
        'createdAt',
        'ref',
        'serviceName',
      ]);
    },
  );

  test('one to an environment that no word tells is not taken for production', async () => {
    const environment = 'blue';
    const held = await entities(catalogMapping('github/deployment'), [
      { kind: 'deployment-status', payload: { ...status, environment } },
      { kind: 'deployment', payload: { ...deployment.payload, environment } },
    ]);
    expect(held).toEqual([]);
  });
});
