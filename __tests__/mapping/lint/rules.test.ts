import { describe, expect, test } from '@jest/globals';
import { lintRules } from '../../../src/mapping/lint/rules.ts';
import { blueprints } from './account-blueprints.ts';
import { type Block, errorsOf, lineOf, lint, mapping, projectFile, rulesOf } from './lint.ts';

const times = { createdAt: '.at', environment: '"Production"', deploymentStatus: '"Success"' };

/** A mapping of a kind that nobody knows, with a blueprint that the account has. */
const custom = (change: Partial<Block> = {}): Block => ({
  ...{ kind: 'rollout', query: '.done == true', identifier: '.id' },
  properties: times,
  relations: { service: '.service' },
  ...change,
});

const payload = { id: 'r1', done: true, at: '2026-01-02T09:00:00Z', service: 'shop', n: null };

const account = { blueprints, isWholeAccount: true };

const tryOn = (block: Block, ...payloads: readonly object[]) =>
  lint(mapping(block), { ...account, payloads });

const withProperty = (key: string, filter: string): Block =>
  custom({ properties: { ...times, [key]: filter } });

describe('a mapping that is right', () => {
  test('has nothing to find fault with, whoever the kind belongs to', async () => {
    expect(await tryOn(custom(), payload)).toEqual([]);
    expect(await tryOn(custom())).toEqual([]);
  });

  test('may be a list of resources, and may map the items of a list', async () => {
    const items = custom({ identifier: '.item.id', query: '.item.done' });
    const yaml = mapping(items).replace('    port:', '    port:\n      itemsToParse: .list');
    const list = {
      list: [
        { id: 'a', done: true },
        { id: 'b', done: false },
      ],
      ...payload,
    };
    expect(await lint(yaml, { ...account, payloads: [list] })).toEqual([]);
    const bare = mapping(custom()).replace('resources:\n', '');
    expect(await lint(bare, account)).toEqual([]);
  });

  test('may have settings of its integration, and files in place of filters', async () => {
    const readme = custom({
      properties: { ...times, readme: 'file://README.md' },
      blueprint: '"repository"',
    });
    expect(await lint(`repositoryType: all\n${mapping(readme)}`)).toEqual([]);
  });
});

describe('on a payload that somebody gives', () => {
  test.each([
    ['durationSeconds', '"12"', 'value', 'the property is a number'],
    ['isUrgent', '"yes"', 'value', 'the property is a boolean'],
    ['environment', '"production"', 'value', 'takes only Production, Staging, Testing'],
    ['createdAt', '"2026-01-02 09:00:00"', 'time-format', 'no time'],
    ['createdAt', '"2026-01-02T09:00:00.250+0200"', 'time-format', 'no time'],
    ['createdAt', '1767344400000', 'time-format', 'no time'],
    ['createdAt', '.at | sub("Z"; "") | fromdate | todate', 'time-format', 'fails'],
    ['createdAt', '.never', 'no-time', 'is empty'],
    ['leadTimeHours', '5', 'property', 'worked out'],
    ['version', '.id', 'property', 'no property version'],
    ['durationSeconds', '.n + 1 | tostring | fromjson | .x', 'filter-fails', 'fails'],
  ])('finds %s: %s', async (key, filter, rule, words) => {
    const block = withProperty(key, filter);
    const findings = await tryOn(block, payload);
    expect(findings.find((one) => one.rule === rule)?.message).toContain(words);
    expect(findings.find((one) => one.rule === rule)?.line).toBe(
      lineOf(mapping(block), `            ${key}:`),
    );
  });

  test.each([
    ['.done', { ...payload, done: 'yes' }, 'selector-not-boolean'],
    ['.name | test("x")', payload, 'selector-fails'],
    ['.at | test("x")', payload, 'selector-null'],
    ['.id', payload, 'selector-not-boolean'],
  ])('finds the selector %s', async (query, given, rule) => {
    expect(rulesOf(await tryOn(custom({ query }), given))).toContain(rule);
  });

  test('finds a selector that fails on empty fields although nothing is known of the kind', async () => {
    expect(rulesOf(await tryOn(custom({ query: '.name | startswith("x")' })))).toEqual([
      'selector-null',
    ]);
    expect(rulesOf(await tryOn(custom({ query: '.name // "" | startswith("x")' })))).toEqual([]);
  });

  test.each([
    ['.missing', 'is empty'],
    ['"a b"', 'which Port refuses'],
    ['".."', 'which Port refuses'],
    ['"é=+/x"', null],
    ['[.id]', 'is not a text'],
    ['"x" * 1001', 'longer than 1000'],
    ['.id | fromjson', 'fails'],
  ])('judges the identifier %s', async (identifier, words) => {
    const [message = null] = (await tryOn(custom({ identifier }), payload))
      .filter(({ rule }) => rule === 'identifier')
      .map((one) => one.message);
    expect(message).toEqual(words === null ? null : expect.stringContaining(words));
  });

  test('finds two payloads that would be one entity', async () => {
    const findings = await tryOn(custom({ identifier: '.service' }), payload, {
      ...payload,
      id: 2,
    });
    expect(rulesOf(findings)).toEqual(['identifier-not-unique']);
  });
});

