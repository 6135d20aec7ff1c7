import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { type GitlabRun, gitlabProject, runGitlab } from './gitlab-project.ts';
import { pathWithoutNode } from './path-without-node.ts';

jest.setTimeout(120_000); // a whole pipeline on a machine that may be busy

let account: Account;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

/** The variables of a project that reports with the bundle of this checkout. */
const settings = (): Record<string, string> => ({ ...account.env, PORT_DORA_SOURCE: root });

const run = (
  pipeline: string,
  variables: Readonly<Record<string, string>> = {},
  more?: Parameters<typeof runGitlab>[2],
): Promise<GitlabRun> => runGitlab(gitlabProject(pipeline), { ...settings(), ...variables }, more);

const extending = `
include:
  - local: gitlab-ci-template.yml
deploy:
  extends: .port-dora
  environment: production
  script: exit $DEPLOY_EXIT
`;

describe('a job that extends .port-dora', () => {
  test.each([
    ['0', 'Success', 0],
    ['3', 'Failed', 1],
  ])('reports at its end, with exit code %s as %s', async (code, status, exitCode) => {
    const { output, ...pipeline } = await run(extending, { DEPLOY_EXIT: code });
    expect(output).toContain('deploy > Reported to Port: shop');
    expect(pipeline.exitCode).toBe(exitCode);
    expect(await account.deployments()).toMatchObject([
      {
        identifier: expect.stringMatching(/^acme\/shop\/\d+\/1\/\d+\/shop\/production$/),
        properties: {
          deploymentStatus: status,
          environment: 'Production',
          environmentName: 'production',
          ref: 'main',
          ci: 'gitlab',
        },
        relations: { service: 'acme/shop' },
      },
    ]);
  });

  test('that was cancelled is no deployment', async () => {
    const { exitCode, output } = await run(`
include:
  - local: gitlab-ci-template.yml
deploy:
  environment: production
  script: exit 0
  after_script:
    - export CI_JOB_STATUS=canceled # the local runner cannot cancel; GitLab sets it so since 17.0
    - !reference [.port-dora, after_script]
`);
    expect(exitCode).toBe(0);
    expect(output).toContain('Nothing to report');
    expect(await account.deployments()).toEqual([]);
  });

  test('that stops an environment is no deployment', async () => {
    const stopping = extending.replace(
      'environment: production',
      'environment: { name: production, action: stop }',
    );
    // The local runner does not set the variable of the keyword.
    const { output } = await run(stopping, { DEPLOY_EXIT: '0', CI_ENVIRONMENT_ACTION: 'stop' });
    expect(output).toContain('Nothing to report');
    expect(await account.deployments()).toEqual([]);
  });

  test('in the pipeline of a tag reports the tag as version, and no branch', async () => {
    const tag = { CI_COMMIT_TAG: 'v1.42.0', CI_COMMIT_REF_NAME: 'v1.42.0', DEPLOY_EXIT: '0' };
    await run(extending, tag, { unset: ['CI_COMMIT_BRANCH'] });
    expect(await account.deployments()).toMatchObject([
      { title: 'shop v1.42.0 to Production', properties: { ref: 'v1.42.0', version: 'v1.42.0' } },
    ]);
  });

  test('sets options by variables of its own', async () => {
    const pipeline = `${extending}  variables:\n    PORT_DORA_SERVICE: billing\n    PORT_DORA_ENVIRONMENT: Staging\n`;
    await run(pipeline, { DEPLOY_EXIT: '0' });
    expect(await account.deployments()).toMatchObject([
      { properties: { serviceName: 'billing', environment: 'Staging' } },
    ]);
  });
});

const ofTheirOwn = `
include:
  - local: gitlab-ci-template.yml
deploy:
  extends: .port-dora-facts
  environment: production
  script:
    - if command -v node; then exit 9; fi
    - exit $DEPLOY_EXIT
  # GitLab uploads a report in any case, the local runner only then.
  artifacts: { when: always }
report-success:
  extends: .port-dora-on-success
  variables: { PATH: $PATH_OF_THE_IMAGE }
report-failure:
  extends: .port-dora-on-failure
  variables: { PATH: $PATH_OF_THE_IMAGE }
`;

