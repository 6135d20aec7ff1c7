import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { codeBlocks } from '../../tools/rules/markdown.ts';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { launcher } from '../launcher/run-launcher.ts';
import { hostileLine, hostileText } from './hostile-value.ts';
import { type Build, type BuildOutcome, groovy, jenkins, runBuilds } from './jenkins/run-builds.ts';
import { pathWithoutNode } from './path-without-node.ts';
import { programsOfJob } from './snippets/run-job.ts';

jest.setTimeout(240_000); // one start of Groovy runs all builds, on a machine that may be busy

const declarative = { path: join(jenkins, 'examples/declarative/Jenkinsfile') };
const scripted = { path: join(jenkins, 'examples/scripted/Jenkinsfile') };
const withLibrary = (...lines: string[]) => ({
  text: ["@Library('port-dora') _", 'node {', ...lines, '}'].join('\n'),
});
const fixture = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, `__tests__/ci/fixtures/jenkins/${name}.json`), 'utf8'))
    .environment;

/** The Pipelines of the page: declarative, scripted, and without the library. */
const [declarativeOfPage, scriptedOfPage, plainPipeline = ''] = codeBlocks(
  readFileSync(join(root, 'docs/ci/jenkins.md'), 'utf8'),
)
  .filter(({ language }) => language === 'groovy')
  .map(({ text }) => text);

let account: Account;
let folder: string;
let outcomes: Record<string, BuildOutcome>;
let entities: readonly ShownEntity[];

beforeAll(async () => {
  account = await startAccount();
  folder = mkdtempSync(join(tmpdir(), 'port-dora-jenkins-test-'));
  const builds = Object.entries(allBuilds());
  const ran = await runBuilds(builds.map(([, build]) => build));
  outcomes = Object.fromEntries(builds.map(([name], index) => [name, ran[index]] as never));
  entities = await account.deployments();
});
afterAll(async () => {
  await account.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The builds by name; their number is the name too, so that their entities can be told apart. */
function allBuilds(): Record<string, Build> {
  const { PORT_CLIENT_ID: username = '', PORT_CLIENT_SECRET: password = '' } = account.env;
  const closed = { npm_config_registry: 'http://127.0.0.1:9', PORT_DORA_SOURCE: '' };
  const others = { PATH: process.env.PATH ?? '', HOME: folder, PORT_DORA_SOURCE: root };
  const withNpx = [programsOfJob(), process.env.PATH].join(delimiter);
  const build = (name: string, given: Partial<Build>): Build => ({
    pipeline: declarative,
    credentials: { port: { username, password } },
    ...given,
    environment: {
      ...fixture('push'),
      ...others,
      PORT_BASE_URL: account.url,
      ...given.environment,
      BUILD_TAG: `jenkins-${name}`,
    },
  });
  const given: Record<string, Partial<Build>> = {
    'declarative-success': {},
    'declarative-failure': { deploy: 'exit 3' },
    'declarative-abort': { interruptAt: './deploy.sh' },
    'scripted-success': { pipeline: scripted },
    'scripted-failure': { pipeline: scripted, deploy: 'exit 3' },
    'scripted-abort': { pipeline: scripted, interruptAt: './deploy.sh' },
    tag: { environment: fixture('tag') },
    'pull-request': { environment: fixture('pull-request') },
    unstable: {
      pipeline: withLibrary(
        "currentBuild.result = 'UNSTABLE'",
        "reportDeployment(environment: 'qa')",
      ),
    },
    hostile: {
      pipeline: withLibrary(
        "reportDeployment(environment: 'production', version: params.line, actor: params.text, properties: [note: params.text])",
      ),
      params: { line: hostileLine, text: hostileText },
      environment: Object.fromEntries(
        [
          'JOB_NAME',
          'JOB_BASE_NAME',
          'BUILD_DISPLAY_NAME',
          'GIT_BRANCH',
          'BRANCH_NAME',
          'NODE_NAME',
        ].map((name) => [name, hostileLine]),
      ),
    },
    'no-options': { pipeline: withLibrary('reportDeployment()') },
    'rules-as-a-list': {
      pipeline: withLibrary(
        "reportDeployment(environment: 'blue', environmentRules: ['green: Testing', 'blue: Staging'])",
      ),
    },
    'own-credentials': {
      pipeline: withLibrary(
        "withCredentials([usernamePassword(credentialsId: 'other', usernameVariable: 'PORT_CLIENT_ID', passwordVariable: 'PORT_CLIENT_SECRET')]) {",
        "reportDeployment(environment: 'production', credentialsId: null)",
        '}',
      ),
      credentials: { other: { username, password } },
    },
    'secret-as-an-option': {
      pipeline: withLibrary("reportDeployment(environment: 'qa', clientSecret: 'typed-by-hand')"),
    },
    'no-credentials': { credentials: {} },
    'no-agent': {
      pipeline: {
        text: readFileSync(declarative.path, 'utf8')
          .replace('agent any', 'agent none')
          .replace(/steps \{[^}]*\}/, 'steps { echo "deployed elsewhere" }'),
      },
    },
    'stopped-in-the-report': {
      interruptAt: readFileSync(join(jenkins, 'resources/port-dora/report.sh'), 'utf8'),
    },
    'no-node': { environment: { PATH: pathWithoutNode(folder) } },
    'no-network': { environment: closed },
    'no-port': { environment: { PORT_BASE_URL: 'http://127.0.0.1:9', PORT_DORA_TIMEOUT: '3' } },
    'must-report': {
      pipeline: withLibrary("reportDeployment(environment: 'production', failOnError: true)"),
      environment: closed,
    },
    'must-report-and-does': {
      pipeline: withLibrary("reportDeployment(environment: 'production', failOnError: true)"),
    },
    windows: { isUnix: false },
    'cannot-be-paused': {
      pipeline: withLibrary("def match = 'a' =~ 'a'", "withEnv(['A=1']) { echo match.toString() }"),
    },
    'no-such-step': { pipeline: withLibrary("reportDeploiment(environment: 'production')") },
    'page-success': { pipeline: { text: plainPipeline }, environment: { PATH: withNpx } },
    'page-failure': {
      pipeline: {
        text: plainPipeline.replace(/timeout 120 npx .* report/, `node ${root}dist/index.js`),
      },
      deploy: 'exit 3',
    },
  };
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, build(name, one)]));
}

