import { describe, expect, test } from '@jest/globals';
import { blueprints } from './account-blueprints.ts';
import { changed, mergeRequest } from './blocks.ts';
import { errorsOf, lineOf, lint, mapping, rulesOf } from './lint.ts';
import { requestMistakes } from './request-mistakes.ts';
import { runMistakes } from './run-mistakes.ts';

test.each([...requestMistakes, ...runMistakes])(
  'finds %s, and nothing where it is right',
  async (_, rule, at, wrong, right) => {
    const yaml = mapping(wrong);
    const findings = (await lint(yaml)).filter((one) => one.rule === rule);
    expect(findings).not.toEqual([]);
    expect(findings.map(({ line }) => line)).toContain(lineOf(yaml, at));
    const better = await lint(mapping(right));
    expect(rulesOf(better)).not.toContain(rule);
    expect(errorsOf(better)).toEqual([]);
  },
);

describe('YAML that is none', () => {
  const twoColumns = [
    '- kind: release',
    '    selector:',
    '      query: .draft | not',
    '    port:',
    '      entity:',
  ].join('\n');

  test('is found where it breaks (D24)', async () => {
    const [finding, ...more] = await lint(twoColumns);
    expect(finding).toMatchObject({ rule: 'yaml', level: 'error', line: expect.any(Number) });
    expect([1, 2, 3]).toContain(finding?.line);
    expect(more).toEqual([]);
  });

  test.each([
    ['', 'yaml'],
    ['resources: 3', 'yaml'],
    ['just a text', 'yaml'],
    ['resources:\n  - selector: {query: "true"}\n', 'structure'],
    ['a: [1, 2', 'yaml'],
    ['a: "x\n', 'yaml'],
    ['a: *nobody', 'yaml'],
  ])('is no mapping: %j', async (yaml, rule) => {
    expect(rulesOf(await lint(yaml))).toContain(rule);
  });
});

test('a relation to a blueprint that the account does not have is found (D02)', async () => {
  const yaml = mapping(changed(mergeRequest, { relations: { pullRequest: '.id | tostring' } }));
  const findings = await lint(yaml, { blueprints, isWholeAccount: true });
  expect(findings.find(({ rule }) => rule === 'relation')).toMatchObject({
    level: 'error',
    line: lineOf(yaml, 'pullRequest:'),
    message: expect.stringContaining('githubPullRequest'),
  });
});
