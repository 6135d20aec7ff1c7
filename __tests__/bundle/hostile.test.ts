import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

jest.setTimeout(120_000);

let account: Account;
/** An account that takes nothing. */
let refusing: Account;

beforeAll(async () => {
  account = await startAccount();
  refusing = await startAccount();
  await refusing.fault({ kind: 'answer', status: 403, body: { ok: false }, times: null });
  const note = { type: 'string', title: 'Note' };
  const schema = { properties: { note }, required: [] };
  await account.call('PATCH', '/v1/blueprints/deployment', { schema });
});

afterAll(async () => {
  await account.close();
  await refusing.close();
});

/** Places where text from outside gets in. */
const places = [
  ...['branch', 'tag', 'actor', 'title', 'service', 'environment', 'runId', 'job'],
  ...['repository', 'version', 'note'],
] as const;

type Texts = Readonly<Record<(typeof places)[number], string>>;

const everywhere = (text: string): Texts =>
  Object.fromEntries(places.map((place) => [place, text])) as Texts;

/** A run on a branch, or on a tag, with the texts where a CI and a user put them. */
const variables = (texts: Texts, on: 'branch' | 'tag'): Record<string, string> => ({
  GITHUB_REF: on === 'tag' ? `refs/tags/${texts.tag}` : `refs/heads/${texts.branch}`,
  GITHUB_REF_NAME: on === 'tag' ? texts.tag : texts.branch,
  GITHUB_REF_TYPE: on,
  GITHUB_ACTOR: '',
  GITHUB_TRIGGERING_ACTOR: texts.actor,
  GITHUB_RUN_ID: texts.runId,
  GITHUB_JOB: texts.job,
  PORT_DORA_TITLE: texts.title,
  PORT_DORA_SERVICE: oneLine(texts.service),
  PORT_DORA_ENVIRONMENT: `zz${texts.environment}`,
  PORT_DORA_ENVIRONMENT_RULES: 'zz*: Production',
  PORT_DORA_REPOSITORY: texts.repository,
  PORT_DORA_VERSION: texts.version,
  PORT_DORA_PROPERTIES: JSON.stringify({ note: texts.note }),
});

/** Several lines are several services, and one with a hash is a comment. */
const oneLine = (text: string): string => `s${text.replace(/[\r\n]/g, ' ')}`;

const lineEnd = /[\n\r\u2028\u2029]/;

const only = async (): Promise<ShownEntity> => {
  const [entity, ...others] = await account.deployments();
  expect(others).toEqual([]);
  if (!entity) throw new Error('there is no deployment');
  await account.call(
    'DELETE',
    `/v1/blueprints/deployment/entities/${encodeURIComponent(entity.identifier)}?delete_dependents=false`,
  );
  return entity;
};

/** The texts arrive as they are, but for white space around them. */
function expectExact(
  { identifier, title, properties }: ShownEntity,
  texts: Texts,
  on: 'branch' | 'tag',
): void {
  const ref = texts[on].trim();
  // Git allows no line end in a name, so such a one is no fact.
  expect(properties.ref).toBe(lineEnd.test(ref) || ref === '' ? undefined : ref);
  expect(properties.deployedBy).toBe(texts.actor.trim() || undefined);
  expect(properties.serviceName).toBe(oneLine(texts.service).trim());
  expect(properties.environmentName).toBe(`zz${texts.environment}`.trim());
  expect(properties.version).toBe(
    texts.version.trim() || (on === 'tag' ? properties.ref : undefined),
  );
  expect(properties.note).toBe(texts.note);
  const start = texts.title.trim().replace(/\s+/g, ' ').slice(0, 100);
  expect(title.startsWith(start)).toBe(true);
  expect(title).not.toMatch(lineEnd);
  // Source: Port's API reference, request schema of "Create an entity".
  expect(identifier).toMatch(/^[\p{L}0-9@_.+:\\/=-]{1,1000}$/u);
  expect(properties).toMatchObject({ environment: 'Production', deploymentStatus: 'Success' });
}

