import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { startLoopback } from '../ci/loopback.ts';
import type { WebhookEdit } from '../ci/provider-fixture.ts';
import {
  type ExampleWorkflow,
  evaluated,
  exampleNames,
  readExample,
  stepsOf,
} from './example-workflow.ts';
import { annotationsOf, secretContexts } from './run-action.ts';
import { type JobResult, runJob } from './runner/run-job.ts';
import { startedBy } from './started-by.ts';

jest.setTimeout(30_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount({ services: ['Hello-World', 'octo-repo', 'Shop', 'Payments'] });
});

afterEach(() => account.close());

const [before, after] = ['1'.repeat(40), '2'.repeat(40)];
const pushToMain: WebhookEdit = {
  webhook: 'push',
  where: { ref: 'refs/heads/master' },
  set: { ref: 'refs/heads/main', 'repository.default_branch': 'main', before, after },
};

/** The event that each workflow is written for. */
const events: Readonly<Record<string, WebhookEdit>> = {
  'deploy-job.yml': pushToMain,
  'matrix.yml': pushToMain,
  'monorepo.yml': pushToMain,
  'report-now.yml': pushToMain,
  'deployment-status.yml': {
    webhook: 'deployment_status',
    where: { 'deployment_status.state': 'success' },
  },
  'pull-request.yml': {
    webhook: 'pull_request',
    where: { action: 'closed' },
    set: {
      'pull_request.merged': true,
      'pull_request.merged_at': '2026-01-02T03:04:05Z',
      'pull_request.merge_commit_sha': after,
      'pull_request.base.ref': 'main',
      'repository.default_branch': 'main',
    },
  },
  'release.yml': { webhook: 'release', where: { action: 'published' } },
  'tag.yml': {
    webhook: 'push',
    where: { ref: 'refs/tags/simple-tag', created: true },
    set: { ref: 'refs/tags/v1.2.3' },
  },
  'workflow-run.yml': {
    webhook: 'workflow_run',
    where: { action: 'completed', 'workflow_run.conclusion': 'success' },
    set: {
      'workflow_run.name': 'Deploy',
      'workflow_run.path': '.github/workflows/deploy.yml',
      'workflow_run.head_branch': 'main',
      'repository.default_branch': 'main',
    },
  },
};

