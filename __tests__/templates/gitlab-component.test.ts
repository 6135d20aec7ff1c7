import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { type GitlabRun, gitlabProject, runGitlab } from './gitlab-project.ts';

jest.setTimeout(120_000); // a whole pipeline on a machine that may be busy

const text = readFileSync(join(root, 'templates/port-dora/template.yml'), 'utf8');

interface Input {
  readonly default: string | boolean;
  readonly regex?: string;
  readonly options?: readonly string[];
}
const header = parseAllDocuments(text)[0]?.toJS() as { spec: { inputs: Record<string, Input> } };
const { inputs } = header.spec;

type Jobs = Record<string, { variables?: Record<string, string> } & Record<string, unknown>>;

/**
 * The component as GitLab reads it: inputs are pasted into the text of the second document, which is parsed afterwards.
 * Source: GitLab, `lib/gitlab/ci/config/interpolation/text_template.rb`.
 */
function interpolated(given: Readonly<Record<string, string | boolean>>): Jobs {
  const body = text.slice(text.indexOf('\n---\n') + 5);
  const filled = body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
    const input = inputs[name];
    if (!input) throw new Error(`the component uses an input that it does not have: ${name}`);
    return String(given[name] ?? input.default);
  });
  return parse(filled, { merge: true });
}

const hostile = [
  `"quoted" and 'quoted' and \\`,
  '$(touch gone) `touch gone` & touch gone; touch gone | touch gone',
  'key: value # comment',
  '- [a, {b: c}] *alias &anchor !tag',
  '% @ ünïcödé 🚀',
  '| > ? %YAML ---',
];

describe('the component', () => {
  test('has the same jobs as the template', () => {
    const template = parse(readFileSync(join(root, 'gitlab-ci-template.yml'), 'utf8')) as Jobs;
    const jobs = interpolated({});
    const bare = Object.fromEntries(
      Object.entries(jobs)
        .filter(([name]) => name !== '.port-dora-options')
        .map(([name, job]) => [name, withoutOptions(job)]),
    );
    expect(bare).toEqual(template);
  });

  test.each(hostile)('keeps every sign of an input: %s', (value) => {
    const given = Object.fromEntries(
      Object.entries(inputs)
        .filter(([, { regex }]) => regex === '^[^\\r\\n]*$')
        .map(([name]) => [name, value]),
    );
    expect(Object.keys(given).length).toBeGreaterThan(10);
    const { variables = {} } = interpolated(given)['.port-dora-options'] ?? {};
    for (const name of Object.keys(given)) {
      const variable = `PORT_DORA_INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
      expect([variable, variables[variable]]).toEqual([variable, value]);
    }
  });

  test('refuses what would not stay one value in the text of the file', () => {
    for (const [name, { regex, options, default: fallback }] of Object.entries(inputs)) {
      if (typeof fallback === 'boolean') continue;
      const isTaken = (value: string): boolean =>
        options ? options.includes(value) : new RegExp(regex ?? '').test(value);
      expect([name, isTaken(fallback)]).toEqual([name, true]);
      expect([name, isTaken('one\nscript: touch gone')]).toEqual([name, false]);
      expect([name, isTaken('one\rscript: touch gone')]).toEqual([name, false]);
    }
  });
});

/** What the component has beyond the template. */
function withoutOptions({ extends: parent, ...job }: Jobs[string]): unknown {
  const isOptions = (line: unknown) => String(line).includes('PORT_DORA_INPUT_');
  const lists = ['script', 'after_script'].filter((key) => Array.isArray(job[key]));
  const trimmed = lists.map((key) => [
    key,
    (job[key] as unknown[]).filter((line) => !isOptions(line)),
  ]);
  const isKept = parent !== undefined && parent !== '.port-dora-options';
  return { ...(isKept ? { extends: parent } : {}), ...job, ...Object.fromEntries(trimmed) };
}

describe('the component in a pipeline', () => {
  let account: Account;
  beforeEach(async () => {
    account = await startAccount({ services: ['shop', 'billing'] });
  });
  afterEach(() => account.close());

  const including = (given: string, rest: string): string => `
include:
  - component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/port-dora@$CI_COMMIT_SHA
    inputs: { source: '${root}', ${given} }
${rest}`;
  const deploy = `
deploy:
  extends: .port-dora
  environment: production
  script: exit $DEPLOY_EXIT
`;
  const run = (pipeline: string, variables: Readonly<Record<string, string>>): Promise<GitlabRun> =>
    runGitlab(gitlabProject(pipeline), { ...account.env, ...variables });

  test.each([
    ['0', 'Success', 0],
    ['1', 'Failed', 1],
  ])('reports exit code %s as %s, with its inputs', async (code, status, exitCode) => {
    const given = `service: billing, environment: eu-prod, version: '1.42.0', title: "Bill & 'Co' $(id)"`;
    const pipeline = await run(including(given, deploy), { DEPLOY_EXIT: code });
    expect(pipeline.exitCode).toBe(exitCode);
    expect(await account.deployments()).toMatchObject([
      {
        title: "Bill & 'Co' $(id)",
        properties: {
          deploymentStatus: status,
          environmentName: 'eu-prod',
          serviceName: 'billing',
          version: '1.42.0',
        },
        relations: { service: 'acme/billing' },
      },
    ]);
  });

  test.each([
    ['0', 'Success'],
    ['1', 'Failed'],
  ])('reports exit code %s as %s from a job of its own', async (code, status) => {
    const jobs = `
ship:
  extends: .dora-facts
  environment: production
  artifacts: { when: always } # GitLab uploads a report in any case, the local runner only then
  script: exit $DEPLOY_EXIT
good: { extends: .dora-on-success }
bad: { extends: .dora-on-failure }
`;
    await run(including('prefix: .dora, deploy-job: ship, service: billing', jobs), {
      DEPLOY_EXIT: code,
    });
    expect(await account.deployments()).toMatchObject([
      {
        properties: {
          deploymentStatus: status,
          environmentName: 'production',
          serviceName: 'billing',
        },
      },
    ]);
  });

  test('sends nothing in a dry run', async () => {
    const { output } = await run(including('dry-run: true', deploy), { DEPLOY_EXIT: '0' });
    expect(output).toContain('Dry run');
    expect(await account.deployments()).toEqual([]);
  });

  test('lets a variable of the job win, and hides none with an input that nobody gave', async () => {
    const jobs = `
variables: { PORT_DORA_ENVIRONMENT: Testing, PORT_DORA_DRY_RUN: 'false' }
${deploy}  variables: { PORT_DORA_SERVICE: shop }
`;
    await run(including('service: billing, dry-run: true', jobs), { DEPLOY_EXIT: '0' });
    expect(await account.deployments()).toMatchObject([
      { properties: { serviceName: 'shop', environment: 'Testing' } },
    ]);
  });

  test.each([
    ['region: asia', 'region'],
    ['service: "one\\ntwo"', 'service'],
  ])('refuses %s when the pipeline is made', async (given, name) => {
    const { exitCode, output } = await run(including(given, deploy), { DEPLOY_EXIT: '0' });
    expect([exitCode, output.includes(name)]).toEqual([1, true]);
  });
});
