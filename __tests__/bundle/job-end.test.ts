import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { type Job, type JobResult, runJob, type Step } from './runner/run-job.ts';

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});

afterEach(() => account.close());

const credentials = {
  'client-id': '${{ secrets.PORT_CLIENT_ID }}',
  'client-secret': '${{ secrets.PORT_CLIENT_SECRET }}',
};
const report: Step = { uses: 'action', with: credentials };
const pass: Step = { run: 'exit 0' };
const fail: Step = { run: 'exit 7' };
const cancel: Step = { run: 'exit 1', cancels: true };

const run = (steps: readonly Step[], job: Partial<Job> = {}): Promise<JobResult> =>
  runJob({
    steps,
    ...job,
    contexts: {
      'secrets.PORT_CLIENT_ID': account.env.PORT_CLIENT_ID ?? '',
      'secrets.PORT_CLIENT_SECRET': account.env.PORT_CLIENT_SECRET ?? '',
      ...job.contexts,
    },
    env: { PORT_BASE_URL: account.url, ...job.env },
  });

const statuses = async (): Promise<unknown[]> =>
  (await account.deployments()).map(({ properties }) => properties.deploymentStatus);

const annotationsOf = ({ stages }: JobResult) => stages.flatMap(({ annotations }) => annotations);

describe('a step that stands first', () => {
  test('reports a job that succeeds, with two requests where no lead time is wanted', async () => {
    const result = await run([report, pass], { env: { PORT_DORA_LEAD_TIME: 'off' } });
    expect(result.status).toBe('success');
    expect(await account.deployments()).toEqual([
      expect.objectContaining({
        identifier: 'acme/shop/1234567890/1/deploy/shop/Production',
        title: 'shop 6113728 to Production',
        properties: expect.objectContaining({
          environment: 'Production',
          environmentSource: 'branch',
          deploymentStatus: 'Success',
          commitSha: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
          deployedBy: 'jane',
          ref: 'main',
        }),
        relations: { service: 'acme/shop' },
      }),
    ]);
    expect((await account.requests()).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/auth/access_token',
      'POST /v1/blueprints/deployment/entities',
    ]);
    expect(result.log).toContain('Reported to Port: shop 6113728 to Production');
    expect(annotationsOf(result)).toEqual([]);
  });

  test('reports a job that fails later as failed', async () => {
    const result = await run([report, pass, fail, pass]);
    expect(result.status).toBe('failure');
    expect(await statuses()).toEqual(['Failed']);
    expect((await account.deployments())[0]?.properties).toMatchObject({
      failed: true,
      failureReason: 'run',
    });
  });

  test('sends nothing for a cancelled job, and says why', async () => {
    const result = await run([report, cancel, pass]);
    expect(result.status).toBe('cancelled');
    expect(await account.requests()).toEqual([]);
    expect(annotationsOf(result)).toEqual([
      { level: 'notice', message: expect.stringContaining('not a deployment') },
    ]);
  });

  test('counts a cancelled job as failed where that is asked for', async () => {
    await run([{ uses: 'action', with: { ...credentials, 'count-cancelled': 'true' } }, cancel]);
    expect(await statuses()).toEqual(['Failed']);
  });

  test('takes a step that may fail for no failure', async () => {
    await run([report, { run: 'exit 1', continueOnError: true }]);
    expect(await statuses()).toEqual(['Success']);
  });

  test('dates the deployment from the begin of the job', async () => {
    const before = Date.now();
    await run([report, { run: 'sleep 1.1' }]);
    const [deployment] = await account.deployments();
    const from = Date.parse(String(deployment?.properties.createdAt));
    expect(from).toBeGreaterThanOrEqual(before);
    expect(deployment?.properties.durationSeconds).toBeGreaterThanOrEqual(1.1);
  });
});

describe('a step in the middle or at the end', () => {
  const always: Step = { ...report, if: 'always()' };

  test.each([
    ['in the middle', [pass, report, fail]],
    ['last', [pass, report]],
    ['last under `if: always()`', [fail, always]],
  ])('%s reports the final status', async (_, steps) => {
    const result = await run(steps);
    expect(await statuses()).toEqual([result.status === 'success' ? 'Success' : 'Failed']);
  });

  test('that an earlier failure skipped warns, and reports nothing', async () => {
    const result = await run([fail, report]);
    expect(await account.requests()).toEqual([]);
    expect(annotationsOf(result)).toEqual([
      {
        level: 'warning',
        message: expect.stringMatching(
          /NOT REPORTED.*put it first in the job, or under `if: always\(\)`/,
        ),
      },
    ]);
  });

  test('that its own condition skipped says so without an annotation', async () => {
    const result = await run([pass, { ...report, if: 'false' }]);
    expect(await account.requests()).toEqual([]);
    expect(annotationsOf(result)).toEqual([]);
    expect(result.log).toContain('The step was skipped');
  });

  test('works as a local action, for which the runner knows no pre stage', async () => {
    const result = await run([{ ...report, local: true }, fail]);
    expect(result.stages.map(({ stage }) => stage)).toEqual(['main', 'main', 'post']);
    expect(await statuses()).toEqual(['Failed']);
  });
});

describe('a matrix whose legs deploy one service to one environment', () => {
  test.each([
    ['before', [fail, pass]],
    ['after', [pass, fail]],
  ])('is one failed deployment when a leg fails %s another succeeds', async (_, [one, other]) => {
    await run([report, one ?? pass], { contexts: { 'matrix.zone': 'a' } });
    await run([report, other ?? pass], { contexts: { 'matrix.zone': 'b' } });
    expect(await statuses()).toEqual(['Failed']);
    expect((await account.deployments())[0]?.properties).toMatchObject({ failed: true });
  });

  test('legs that deploy to environments of their own are deployments of their own', async () => {
    const to = (environment: string): Step => ({
      uses: 'action',
      with: { ...credentials, environment },
    });
    await run([to('production-eu'), pass]);
    await run([to('production-us'), fail]);
    expect(await statuses()).toEqual(['Success', 'Failed']);
  });
});

describe('the same deployment', () => {
  test('reported twice is one entity', async () => {
    await run([report, pass]);
    await run([report, pass]);
    expect(await statuses()).toEqual(['Success']);
  });

  test('run again by hand is a deployment of its own', async () => {
    await run([report, fail]);
    await run([report, pass], { env: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(await statuses()).toEqual(['Failed', 'Success']);
  });
});

describe('reporting at once', () => {
  test('hands on outputs, and leaves nothing to the post stage', async () => {
    const now: Step = {
      uses: 'action',
      with: { ...credentials, 'report-at': 'now', environment: 'prod', 'lead-time': 'off' },
    };
    const result = await run([pass, now]);
    const main = result.stages.find(({ step, stage }) => step === 1 && stage === 'main');
    expect(main?.outputs).toMatchObject({
      reported: 'true',
      identifiers: JSON.stringify(['acme/shop/1234567890/1/deploy/shop/prod']),
      environment: 'Production',
      status: 'Success',
    });
    expect(JSON.parse(main?.outputs.records ?? '')).toHaveLength(1);
    expect(main?.summary).toContain('<code>shop</code>');
    expect(await account.requests()).toHaveLength(2);
  });

  test('works in a `run:` step, which tells the status itself', async () => {
    const node: Step = {
      run: `node "$ACTION/dist/index.js" --status "$STATUS"`,
      env: { STATUS: 'failure' },
    };
    await run([node], {
      env: { ...account.env, ACTION: new URL('../..', import.meta.url).pathname },
    });
    expect(await statuses()).toEqual(['Failed']);
  });
});