describe('in the structure', () => {
  const yaml = mapping(custom());

  test.each([
    ['            service:', '            owner:', 'relation', 'owner:'],
    ['    selector:', '    selectors: 1\n    selector:', 'unknown-key', 'selectors:'],
    ['resources:', 'resource: 1\nresources:', 'unknown-key', 'resource:'],
    ['          identifier:', '          name: .x\n          identifier:', 'unknown-key', 'name:'],
    ['      query: ".done == true"', '      query: true', 'not-a-filter', 'query:'],
    ['"\\"Production\\""', 'false', 'not-a-filter', 'environment:'],
    ['"\\"Production\\""', '', 'not-a-filter', 'environment:'],
    [
      '          blueprint: "\\"deployment\\""',
      '          blueprint: "\\"deploy\\""',
      'blueprint',
      'blueprint:',
    ],
    ['  - kind: rollout\n', '  - no: kind\n', 'structure', 'no:'],
  ])('finds %j turned into %j', async (from, to, rule, at) => {
    const wrong = yaml.replace(from, to);
    const findings = (await lint(wrong, account)).filter((one) => one.rule === rule);
    expect(findings.map(({ line }) => line)).toEqual([lineOf(wrong, at)]);
  });

  test('finds what jq 1.6 does not know', async () => {
    const findings = await tryOn(withProperty('durationSeconds', '1 | if . then . end'), payload);
    expect(findings).toMatchObject([{ rule: 'newer-jq', level: 'error' }]);
  });

  test('goes on with the other filters when one does not compile', async () => {
    const block = custom({ properties: { ...times, createdAt: '.at |', environment: '"Prod"' } });
    expect(rulesOf(await tryOn(block, payload))).toEqual(
      expect.arrayContaining(['jq-syntax', 'value']),
    );
  });

  test('says on which line inside the file a filter of several lines begins', async () => {
    const folded = yaml.replace('".done == true"', '>-\n        .done &&\n        .x');
    const [finding] = await lint(folded, account);
    expect(finding).toMatchObject({ rule: 'jq-syntax', line: lineOf(folded, '>-') });
  });
});

describe('the mappings of the catalog', () => {
  test('have nothing to find fault with', async () => {
    const { shippedMappings } = await import('../../../src/entry/mappings/shipped-mappings.ts');
    const found = await Promise.all(
      shippedMappings().map(async ({ name, yaml, integration }) => ({
        name,
        findings: errorsOf(await lint(yaml, { integration })),
        guessed: errorsOf(await lint(yaml)),
      })),
    );
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ findings, guessed }) => findings.length + guessed.length > 0)).toEqual(
      [],
    );
  });
});

test('every rule is explained in the documentation, in the order of the rules', () => {
  const headings = [...projectFile('docs/mappings.md').matchAll(/^### `([a-z0-9-]+)`/gm)];
  expect(headings.map(([, rule]) => rule)).toEqual(Object.keys(lintRules));
});