function outcomeOf(name: string): BuildOutcome {
  const outcome = outcomes[name];
  if (!outcome) throw new Error(`there is no build ${name}`);
  return outcome;
}

const entityOf = (name: string) =>
  entities.find(({ identifier }) => identifier.includes(`/jenkins-${name}/`));
const stepsOf = (name: string) => outcomeOf(name).steps.map((step) => step.name);

describe('the shared library', () => {
  test.each([
    ['declarative-success', 'SUCCESS', 'Success'],
    ['scripted-success', 'SUCCESS', 'Success'],
    ['declarative-failure', 'FAILURE', 'Failed'],
    ['scripted-failure', 'FAILURE', 'Failed'],
    ['unstable', 'UNSTABLE', 'Failed'],
  ])('reports %s of a build that ends as %s', (name, result, deploymentStatus) => {
    expect(outcomeOf(name).result).toBe(result);
    expect(entityOf(name)?.properties).toMatchObject({
      deploymentStatus,
      ci: 'jenkins',
      environmentName: name === 'unstable' ? 'qa' : 'production',
      createdAt: '2026-01-02T03:04:05.678Z',
      commitSha: 'a806ba7701bcfc9f784ccb7854c26f03e045c1d2',
      ref: 'main',
      runUrl: 'https://jenkins.example.com/job/acme/job/shop/job/main/153/',
    });
  });

  test.each(['declarative-abort', 'scripted-abort'])('reports nothing of %s', (name) => {
    expect(outcomeOf(name)).toMatchObject({
      result: 'ABORTED',
      thrown: expect.stringContaining('FlowInterruptedException'),
    });
    expect(outcomeOf(name).log).toContain('Nothing to report');
    expect(entityOf(name)).toBeUndefined();
  });

  test('reports a tag and a pull request as Jenkins tells them', () => {
    expect(entityOf('tag')?.properties).toMatchObject({ version: fixture('tag').TAG_NAME });
    expect(entityOf('pull-request')?.properties).toMatchObject({
      ref: fixture('pull-request').CHANGE_BRANCH,
    });
  });

  test('leaves the environment to the branch without options', () => {
    expect(entityOf('no-options')?.properties).toMatchObject({ environmentSource: 'branch' });
  });

  test('takes lists as lines, and credentials from around it', () => {
    expect(entityOf('rules-as-a-list')?.properties.environment).toBe('Staging');
    expect(entityOf('own-credentials')).toBeDefined();
  });

  test('goes through the steps of Jenkins in this order', () => {
    expect(stepsOf('declarative-failure')).toEqual([
      ...['stage', 'sh', 'catchError', 'withEnv', 'withCredentials'],
      ...['isUnix', 'libraryResource', 'sh'],
    ]);
    expect(stepsOf('scripted-success')).toEqual([
      ...['node', 'checkout', 'stage', 'sh', 'catchError', 'withEnv', 'withCredentials'],
      ...['isUnix', 'libraryResource', 'sh'],
    ]);
  });

  test('hands PowerShell the same on Windows', () => {
    const { steps, result } = outcomeOf('windows');
    expect(result).toBe('SUCCESS');
    expect(steps.at(-1)).toEqual({
      name: 'powershell',
      args: {
        label: 'Report the deployment',
        script: readFileSync(join(jenkins, 'resources/port-dora/report.ps1'), 'utf8'),
        returnStatus: 'true',
      },
    });
  });

  test('carries the launchers as they are', () => {
    const body = (path: string) => readFileSync(join(root, path), 'utf8').replace(/^#.*\n/gm, '');
    for (const file of ['report.sh', 'report.ps1']) {
      const carried = body(`templates/jenkins/resources/port-dora/${file}`);
      expect(carried).toBe(body(`templates/launcher/${file}`));
    }
    // The encoding of a controller may be any.
    for (const file of ['vars/reportDeployment.groovy', 'resources/port-dora/report.sh'])
      expect(readFileSync(join(jenkins, file), 'utf8')).toMatch(/^[\t\n -~]*$/);
    // Without this line, Jenkins runs a script with -x and -e.
    const script = readFileSync(join(jenkins, 'resources/port-dora/report.sh'), 'utf8');
    expect(script.split('\n', 1)).toEqual(launcher.split('\n', 1));
  });
});

describe('values that nobody expects', () => {
  test('are reported whole, and run nothing', () => {
    const { files, result } = outcomeOf('hostile');
    expect([result, [...files].sort()]).toEqual(['SUCCESS', ['Jenkinsfile', 'deploy.sh']]);
    expect(entityOf('hostile')?.properties).toMatchObject({
      version: hostileLine,
      deployedBy: hostileText,
      ref: hostileLine,
    });
  });

  test('leave no command in the log', () => {
    expect(outcomeOf('hostile').log).not.toMatch(/^\s*(::|##)|##(vso|octopus|teamcity)\[/m);
  });
});

describe('a secret', () => {
  test('is in no step and in no log', () => {
    const { PORT_CLIENT_SECRET: secret = '' } = account.env;
    expect(secret.length).toBeGreaterThan(8);
    for (const [name, outcome] of Object.entries(outcomes)) {
      expect([name, JSON.stringify(outcome).includes(secret)]).toEqual([name, false]);
    }
  });

  test('is not taken as an option', () => {
    const { steps, log } = outcomeOf('secret-as-an-option');
    expect(log).toContain('reportDeployment takes no clientSecret');
    expect(JSON.stringify(steps)).not.toContain('typed-by-hand');
    expect(entityOf('secret-as-an-option')).toBeDefined();
  });
});

describe('a report that is not possible', () => {
  test.each([
    ['no-credentials', "Could not find credentials entry with ID 'port'"],
    ['no-agent', 'needs a node'],
    ['no-node', 'there is no Node here'],
    ['no-network', 'npx could not get or run port-dora-action@'],
    ['no-port', 'got no answer from http://127.0.0.1:9'],
  ])('leaves the build green and says why: %s', (name, reason) => {
    const { result, thrown, log } = outcomeOf(name);
    expect([result, thrown]).toEqual(['SUCCESS', null]);
    expect(log).toMatch(/NOT REPORTED: /);
    expect(log).toContain(reason);
    expect(entityOf(name)).toBeUndefined();
  });

  test('fails the build when that is asked for, and only then', () => {
    expect(outcomeOf('must-report').thrown).toContain('the deployment was not reported');
    expect(outcomeOf('must-report-and-does')).toMatchObject({ result: 'SUCCESS', thrown: null });
    expect(entityOf('must-report-and-does')).toBeDefined();
  });

  test('does not hold up a person who stops the build meanwhile', () => {
    expect(outcomeOf('stopped-in-the-report')).toMatchObject({
      result: 'ABORTED',
      thrown: expect.stringContaining('FlowInterruptedException'),
    });
  });
});

describe('the page', () => {
  test('shows the examples as they are', () => {
    expect(declarativeOfPage).toBe(readFileSync(declarative.path, 'utf8').trimEnd());
    expect(scriptedOfPage).toBe(readFileSync(scripted.path, 'utf8').trimEnd());
  });

  test('shows how to report without the library, by npx or by the bundle', () => {
    expect(entityOf('page-success')?.properties.deploymentStatus).toBe('Success');
    expect(entityOf('page-failure')?.properties).toMatchObject({
      deploymentStatus: 'Failed',
      createdAt: '2026-01-02T03:04:05.678Z',
    });
  });
});

describe('what Groovy is given', () => {
  test('compiles', async () => {
    const stubs = join(root, '__tests__/templates/jenkins');
    const files = [join(jenkins, 'vars/reportDeployment.groovy'), declarative.path, scripted.path];
    for (const [index, file] of files.entries()) {
      const out = join(folder, `classes-${index}`);
      await expect(groovy('groovyc', ['-cp', stubs, '-d', out, file])).resolves.toBeDefined();
    }
  });

  test('is refused where Jenkins would refuse it', () => {
    expect(outcomeOf('cannot-be-paused').thrown).toContain('which is not serializable');
    expect(outcomeOf('no-such-step').thrown).toContain('reportDeploiment');
  });

  test('has nothing that Jenkins cannot pause in', () => {
    const library = readFileSync(join(jenkins, 'vars/reportDeployment.groovy'), 'utf8');
    expect(library).not.toMatch(
      /\.(each|collect|find|any|every|inject|sort|with)\w*\s*[({]|@NonCPS/,
    );
    // A value in a GString would be part of what the step records.
    expect(library).not.toMatch(/\$\{?(PORT_|env\.PORT_)/);
  });
});
