import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { programPath } from '../launcher/toolboxes.ts';
import { hostileLine } from './hostile-value.ts';
import { pathWithoutNode } from './path-without-node.ts';
import {
  type DocumentedJob,
  docsOf,
  type End,
  pushOf,
  type Variables,
} from './snippets/documented-job.ts';
import { command, launched, runJob } from './snippets/run-job.ts';
import { shellJobs } from './snippets/shell-jobs.ts';
import { yamlJobs } from './snippets/yaml-jobs.ts';
import { temporaryFolder } from './temporary-folder.ts';

jest.setTimeout(60_000); // starts several programs on a machine that may be busy

const jobs: readonly (readonly [string, DocumentedJob])[] = [...yamlJobs, ...shellJobs].map(
  (job) => [job.name, job],
);

/** What a CI would take for a command. */
const hostileOutput = /^\s*::|##(?:vso|octopus)?\[/m;

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

/** Variables that a CI lets people fill with any text: branches, names and messages. */
function freeVariables({ page, name }: DocumentedJob): Variables {
  if (name.includes('Argo CD')) return { PORT_DORA_ACTOR: hostileLine };
  const fixed =
    /^CI$|SYSTEM|SHA|REPO|COMMIT$|RESOLVED|STATUS|RESULT|EXIT|SUCCEEDING|STARTED|CREATED|TIME|_ID$|UUID|URL|LINK|ORIGIN|NUMBER|TAG|PULL_REQUEST|ENVIRONMENT|VERSION/;
  const names = Object.keys(pushOf(page)).filter((one) => !fixed.test(one) && !isMark(one));
  return Object.fromEntries(names.map((one) => [one, hostileLine]));
}

/** Every variable but those by which the CI is recognised. */
const allVariables = ({ page }: DocumentedJob): Variables =>
  Object.fromEntries(
    Object.keys(pushOf(page))
      .filter((one) => !isMark(one))
      .map((one) => [one, hostileLine]),
  );

const isMark = (name: string): boolean =>
  /^(CI|DRONE|TRAVIS|BUILDKITE|CI_SYSTEM_NAME|BUILDKITE_COMMAND_EXIT_STATUS)$/.test(name);

/** What is known of the push, whatever way it was told. */
function expectFacts({ page, name }: DocumentedJob, [entity]: readonly ShownEntity[]): void {
  const isArgoCd = name.includes('Argo CD');
  const [, sha] =
    Object.entries(pushOf(page)).find(([, value]) => /^[0-9a-f]{40}$/.test(value)) ?? [];
  expect(entity?.properties).toMatchObject({
    ci: isArgoCd ? 'generic' : page,
    environment: 'Production',
    commitSha: isArgoCd ? expect.any(String) : sha,
  });
  const began = Date.parse(String(entity?.properties.createdAt));
  expect(began).toBeGreaterThan(Date.parse('2026-01-01'));
  expect(began).toBeLessThanOrEqual(Date.now());
}

/** Runs what a page shows. @returns what became of it, and the deployments that arrived meanwhile */
async function report(job: DocumentedJob, end: End, by: 'npx' | 'launcher', env: Variables = {}) {
  const before = new Set((await account.deployments()).map(({ identifier }) => identifier));
  const set = { PORT_BASE_URL: account.url, PORT_DORA_SOURCE: root, ...env };
  const ran = await runJob(job, { end, secrets, env: set, by });
  expect(ran.output).not.toContain(secrets.PORT_CLIENT_SECRET);
  const arrived = (await account.deployments()).filter(({ identifier }) => !before.has(identifier));
  for (const { identifier } of arrived) {
    await account.call(
      'DELETE',
      `/v1/blueprints/deployment/entities/${encodeURIComponent(identifier)}?delete_dependents=false`,
    );
  }
  return { ...ran, arrived };
}

describe.each(jobs)('what the page shows for %s', (_name, job) => {
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

  test('keeps hostile text whole, and runs nothing of it', async () => {
    const env = { ...freeVariables(job), PORT_DORA_ENVIRONMENT: 'Production' };
    const { exitCode, files, output, arrived } = await report(job, 'success', 'npx', env);
    expect([exitCode, files]).toEqual([0, []]);
    expect(output).not.toMatch(hostileOutput);
    const texts = arrived.flatMap(({ properties }) => Object.values(properties));
    expect(texts).toContain(hostileLine);
  });

  test('stays green when every variable is hostile', async () => {
    const { exitCode, files, output } = await report(job, 'success', 'launcher', allVariables(job));
    expect([exitCode, files]).toEqual([0, []]);
    expect(output).toMatch(/Reported to Port|NOT REPORTED: |Nothing to report/);
    expect(output).not.toMatch(hostileOutput);
  });

  test('leaves the job green without Node, and says so', async () => {
    const { exitCode, output, arrived } = await report(job, 'success', 'launcher', {
      PATH: noNode,
    });
    expect(output).toContain('NOT REPORTED: there is no Node here');
    expect([exitCode, arrived]).toEqual([0, []]);
  });
});

describe('the scripts of the pages', () => {
  test('have nothing that shellcheck finds', () => {
    const folder = temporaryFolder();
    const files = jobs.flatMap(([, job], index) =>
      (['success', 'failure'] as const).flatMap((end) =>
        job.scripts(end, secrets).map((scriptAfter, number) => {
          const { shell, text } = scriptAfter('');
          const file = join(folder, `${index}-${end}-${number}.sh`);
          writeFileSync(file, `#!/bin/${shell}\n${text}\n`);
          return file;
        }),
      ),
    );
    // SC2155: `export NAME="$(command)"` goes on when the command fails, and here it has to.
    const flags = ['--severity=warning', '--exclude=SC2155'];
    const { status, stdout } = spawnSync(programPath('shellcheck'), [...flags, ...files], {
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });

  test('say on every page what stands in their place without npm or Node', () => {
    for (const page of new Set(jobs.map(([, job]) => job.page))) {
      expect([page, docsOf(page).includes(`\`${launched}\``)]).toEqual([page, true]);
      expect([page, docsOf(page).includes(command)]).toEqual([page, true]);
    }
  });

  test('stay green behind a closed network', async () => {
    const [[, job] = []] = jobs;
    if (!job) throw new Error('there are no pages');
    const closed = {
      PORT_DORA_SOURCE: '',
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
    };
    // The real npx, for the launcher and for the command of the page.
    const run = await runJob(job, {
      end: 'success',
      secrets,
      env: { ...closed },
      by: 'launcher',
      npx: 'real',
    });
    expect(run.output).toMatch(/NOT REPORTED: npx could not get or run port-dora-action@/);
    const bare = await runJob(job, { end: 'success', secrets, env: closed, npx: 'real' });
    expect(bare.output).toContain('NOT REPORTED (the reporter failed)');
    expect([run.exitCode, bare.exitCode]).toEqual([0, 0]);
  });
});
