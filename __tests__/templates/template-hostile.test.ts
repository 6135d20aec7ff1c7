import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { runScript } from './run-script.ts';
import { type TemplateCase, templateCases, vendorVariables } from './template-cases.ts';

jest.setTimeout(60_000); // starts a program on a machine that may be busy

let account: Account;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

/** Each would leave a file, end the script or change another value wherever it is not taken as text. */
const hostile: Readonly<Record<string, string>> = {
  quotes: `it's "quoted" \\" \\' \\`,
  'command substitutions': '$(touch canary) `touch canary` ${PATH} $HOME $((1+1))',
  'ends of commands': '; touch canary & touch canary | touch canary && touch canary > canary',
  'line ends': 'one\ntouch canary\r\n##vso[task.setvariable variable=x]y\n::error::z',
  'signs of CI systems':
    '<< parameters.source >> $[[ inputs.source ]] ${{ CF_BRANCH }} {{x}} 100%x%',
  globs: '* ? [a-z] ~ {a,b} !! --status=failure -x',
  'signs of other languages': 'ünïcödé 部署 🚀 \u202e',
  '10,000 signs': 'x"$(touch canary)\''.repeat(600).slice(0, 10_000),
};

/** Options that must have a certain shape. */
const refused = ['previous-sha', 'created-at', 'finished-at', 'config', 'lead-time', 'base-url'];

/** By these the CI and the outcome are recognised. */
const decides =
  /^(GITLAB_CI|TF_BUILD|CIRCLECI|CF_BUILD_ID|CI_JOB_STATUS|AGENT_JOBSTATUS|CI_ENVIRONMENT_ACTION)$/;

const run = async (
  { run: step, shells }: TemplateCase,
  parameters: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
) => {
  const { script = '', variables = {} } = step('success', parameters) ?? {};
  const all = { ...variables, ...account.env, PORT_DORA_SOURCE: root, ...more };
  const result = await runScript(script, all, { shell: shells.at(-1) ?? 'bash' });
  return { ...result, files: readdirSync(result.folder).filter((name) => name !== '.npm') };
};

const asTitle = (value: string): string => {
  const line = value.replaceAll(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
};

describe.each(templateCases)('$name', (template) => {
  const takes = (value: string): boolean => !template.refuses?.test(value);

  test('passes on options with all of them as they are', async () => {
    const value = Object.values(hostile).filter(takes).join(' ');
    const given = { environment: 'Production', title: value, version: value };
    const { exitCode, output, files } = await run(template, given);
    expect(output).toContain('Reported to Port: ');
    expect([exitCode, files]).toEqual([0, []]);
    const [deployment] = await account.deployments();
    // A version is any text; a title is one line of at most 200 signs.
    expect(deployment?.properties.version === value.trim()).toBe(true);
    expect(deployment?.title).toBe(asTitle(value));
    expect(output).not.toMatch(/^(##vso|::error::)/m);
  });

  test.each([0, 3])('is not hurt by variables of the CI with any of them (%d)', async (shift) => {
    const values = Object.values(hostile);
    const changed = Object.keys(vendorVariables(template.ci, 'push')).filter(
      (name) => !decides.test(name),
    );
    expect(changed.length).toBeGreaterThan(values.length);
    const given = { environment: 'Production', service: 'shop' };
    const { exitCode, output, files } = await run(template, given, {
      ...Object.fromEntries(
        changed.map((name, index) => [name, values[(index + shift) % values.length] ?? '']),
      ),
      PORT_DORA_REPOSITORY: 'acme/shop',
    });
    expect([exitCode, files]).toEqual([0, []]);
    expect(output).toContain('Reported to Port: ');
    expect(await account.deployments()).toMatchObject([
      { properties: { deploymentStatus: 'Success', serviceName: 'shop' } },
    ]);
  });

  test('executes nothing of options that are refused', async () => {
    const value = Object.values(hostile).filter(takes).join(' ').slice(0, 1000);
    const given = Object.fromEntries(refused.map((name) => [name, value]));
    const { exitCode, output, files } = await run(template, given);
    expect(output).toContain('NOT REPORTED: ');
    expect([exitCode, files.filter((name) => name !== '.port-dora')]).toEqual([0, []]);
    expect(await account.deployments()).toEqual([]);
  });
});
