import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { environmentReader } from '../../src/ci/environment-reader.ts';
import { octopus } from '../../src/ci/providers/octopus.ts';
import { parseTime } from '../../src/deployment/time.ts';
import { codeBlocks } from '../../tools/rules/markdown.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { hostileLine, hostileText } from './hostile-value.ts';
import { runStep, scriptOf, stepTemplate, withParameters } from './octopus/run-step.ts';
import { pathWithoutNode } from './path-without-node.ts';
import { programsOfJob } from './snippets/run-job.ts';
import { temporaryFolder } from './temporary-folder.ts';

jest.setTimeout(60_000); // starts several programs on a machine that may be busy

const bash = stepTemplate('report-deployment');
const powershell = stepTemplate('report-deployment-powershell');

/** A deployment in the shapes of the Octopus docs, "System variables"; a first step has noted the time. */
const deployment = {
  'Octopus.Release.Number': '1.42.0',
  'Octopus.Environment.Name': 'Production',
  'Octopus.Project.Name': 'shop',
  'Octopus.Deployment.CreatedBy.Username': 'alice',
  'Octopus.Deployment.Created': 'Tuesday, September 10, 1:23 PM',
  'Octopus.Deployment.CreatedUtc': '7/04/2025 1:45:10 AM +00:00',
  'Octopus.Web.ServerUri': 'https://my-octopus.example.com',
  'Octopus.Web.DeploymentLink': '/app/deployment/deployments-123',
  'Octopus.Action.Id': '85287bef-fe6c-4eb7-beef-74f5e5a6b5b0',
  'Octopus.Action.Name': 'Report deployment',
  'Octopus.Action[Note the time].Output.StartedAt': '2026-01-02T03:04:05Z',
  'Octopus.Deployment.PackageBuildInformation[0].VcsRoot': 'https://github.com/acme/shop.git',
  'Octopus.Deployment.PackageBuildInformation[0].VcsCommitNumber':
    '0c708fdec272bc4446c6cabea4f0022c2b616eba',
  'Octopus.Deployment.PackageBuildInformation[0].Branch': 'main',
};

let account: Account;
let count = 0;
beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.close());

