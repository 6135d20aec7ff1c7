import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { codeBlocks } from '../../tools/rules/markdown.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { gitlabProject, runGitlab } from './gitlab-project.ts';
import { runScript } from './run-script.ts';
import { docsOf } from './snippets/documented-job.ts';
import { vendorVariables } from './template-cases.ts';
import { azureSteps, circleOrb, codefreshHook } from './template-scripts.ts';
import { schemaProblems, vendorSchema } from './vendor-schema.ts';

jest.setTimeout(120_000); // a whole pipeline on a machine that may be busy

type Json = Record<string, unknown>;

let account: Account;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const settings = () => ({ ...account.env, PORT_DORA_SOURCE: root });
const shown = (page: string, part: string): string => {
  const found = codeBlocks(docsOf(page)).find(({ text }) => text.includes(part));
  if (!found) throw new Error(`docs/ci/${page}.md shows nothing with ${part}`);
  return found.text;
};

/** The text under the heading that comes first, up to the next one of its level. */
const firstSection = (page: string): string => docsOf(page).split(/^## /m)[1] ?? '';

describe.each(['gitlab', 'azure', 'circleci', 'codefresh'])('the page of %s', (page) => {
  test('shows first how to report with the template', () => {
    expect(firstSection(page)).toMatch(/^With the (template|orb)\n/);
    expect(codeBlocks(firstSection(page)).length).toBeGreaterThan(0);
  });

  test('bounds its plain form, and says when it does not report', () => {
    const lines = docsOf(page).match(/.*npx --yes port-dora-action@.*/g) ?? [];
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(
        /timeout 120 npx --yes port-dora-action@[\d.]+ report \|\| echo "NOT REPORTED \(the reporter failed\)"$/,
      );
    }
  });
});

describe('what the page of GitLab shows', () => {
  /** The pipeline with the template of this checkout, and a deploy command that ends with this code. */
  const pipeline = (part: string, code: number): string =>
    shown('gitlab', part)
      .replace(/- remote: .*/, '- local: gitlab-ci-template.yml')
      .replace(/component: .*/, 'component: $CI_SERVER_FQDN/acme/shop/port-dora@$CI_COMMIT_SHA')
      .replace(/- (\.\/deploy\.sh|kubectl .*)/, `- exit ${code}`)
      // GitLab uploads a report in any case, the local runner only then.
      .replace('extends: .port-dora-facts', '$&\n  artifacts: { when: always }');

  test.each([
    ['extends: .port-dora\n', 0, 'Success'],
    ['extends: .port-dora\n', 1, 'Failed'],
    ['component:', 0, 'Success'],
    ['component:', 1, 'Failed'],
    ['.port-dora-on-success', 0, 'Success'],
    ['.port-dora-on-success', 1, 'Failed'],
  ])('works as it stands: %j, exit code %i', async (part, code, status) => {
    const { exitCode } = await runGitlab(gitlabProject(pipeline(part, code)), settings());
    expect(exitCode).toBe(code);
    expect(await account.deployments()).toMatchObject([
      { properties: { deploymentStatus: status, environmentName: 'production' } },
    ]);
  });

  test('works without the template too, where npm is out of reach', async () => {
    const plain = shown('gitlab', 'timeout 120').replace('./deploy.sh', 'exit 0');
    const { exitCode, output } = await runGitlab(gitlabProject(plain), {
      ...settings(),
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
    });
    expect([exitCode, output.includes('NOT REPORTED (the reporter failed)')]).toEqual([0, true]);
  });
});

describe('what the page of Azure shows', () => {
  test('has parameters of the template only, and is what Azure takes', () => {
    const schema = vendorSchema('azure');
    for (const { text } of codeBlocks(docsOf('azure')).filter(
      ({ language }) => language === 'yaml',
    )) {
      const value = parse(text);
      for (const { template, parameters } of [value].flat() as {
        template?: string;
        parameters?: Json;
      }[]) {
        if (!template) continue;
        expect(template).toBe('azure-pipelines-template.yml@port-dora');
        const given = Object.keys(parameters ?? {});
        // A name that the template does not have throws.
        expect(() =>
          azureSteps(Object.fromEntries(given.map((name) => [name, 'x']))),
        ).not.toThrow();
        for (const name of given) {
          const [step] = azureSteps({ [name]: 'given' });
          expect(Object.values(step?.env ?? {})).toContain('given');
        }
      }
      if (!Array.isArray(value)) expect(schemaProblems(schema, asText(value))).toEqual([]);
    }
  });

  const asText = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'object' ? one : String(one)));
});

describe('what the page of CircleCI shows', () => {
  test('is what the orb has, and what CircleCI takes', () => {
    const schema = vendorSchema('circleci');
    const pages = codeBlocks(docsOf('circleci')).filter(({ language }) => language === 'yaml');
    const configs = pages.map(({ text }) => parse(text) as Json).filter((one) => 'version' in one);
    expect(configs).toHaveLength(3);
    for (const config of configs) expect(schemaProblems(schema, config)).toEqual([]);
    const examples = circleOrb().examples as Record<string, { usage: Json }>;
    expect(configs.slice(0, 2)).toEqual(Object.values(examples).map(({ usage }) => usage));
  });
});

describe('what the page of Codefresh shows', () => {
  test.each([
    ['on_success', 'Success'],
    ['on_fail', 'Failed'],
  ])('works as it stands: %s', async (hook, status) => {
    const { steps } = parse(shown('codefresh', 'sh port-dora.sh'));
    const { script, variables } = codefreshHook(steps.deploy, hook);
    const copied = script.replace('port-dora.sh', `${root}/templates/launcher/report.sh`);
    const { exitCode } = await runScript(
      copied,
      { ...vendorVariables('codefresh', 'push'), ...variables, ...settings() },
      { shell: 'dash' },
    );
    expect(exitCode).toBe(0);
    expect(await account.deployments()).toMatchObject([
      { properties: { deploymentStatus: status, environment: 'Production' } },
    ]);
  });
});
