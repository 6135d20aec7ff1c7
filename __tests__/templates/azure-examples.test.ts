import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { hostWith } from '../scm/hosts/host-with.ts';
import type { ServedStandIn } from '../scm/hosts/stand-in.ts';
import { runScript, type ScriptRun } from './run-script.ts';
import { vendorVariables } from './template-cases.ts';
import { azureSteps } from './template-scripts.ts';
import { schemaProblems, vendorSchema } from './vendor-schema.ts';

jest.setTimeout(60_000);

const folder = join(root, 'examples/azure');
const names = readdirSync(folder).sort();
/** A schedule of backfills reports nothing itself. */
const reporting = names.filter((name) => name !== 'backfill-schedule.yml');

type Json = Record<string, unknown>;
interface TemplateStep {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const read = (name: string): Json => parse(readFileSync(join(folder, name), 'utf8'));

/** The step that an example takes from the template, wherever it stands. */
function templateStep(value: unknown): TemplateStep[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('template' in value) return [value as TemplateStep];
  return Object.values(value).flatMap(templateStep);
}

let account: Account;
let azure: ServedStandIn | undefined;
beforeEach(async () => {
  account = await startAccount({ services: ['shop'] });
});
afterEach(async () => {
  await account.close();
  await azure?.close();
  azure = undefined;
});

const token = 'header.payload.signature';
const sha = 'bc0044458ba1d9298cdc649cb5dcf0131807060f';

interface ExampleRun {
  /** What Azure DevOps answers; without any it cannot be reached. */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly hasToken?: boolean;
}

/** Runs the step of an example as the agent does, in a plain job on the main branch. */
async function run(
  name: string,
  { answers, variables = {}, hasToken = true }: ExampleRun = {},
): Promise<ScriptRun> {
  const [step, ...others] = templateStep(read(name));
  expect(others).toEqual([]);
  if (answers) azure = await hostWith(answers);
  const { PORT_CLIENT_ID = '', PORT_CLIENT_SECRET = '', ...env } = account.env;
  const secrets = { PORT_CLIENT_ID, PORT_CLIENT_SECRET };
  const [linux] = azureSteps(step?.parameters, {
    ...secrets,
    ...(hasToken ? { 'System.AccessToken': token } : {}),
  });
  const collection = `${azure?.url ?? 'http://127.0.0.1:9'}/acme/`;
  const { ENVIRONMENT_NAME, ENVIRONMENT_ID, ...vendor } = vendorVariables('azure', 'push');
  return runScript(linux?.bash ?? '', {
    ...vendor,
    SYSTEM_COLLECTIONURI: collection,
    SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: collection,
    ...variables,
    ...env,
    ...linux?.env,
    PORT_DORA_SOURCE: root,
  });
}

const only = async () => {
  const [deployment, ...others] = await account.deployments();
  expect(others).toEqual([]);
  return deployment;
};

describe('the examples for Azure', () => {
  const schema = vendorSchema('azure');

  test('are these', () => {
    expect(reporting).toEqual(['pipeline.yml', 'pull-request.yml', 'triggered-pipeline.yml']);
  });

  /** Azure reads every value of its YAML as text, and so does its schema. */
  const asText = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'object' ? one : String(one)));

  test.each(names)('%s is what Azure takes', (name) => {
    expect(schemaProblems(schema, asText(read(name)))).toEqual([]);
  });

  test.each(reporting)(
    '%s takes the template as the page does, with parameters that it has',
    (name) => {
      const [step] = templateStep(read(name));
      expect(step?.template).toBe('azure-pipelines-template.yml@port-dora');
      const [linux] = azureSteps(step?.parameters);
      for (const value of Object.values(step?.parameters ?? {}))
        expect(Object.values(linux?.env ?? {})).toContain(value);
    },
  );
});

