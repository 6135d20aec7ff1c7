import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { programPath } from '../launcher/toolboxes.ts';
import { hostileLine } from './hostile-value.ts';
import { pathWithoutNode } from './path-without-node.ts';
import { type DocumentedJob, docsOf, type End, type Variables } from './snippets/documented-job.ts';
import { command, launched, runJob } from './snippets/run-job.ts';
import { shellJobs } from './snippets/shell-jobs.ts';
import { yamlJobs } from './snippets/yaml-jobs.ts';
import { temporaryFolder } from './temporary-folder.ts';

jest.setTimeout(60_000); // starts several programs on a machine that may be busy

const jobs: readonly (readonly [string, DocumentedJob])[] = [...yamlJobs, ...shellJobs].map(
  (job) => [job.name, job],
);
const pages = [...new Set(jobs.map(([, { page }]) => page))];

let account: Account;
let secrets: Variables;
let noNode: string;
beforeAll(async () => {
  account = await startAccount();
  const { PORT_CLIENT_ID = '', PORT_CLIENT_SECRET = '' } = account.env;
  secrets = { PORT_CLIENT_ID, PORT_CLIENT_SECRET };
  noNode = pathWithoutNode(temporaryFolder());
});
afterAll(() => account.close());

/** Runs what a page shows. @returns what became of it, and the deployments that arrived meanwhile */
async function report(job: DocumentedJob, end: End, by: 'npx' | 'launcher', env: Variables = {}) {
  const before = new Set((await account.deployments()).map(({ identifier }) => identifier));
  // One run has one identity, whatever way it ends: each of these is another attempt of another repository.
  const set = { PORT_BASE_URL: account.url, PORT_DORA_SOURCE: root, ...env };
  const ran = await runJob(job, { end, secrets, env: set, by });
  expect(ran.output).not.toContain(secrets.PORT_CLIENT_SECRET);
  const arrived = (await account.deployments()).filter(({ identifier }) => !before.has(identifier));
  for (const { identifier } of arrived) {
    await account.call(
      'DELETE',
      `/v1/blueprints/deployment/entities/${encodeURIComponent(identifier)}`,
    );
  }
  return { ...ran, arrived };
}

describe.each(jobs)('what the page shows for %s', (_name, job) => {
  const environment = /drone|woodpecker/.test(job.page)
    ? { PORT_DORA_ENVIRONMENT: 'Production' }
    : {};

  test('reports a success', async () => {
    const { exitCode, output, arrived } = await report(job, 'success', 'npx');
    expect([exitCode, output.includes('NOT REPORTED')]).toEqual([0, false]);
    expect(arrived).toMatchObject([{ properties: { deploymentStatus: 'Success' } }]);
    expectFacts(job, arrived);
  });

  test('reports a failure, by the launcher too', async () => {
    const { exitCode, output, arrived } = await report(job, 'failure', 'launcher');
    expect([exitCode, output.includes('NOT REPORTED')]).toEqual([0, false]);
    expect(arrived).toMatchObject([{ properties: { deploymentStatus: 'Failed', failed: true } }]);
    expectFacts(job, arrived);
  });

  test('reports nothing of what was stopped', async () => {
    const { exitCode, arrived } = await report(job, 'cancelled', 'npx');
    expect([exitCode, arrived]).toEqual([0, []]);
  });

  test('takes whatever the variables hold', async () => {
    const hostile = hostileVariables(job);
    const env = { ...hostile, ...environment };
    const { exitCode, files, output, arrived } = await report(job, 'success', 'npx', env);
    expect([exitCode, files]).toEqual([0, []]);
    expect(output).not.toMatch(/^\s*::|##(vso|octopus)\[/m);
    const texts = arrived.flatMap(({ properties }) => Object.values(properties));
    if (Object.keys(hostile).length > 0) expect(texts).toContain(hostileLine);
  });

  test('leaves the job green without Node, and says so', async () => {
    const { exitCode, output, arrived } = await report(job, 'success', 'launcher', {
      PATH: noNode,
    });
    expect(output).toContain('NOT REPORTED: there is no Node here');
    expect([exitCode, arrived]).toEqual([0, []]);
  });
});