interface Given {
  readonly variables?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the step of the template in a deployment of its own. @returns what became of it, and its entity */
async function report({ variables = {}, parameters = {}, env = {} }: Given = {}) {
  const id = `Deployments-${++count}`;
  const all: Record<string, string> = { ...deployment, 'Octopus.Deployment.Id': id, ...variables };
  const given = {
    ClientId: account.env.PORT_CLIENT_ID ?? '',
    ClientSecret: account.env.PORT_CLIENT_SECRET ?? '',
    Source: root,
    ...parameters,
  };
  const ran = await runStep({
    script: scriptOf(bash),
    variables: withParameters(bash, all, given),
    env: {
      PATH: process.env.PATH ?? '',
      TentacleHome: '/etc/octopus',
      TentacleJournal: '/etc/octopus/DeploymentJournal.xml',
      PORT_BASE_URL: account.url,
      ...env,
    },
  });
  expect(ran.output).not.toContain(given.ClientSecret);
  const entities = await account.deployments();
  const run = all['Octopus.Deployment.Id'] || all['Octopus.RunbookRun.Id'] || id;
  return { ...ran, entity: entities.find(({ identifier }) => identifier.includes(`/${run}/`)) };
}

describe('the step template', () => {
  test('reports a deployment with all that Octopus and the build information tell', async () => {
    const { exitCode, output, entity } = await report();
    expect([exitCode, output.includes('NOT REPORTED')]).toEqual([0, false]);
    expect(entity).toMatchObject({
      relations: { service: 'acme/shop' },
      properties: {
        ci: 'octopus',
        deploymentStatus: 'Success',
        createdAt: '2026-01-02T03:04:05.000Z',
        environment: 'Production',
        version: '1.42.0',
        deployedBy: 'alice',
        commitSha: '0c708fdec272bc4446c6cabea4f0022c2b616eba',
        ref: 'main',
        repositoryUrl: 'https://github.com/acme/shop',
        runUrl: 'https://my-octopus.example.com/app/deployment/deployments-123',
      },
    });
  });

  test('reports a failure, and runs to its end by itself', async () => {
    const error =
      'The step failed: Activity Deploy on a Worker failed\nwith error \'exit 1\'. "$(touch canary)"';
    const { exitCode, entity, files } = await report({
      variables: { 'Octopus.Deployment.Error': error },
    });
    expect(entity?.properties).toMatchObject({ deploymentStatus: 'Failed', failureReason: 'run' });
    expect([exitCode, files]).toEqual([0, []]);
  });

  test('tells tenants apart by the name of the service', async () => {
    const { entity } = await report({
      variables: { 'Octopus.Deployment.Tenant.Name': 'Tenant É & Söhne' },
      parameters: { Service: '#{Octopus.Project.Name} #{Octopus.Deployment.Tenant.Name}' },
    });
    expect(entity?.properties.serviceName).toBe('shop Tenant É & Söhne');
  });

  test('reports the run of a runbook', async () => {
    const { entity } = await report({
      variables: {
        'Octopus.Deployment.Id': '',
        'Octopus.RunbookRun.Id': 'RunbookRuns-7',
        'Octopus.Web.DeploymentLink': '',
        'Octopus.Web.RunbookRunLink': '/app/runs/RunbookRuns-7',
      },
    });
    expect(entity?.properties.runUrl).toBe('https://my-octopus.example.com/app/runs/RunbookRuns-7');
  });

  test('does without the first step and without build information', async () => {
    const unknown = Object.keys(deployment).filter((name) => /\[/.test(name));
    expect(unknown.length).toBe(4);
    const { entity, output } = await report({
      variables: Object.fromEntries(unknown.map((name) => [name, `#{${name}}`])),
      env: { PORT_DORA_REPOSITORY: 'acme/shop' },
    });
    expect(output).not.toContain('NOT REPORTED');
    expect(Date.now() - Date.parse(String(entity?.properties.createdAt))).toBeLessThan(60_000);
    expect(entity?.properties).not.toHaveProperty('commitSha');
  });

  test('has names that the provider reads', () => {
    for (const template of [bash, powershell]) {
      const env = environmentReader({});
      octopus.read(env, {
        event: { name: null, payload: null },
        hints: { jobId: null, jobStatus: null },
        checkout: null,
      });
      const asked = new Set(env.asked().map(({ name }) => name));
      const script = scriptOf(template);
      const listed = [
        ...script.matchAll(
          /\b(?:Deployment|RunbookRun|Release|Environment|Action|Web)\.[A-Z][\w.]+/g,
        ),
      ];
      const names = [...new Set(listed.map(([name]) => `Octopus.${name}`))];
      expect(names.filter((name) => name !== 'Octopus.Deployment.Error').length).toBe(10);
      for (const name of names) expect(asked).toContain(name);
      for (const [name] of script.matchAll(/OCTOPUS_DEPLOYMENT_\w+/g))
        expect(asked).toContain(name);
    }
  });
});

describe('values that nobody expects', () => {
  test('in every variable are reported whole, and run nothing', async () => {
    const hostile = Object.fromEntries(
      Object.keys(deployment)
        .filter(
          (name) => !/Environment\.Name|StartedAt|VcsRoot|VcsCommitNumber|Project\.Name/.test(name),
        )
        .map((name) => [name, hostileLine]),
    );
    const { exitCode, files, entity, output } = await report({
      variables: { ...hostile, 'Octopus.Deployment.CreatedBy.Username': hostileText },
    });
    expect([exitCode, files]).toEqual([0, []]);
    expect(entity?.properties).toMatchObject({
      version: hostileLine,
      ref: hostileLine,
      deployedBy: hostileText,
    });
    expect(output).not.toMatch(/##octopus\[|^\s*::/m);
  });

  test.each([hostileText, '/etc/passwd', '-rf /', 'https://x/#sha256=0'])(
    'in the parameters leave the step green: %.20s',
    async (value) => {
      const names = ['Service', 'Environment', 'Version', 'StartedAt', 'Region', 'Source'];
      const { exitCode, files, output } = await report({
        parameters: Object.fromEntries(names.map((name) => [name, value])),
      });
      expect([exitCode, files]).toEqual([0, []]);
      expect(output).toContain('NOT REPORTED: ');
    },
  );
});

describe('a report that is not possible', () => {
  test('for want of Node leaves the step green and says so', async () => {
    const { exitCode, output } = await report({
      env: { PATH: pathWithoutNode(temporaryFolder()) },
    });
    expect(output).toContain('NOT REPORTED: there is no Node here');
    expect(exitCode).toBe(0);
  });

  test('for want of a network leaves the step green and says so, unless it may fail', async () => {
    const closed = { npm_config_registry: 'http://127.0.0.1:9', npm_config_loglevel: 'silent' };
    const green = await report({ parameters: { Source: '' }, env: closed });
    expect(green.output).toMatch(/^NOT REPORTED: npx could not get or run port-dora-action@/m);
    expect(green.exitCode).toBe(0);
    const red = await report({ parameters: { Source: '/nowhere', FailOnError: 'True' } });
    expect(red.output).toContain('NOT REPORTED: PORT_DORA_SOURCE leads to no file');
    expect(red.exitCode).toBe(1);
  });
});

describe('the files', () => {
  test.each([
    [bash, 'Bash', 'templates/launcher/report.sh'],
    [powershell, 'PowerShell', 'templates/launcher/report.ps1'],
  ])('are step templates with one script and the launcher: %#', (template, syntax, path) => {
    expect(template).toMatchObject({
      ActionType: 'Octopus.Script',
      Properties: {
        'Octopus.Action.Script.ScriptSource': 'Inline',
        'Octopus.Action.Script.Syntax': syntax,
      },
      $Meta: { Type: 'ActionTemplate' },
    });
    const body = readFileSync(join(root, path), 'utf8').replace(/^#!.*\n/, '');
    expect(scriptOf(template)).toContain(body);
    // Octopus fills in such references before it runs a script.
    expect(scriptOf(template)).not.toContain('#{');
  });

  test('ask for the same parameters, each of which the script reads', () => {
    const shown = ({ Parameters }: typeof bash) => Parameters.map(({ Id, ...rest }) => rest);
    expect(shown(powershell)).toEqual(shown(bash));
    const ids = [bash, powershell].flatMap(({ Parameters }) => Parameters.map(({ Id }) => Id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { Name } of bash.Parameters) {
      const name = Name.replace('PortDora.', '');
      expect(scriptOf(bash)).toMatch(new RegExp(`^parameter ${name} `, 'm'));
      expect(scriptOf(powershell)).toMatch(new RegExp(`^ {4}${name} = '`, 'm'));
    }
    const secret = bash.Parameters.find(({ Name }) => Name === 'PortDora.ClientSecret');
    expect(secret?.DisplaySettings).toEqual({ 'Octopus.ControlType': 'Sensitive' });
  });
});

describe('the page', () => {
  const [noteTime = '', script = '', exportCommit = ''] = codeBlocks(
    readFileSync(join(root, 'docs/ci/octopus.md'), 'utf8'),
  )
    .filter(({ language }) => language === 'bash')
    .map(({ text }) => text);
  const info = 'Octopus.Deployment.PackageBuildInformation[0]';
  const env = () => ({
    PATH: [programsOfJob(), process.env.PATH].join(delimiter),
    PORT_BASE_URL: account.url,
    TentacleHome: '/etc/octopus',
    TentacleJournal: '/etc/octopus/DeploymentJournal.xml',
  });
  const variables = (id: string) => ({
    ...deployment,
    'Octopus.Deployment.Id': id,
    'Port.ClientId': account.env.PORT_CLIENT_ID ?? '',
    'Port.ClientSecret': account.env.PORT_CLIENT_SECRET ?? '',
    'Port.Repository': deployment[`${info}.VcsRoot`],
    'Port.Commit': deployment[`${info}.VcsCommitNumber`],
    'Port.Branch': deployment[`${info}.Branch`],
  });

  test('has a first step that notes a time that can be read', async () => {
    const { output } = await runStep({ script: noteTime, variables: {}, env: env() });
    const [, time = ''] = /name='StartedAt' value='(.*)'/.exec(output) ?? [];
    expect(parseTime(time)).toHaveProperty('value');
  });

  test.each([
    ['a success', '', 'Success'],
    ['a failure', 'it failed', 'Failed'],
  ])(
    'has a script that reports %s without the template',
    async (_case, error, deploymentStatus) => {
      const id = `Deployments-page-${deploymentStatus}`;
      const all = { ...variables(id), 'Octopus.Deployment.Error': error };
      const both = `${exportCommit}\n${script}`;
      const { exitCode, output } = await runStep({ script: both, variables: all, env: env() });
      expect([exitCode, output.includes('NOT REPORTED')]).toEqual([0, false]);
      const entities = await account.deployments();
      expect(entities.find(({ identifier }) => identifier.includes(id))?.properties).toMatchObject({
        deploymentStatus,
        commitSha: deployment[`${info}.VcsCommitNumber`],
        createdAt: '2026-01-02T03:04:05.000Z',
      });
    },
  );
});