describe('pull-request.yml', () => {
  const path = '/acme/Web%20Shop/_apis/git/repositories/shop/pullrequestquery';
  const request = {
    ...{ pullRequestId: 123, status: 'completed', targetRefName: 'refs/heads/main' },
    ...{ closedDate: '2026-01-02T03:01:00Z', closedBy: { displayName: 'Mateo Escobedo' } },
    lastMergeCommit: { commitId: sha },
  };

  test('reports the pull request whose completion made the commit', async () => {
    const { exitCode, output } = await run('pull-request.yml', {
      answers: { [path]: { results: [{ [sha]: [request] }] } },
    });
    expect([exitCode, output]).toEqual([0, expect.stringContaining('Reported to Port: shop')]);
    expect(await only()).toMatchObject({
      identifier: 'acme/Web=0020Shop/shop/pull-request-123/shop/Production',
      properties: {
        ...{ environment: 'Production', deploymentStatus: 'Success', commitSha: sha },
        ...{ createdAt: '2026-01-02T03:01:00.000Z', deployedBy: 'Mateo Escobedo' },
        runUrl: 'https://dev.azure.com/acme/Web%20Shop/_git/shop/pullrequest/123',
      },
    });
    expect(azure?.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(output).not.toContain(token);
  });

  test('reports it by the message of the commit without a token, and says so', async () => {
    const { output } = await run('pull-request.yml', {
      hasToken: false,
      variables: { BUILD_SOURCEVERSIONMESSAGE: 'Merged PR 123: Basket' },
    });
    expect(output).toContain('note: pull request 123 was read from the message of the commit');
    expect(await only()).toMatchObject({
      identifier: 'acme/Web=0020Shop/shop/pull-request-123/shop/Production',
    });
  });

  test('reports nothing for a commit that was pushed to the branch', async () => {
    const { output } = await run('pull-request.yml', { answers: { [path]: { results: [{}] } } });
    expect(output).toContain('Nothing to report: no pull request was completed into main');
    expect(await only()).toBeUndefined();
  });

  test('takes hostile text for what it is', async () => {
    const text = 'Merged PR 1: $(touch gone) `id` ##vso[task.complete result=Failed]';
    const { exitCode, output } = await run('pull-request.yml', {
      hasToken: false,
      variables: { BUILD_SOURCEVERSIONMESSAGE: text, BUILD_REQUESTEDFOR: text },
    });
    expect(exitCode).toBe(0);
    expect(output).not.toMatch(/^##vso/m);
    expect(await only()).toMatchObject({ properties: { deployedBy: text } });
  });
});

describe('pipeline.yml', () => {
  const path = '/acme/Web%20Shop/_apis/build/builds/1430/timeline';
  const stage = (name: string, result: string | null, attempt = 1) => ({
    ...{ id: name, type: 'Stage', name, identifier: name, attempt, result },
    state: result === null ? 'inProgress' : 'completed',
    ...{ startTime: '2026-01-02T03:00:00Z', finishTime: '2026-01-02T03:05:00Z' },
  });
  const variables = { SYSTEM_STAGENAME: 'Report' };
  const deployed = (result: string, attempt = 1): ExampleRun => ({
    variables: { ...variables, SYSTEM_STAGEATTEMPT: String(attempt) },
    answers: { [path]: { records: [stage('Deploy', result, attempt), stage('Report', null)] } },
  });

  test('reports each attempt of the pipeline as its stages ended', async () => {
    await run('pipeline.yml', deployed('failed'));
    await azure?.close();
    await run('pipeline.yml', deployed('succeeded', 2));
    const deployments = await account.deployments();
    expect(
      deployments.map(({ identifier, properties }) => [
        identifier.replace(/^.*workflow-run/, ''),
        properties.deploymentStatus,
        properties.finishedAt,
      ]),
    ).toEqual([
      ['-1430/1/shop/Production', 'Failed', '2026-01-02T03:05:00.000Z'],
      ['-1430/2/shop/Production', 'Success', '2026-01-02T03:05:00.000Z'],
    ]);
  });

  test('does not guess without a token', async () => {
    const { exitCode, output } = await run('pipeline.yml', { variables, hasToken: false });
    expect([exitCode, output]).toEqual([
      0,
      expect.stringMatching(/NOT REPORTED: how run 1430 ended is not known: .*SYSTEM_ACCESSTOKEN/),
    ]);
    expect(await only()).toBeUndefined();
  });

  test('reports nothing of a pipeline whose deployment was skipped', async () => {
    const { output } = await run('pipeline.yml', deployed('skipped'));
    expect(output).toMatch(/Nothing to report: .*"skipped": not a deployment/);
    expect(await only()).toBeUndefined();
  });
});

describe('triggered-pipeline.yml', () => {
  const variables = {
    BUILD_REASON: 'ResourceTrigger',
    BUILD_DEFINITIONNAME: 'report',
    RESOURCES_TRIGGERINGALIAS: 'deploying',
    RESOURCES_TRIGGERINGCATEGORY: 'pipeline',
    RESOURCES_PIPELINE_DEPLOYING_RUNID: '531',
    RESOURCES_PIPELINE_DEPLOYING_PIPELINENAME: 'shop-deploy',
    RESOURCES_PIPELINE_DEPLOYING_PROJECTID: 'p-1',
    RESOURCES_PIPELINE_DEPLOYING_SOURCEBRANCH: 'refs/heads/main',
    RESOURCES_PIPELINE_DEPLOYING_SOURCECOMMIT: sha,
  };

  test('reports the run that triggered it', async () => {
    const build = {
      ...{ id: 531, status: 'completed', result: 'succeeded', sourceBranch: 'refs/heads/main' },
      ...{ startTime: '2026-01-02T03:00:00Z', finishTime: '2026-01-02T03:05:00Z' },
      ...{ sourceVersion: sha, definition: { name: 'shop-deploy' } },
    };
    await run('triggered-pipeline.yml', {
      variables,
      answers: { '/acme/p-1/_apis/build/builds/531': build },
    });
    expect(await only()).toMatchObject({
      identifier: 'acme/Web=0020Shop/shop/workflow-run-531/1/shop/Production',
      properties: { durationSeconds: 300, deploymentStatus: 'Success' },
    });
  });

  test('reports nothing of another pipeline', async () => {
    const other = {
      ...variables,
      RESOURCES_PIPELINE_DEPLOYING_PIPELINENAME: 'shop-deploy-preview',
    };
    const { output } = await run('triggered-pipeline.yml', { variables: other });
    expect(output).toMatch(/Nothing to report: .*"report", which is not in `workflow`/);
  });
});