function expectHarmless({ foreign, annotations, groups, summary, output }: ReporterRun): void {
  expect(foreign).toEqual([]);
  for (const { level, message } of annotations) {
    expect(level).toBe('warning');
    expect(message).toMatch(
      /^(The deployment is in Port, but belongs to no service|NOT REPORTED): /,
    );
  }
  for (const title of groups) expect(title).toMatch(/^The record that was not reported/);
  const tags = [...summary.matchAll(/<\/?([a-z]+)/gi)].map(([, name]) => name ?? '');
  expect(tags.filter((name) => !summaryTags.has(name))).toEqual([]);
  const text = summary.replace(/&#\d+;/g, '').replace(/^### .*$/m, '');
  expect(text).not.toMatch(/[@#`|\r\u2028]/);
  expect(output).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
  expect(output).not.toContain('\u001b');
}

const summaryTags = new Set(['table', 'tr', 'th', 'td', 'code', 'a', 'b', 'p', 'ul', 'li', 'br']);

async function expectReported(texts: Texts, on: 'branch' | 'tag'): Promise<void> {
  const result = await runReporter({ env: { ...account.env, ...variables(texts, on) } });
  expect(result.exitCode).toBe(0);
  expect(result.output).toContain('Reported to Port: ');
  expectHarmless(result);
  expectExact(await only(), texts, on);
}

/** Where Port takes nothing, the record is kept: in a file and in the log, the same in both. */
async function expectKept(texts: Texts): Promise<void> {
  const env = { ...refusing.env, ...variables(texts, 'branch') };
  const result = await runReporter({ env });
  expectHarmless(result);
  const line = result.stdout.split('\n').find((one) => one.startsWith('{"identifier"'));
  expect(JSON.parse(line ?? '')).toEqual(result.spool[0]?.record);
  expect(result.spool[0]?.record).toMatchObject({
    service: oneLine(texts.service).trim(),
    environmentName: `zz${texts.environment}`.trim(),
    actor: texts.actor.trim() || null,
  });
}

const nasty: readonly string[] = [
  `it's "quoted" \\ and \`ticked\``,
  'x\n::error::injected',
  'x\r\n::set-output name=a::b\r\n::stop-commands::t',
  'x ##[error]injected ##[add-mask]y',
  '##vso[task.setvariable variable=a]b',
  "##teamcity[buildStatus text='x']",
  '::add-mask::***',
  'a$(id)b ${HOME} %PATH% {{x}} <+y>',
  '100%25 %0A::error::x %0D',
  '</td></tr></table><script>alert(1)</script>',
  '](https://evil.example) @everyone #1 **b** | cell',
  'naïve 東京 🚀 e\u0301 \u202eright to left\u202c',
  'esc\u001b[31mred bell\u0007 tab\tbackspace\b',
  '\u2028::error::x\u2029 \u0085next',
  '{"identifier":"fake"}',
  '{"$ne": null}',
  'a//b/?x=1&y#z;c=d',
  'x'.repeat(10_000),
  '🚀'.repeat(3000),
  '-',
  '=0041',
  'constructor',
];

describe('text from outside', () => {
  const named = nasty.map((text) => [JSON.stringify(text.slice(0, 50)), text] as const);

  test.each(named)('arrives as it is, and does no harm on the way: %s', async (_, text) => {
    const texts = everywhere(text);
    await expectReported(texts, 'branch');
    await expectReported(texts, 'tag');
    await expectKept(texts);
  });

  test('that is empty or blank is no fact', async () => {
    for (const text of ['', ' ', ' \n\t ']) await expectReported(everywhere(text), 'branch');
  });

  test('as the key of a property is left out with a word, and does no harm', async () => {
    for (const key of nasty.slice(0, 8)) {
      const env = { ...account.env, PORT_DORA_PROPERTIES: JSON.stringify({ [key]: 1, note: 'n' }) };
      const { foreign, output, annotations } = await runReporter({ env });
      expect(foreign).toEqual([]);
      expect(output).toContain('Reported to Port: ');
      expect(annotations).toEqual([
        {
          level: 'notice',
          message: expect.stringMatching(/^Your deployment blueprint cannot take/),
        },
      ]);
      expect((await only()).properties.note).toBe('n');
    }
  });

  test('of any kind in any place arrives as it is, and does no harm', async () => {
    // What no variable can hold is left out: NUL, and halves of characters.
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.tuple(fc.constantFrom(...nasty.slice(0, 12)), fc.string()).map(([a, b]) => `${b}${a}`),
      )
      .map((one) => `x${one.replaceAll('\0', '')}`);
    const texts = fc.record(Object.fromEntries(places.map((place) => [place, text])));
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('branch', 'tag'), (given, on) =>
        expectReported(given as Texts, on),
      ),
      { numRuns: 25 },
    );
  });
});