interface ExampleRun {
  readonly deploy?: string;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Further edits of its event. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** Runs the job of a workflow on its event, with a deploy script of the test's own. */
function runExample(
  name: string,
  { deploy = 'exit 0', contexts = {}, env = {}, set = {} }: ExampleRun = {},
): Promise<JobResult> {
  const known = events[name];
  if (!known) throw new Error(`no event for ${name}`);
  const event = { ...known, set: { ...known.set, ...set } };
  const workspace = mkdtempSync(join(tmpdir(), 'port-dora-example-'));
  writeFileSync(join(workspace, 'deploy.sh'), `#!/bin/sh\n${deploy}\n`, { mode: 0o755 });
  const all = { ...secretContexts(account), ...contexts };
  const started = startedBy(event);
  return runJob({
    workspace,
    event: started.event,
    contexts: all,
    env: { ...started.env, PORT_BASE_URL: account.url, ...env },
    steps: stepsOf(readExample(name).job, all),
  });
}

const deployed = async () =>
  (await account.deployments()).map(({ properties, relations }) => ({
    service: relations.service,
    environment: properties.environment,
    status: properties.deploymentStatus,
  }));

const one = (service: string, status = 'Success') => [
  { service: `acme/${service}`, environment: 'Production', status },
];

describe('every example', () => {
  test('has an event here', () => {
    expect(Object.keys(events).sort()).toEqual(exampleNames);
  });

  test.each(exampleNames)('%s starts on the event that it is written for', (name) => {
    const { on } = readExample(name);
    const { webhook, set = {}, where = {} } = events[name] ?? { webhook: '' };
    expect(Object.keys(on)).toEqual([webhook]);
    const filters = on[webhook] ?? {};
    if (filters.types) expect(filters.types).toContain(where.action);
    if (filters.branches) expect(filters.branches).toEqual(['main']);
    if (filters.workflows) expect(filters.workflows).toContain(set['workflow_run.name']);
    if (filters.tags) expect(filters.tags).toEqual(['v*']);
  });

  test.each(exampleNames)('%s may read what a lead time needs, and write nothing', (name) => {
    const { permissions } = readExample(name);
    expect(permissions).toMatchObject({ contents: 'read', 'pull-requests': 'read' });
    expect([...new Set(Object.values(permissions))]).toEqual(['read']);
  });
});

describe('an example that reports what the event tells', () => {
  test.each([
    ['deployment-status.yml', 'Hello-World'],
    ['pull-request.yml', 'Hello-World'],
    ['release.yml', 'Hello-World'],
    ['tag.yml', 'Hello-World'],
    ['workflow-run.yml', 'octo-repo'],
  ])('%s arrives in Port', async (name, service) => {
    const result = await runExample(name);
    expect(annotationsOf(result)).toEqual([]);
    expect(result.status).toBe('success');
    expect(await deployed()).toEqual(one(service));
  });

  const edits: readonly (readonly [string, string, object, RegExp])[] = [
    [
      'workflow-run.yml',
      'a run of another file',
      { 'workflow_run.path': '.github/workflows/undeploy.yml' },
      /not in `workflow`/,
    ],
    [
      'workflow-run.yml',
      'a cancelled run',
      { 'workflow_run.conclusion': 'cancelled' },
      /"cancelled": not a deployment/,
    ],
    [
      'pull-request.yml',
      'a pull request without a merge',
      { 'pull_request.merged': false, 'pull_request.merged_at': null },
      /closed without merging/,
    ],
    ['release.yml', 'a draft', { 'release.draft': true }, /is a draft/],
    [
      'deployment-status.yml',
      'a state that is not final',
      { 'deployment_status.state': 'in_progress' },
      /not final/,
    ],
  ];
  test.each(edits)('%s reports nothing for %s', async (name, _, set, why) => {
    const result = await runExample(name, { set: { ...set } });
    expect(annotationsOf(result)).toEqual([
      { level: 'notice', message: expect.stringMatching(why) },
    ]);
    expect(await account.deployments()).toEqual([]);
  });

  test('workflow-run.yml makes one failed and one good deployment of two attempts', async () => {
    await runExample('workflow-run.yml', { set: { 'workflow_run.conclusion': 'timed_out' } });
    await runExample('workflow-run.yml', { set: { 'workflow_run.run_attempt': 2 } });
    expect(await deployed()).toEqual([...one('octo-repo', 'Failed'), ...one('octo-repo')]);
  });

  test('pull-request.yml runs only for a pull request that was merged', () => {
    const condition = readExample('pull-request.yml').job.if ?? '';
    const path = condition.replace(/^github\.event\./, '');
    expect(events['pull-request.yml']?.set?.[path]).toBe(true);
  });
});

describe('an example with a deploy job', () => {
  test.each(['deploy-job.yml', 'report-now.yml', 'matrix.yml'])(
    '%s reports a deploy script that succeeds, and one that fails',
    async (name) => {
      const good = await runExample(name);
      expect(annotationsOf(good)).toEqual([]);
      expect(await deployed()).toEqual(one('Hello-World'));
      const bad = await runExample(name, {
        deploy: 'exit 3',
        env: { GITHUB_RUN_ATTEMPT: '2' },
      });
      expect(bad.status).toBe('failure');
      expect(await deployed()).toEqual([...one('Hello-World'), ...one('Hello-World', 'Failed')]);
    },
  );

  test('matrix.yml makes one failed deployment of all its legs when one fails', async () => {
    const zones = readExample('matrix.yml').job.strategy?.matrix.zone ?? [];
    expect(zones.length).toBeGreaterThan(1);
    for (const zone of zones) {
      const deploy = `test "$1" = "$ZONE" && test "$1" != ${zones[1]}`;
      await runExample('matrix.yml', { deploy, contexts: { 'matrix.zone': zone } });
    }
    expect(await deployed()).toEqual(one('Hello-World', 'Failed'));
  });

  test('report-now.yml hands outputs to the step that reads them', async () => {
    const { job }: ExampleWorkflow = readExample('report-now.yml');
    const result = await runExample('report-now.yml');
    const { outputs = {} } = result.stages.find(({ outputs: set }) => set.reported) ?? {};
    const reader = job.steps.at(-1);
    expect(reader?.if).toBe("always() && steps.dora.outputs.reported == 'true'");
    expect(outputs.reported).toBe('true');
    const contexts = Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [`steps.dora.outputs.${name}`, value]),
    );
    const { stdout } = spawnSync('bash', ['-e', '-c', reader?.run ?? ''], {
      env: { ...evaluated(reader?.env, contexts) },
      encoding: 'utf8',
    });
    expect(stdout).toBe(
      'reported Success as ["Codertocat/Hello-World/1234567890/1/deploy/Hello-World/production"]\n',
    );
  });
});

describe('monorepo.yml', () => {
  test('reports the services whose files changed, which it may ask GitHub for', async () => {
    const github = await startLoopback((_, response) => {
      const files = [{ filename: 'libs/ui/button.ts' }, { filename: 'README.md' }];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: 'ahead', files }));
    });
    const result = await runExample('monorepo.yml', { env: { GITHUB_API_URL: github.url } });
    await github.close();
    expect(annotationsOf(result)).toEqual([]);
    expect(await deployed()).toEqual(one('Shop'));
    expect(github.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      [
        `/repos/Codertocat/Hello-World/compare/${before}...${after}`,
        'Bearer ghs_0123456789abcdefghijklmnopqrstuvwxyz',
      ],
    ]);
  });
});