describe('jobs of their own, for an image without Node', () => {
  const imageWithNode = { PATH_OF_THE_IMAGE: process.env.PATH ?? '' };

  test.each([
    ['0', 'Success', 'report-success', 0],
    ['3', 'Failed', 'report-failure', 1],
  ])('report exit code %s as %s', async (code, status, job, exitCode) => {
    const pipeline = await run(
      ofTheirOwn,
      { ...imageWithNode, DEPLOY_EXIT: code },
      { path: pathWithoutNode() },
    );
    expect(pipeline.output).toMatch(new RegExp(`${job} +> Reported to Port: shop`));
    expect(pipeline.exitCode).toBe(exitCode);
    const [deployment, ...others] = await account.deployments();
    expect(others).toEqual([]);
    expect(deployment?.properties).toMatchObject({
      deploymentStatus: status,
      environmentName: 'production',
      ci: 'gitlab',
    });
  });

  test('tell the number and the times of the job that deployed', async () => {
    const slow = ofTheirOwn.replace(
      '- exit $DEPLOY_EXIT',
      '- echo "number=$CI_JOB_ID began=$CI_JOB_STARTED_AT"; sleep 2',
    );
    const { output } = await run(slow, imageWithNode, { path: pathWithoutNode() });
    const [, number, began = ''] = /number=(\d+) began=(\S+)/.exec(output) ?? [];
    const [deployment] = await account.deployments();
    expect(deployment?.identifier.split('/')[4]).toBe(number);
    const { createdAt, durationSeconds } = deployment?.properties ?? {};
    expect(Date.parse(String(createdAt))).toBe(Date.parse(began));
    expect(durationSeconds).toBeGreaterThanOrEqual(1);
    expect(durationSeconds).toBeLessThan(60);
  });

  test('report a failure that the pipeline allows as the failure that it is', async () => {
    const allowed = ofTheirOwn.replace('environment: production', '$&\n  allow_failure: true');
    const { exitCode, output } = await run(
      allowed,
      { ...imageWithNode, DEPLOY_EXIT: '3' },
      { path: pathWithoutNode() },
    );
    expect(exitCode).toBe(0);
    expect(output).toMatch(/report-success +> Reported/);
    expect(await account.deployments()).toMatchObject([
      { properties: { deploymentStatus: 'Failed' } },
    ]);
  });

  test('report without the facts too, once for all tries', async () => {
    const bare = ofTheirOwn
      .replace('  extends: .port-dora-facts\n', '')
      .replace('  artifacts: { when: always }\n', '');
    const variables = { ...imageWithNode, DEPLOY_EXIT: '0', PORT_DORA_ENVIRONMENT: 'Production' };
    const folder = gitlabProject(bare);
    const path = pathWithoutNode();
    const pipelineId = { CI_PIPELINE_ID: '77' };
    await runGitlab(folder, { ...settings(), ...variables, ...pipelineId }, { path });
    await runGitlab(folder, { ...settings(), ...variables, ...pipelineId }, { path });
    expect(await account.deployments()).toMatchObject([
      { identifier: 'acme/shop/77/1/report-success/shop/Production' },
    ]);
  });

  test('are refused where no job has the name of the one that deploys', async () => {
    const renamed = ofTheirOwn.replace('\ndeploy:', '\nrelease:');
    const { exitCode, output } = await run(renamed, imageWithNode, { path: pathWithoutNode() });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/needs.*deploy/);
  });
});

describe('nothing that goes wrong with the report fails the job', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'npm cannot be reached',
      { PORT_DORA_SOURCE: '', npm_config_registry: 'http://127.0.0.1:9/' },
      /NOT REPORTED: npx could not get or run port-dora-action@/,
    ],
    [
      'Port cannot be reached',
      { PORT_BASE_URL: 'http://127.0.0.1:9', PORT_DORA_TIMEOUT: '2' },
      /NOT REPORTED: .*127/,
    ],
    ['the path leads nowhere', { PORT_DORA_SOURCE: '/nowhere' }, /NOT REPORTED: PORT_DORA_SOURCE/],
    ['the secrets are missing', { PORT_CLIENT_SECRET: '' }, /NOT REPORTED: .*client/],
  ])('%s', async (_case, variables, line) => {
    const { exitCode, output } = await run(extending, { DEPLOY_EXIT: '0', ...variables });
    expect(exitCode).toBe(0);
    expect(output).toMatch(line);
    expect(output).not.toContain('Reported to Port');
    expect(await account.deployments()).toEqual([]);
  });

  test('there is no Node', async () => {
    const path = pathWithoutNode();
    const { exitCode, output } = await run(extending, { DEPLOY_EXIT: '0' }, { path });
    expect(exitCode).toBe(0);
    expect(output).toMatch(/deploy > NOT REPORTED: there is no Node here/);
  });
});
