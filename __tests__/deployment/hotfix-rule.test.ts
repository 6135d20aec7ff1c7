import { describe, expect, test } from '@jest/globals';
import { matchesName } from '../../src/deployment/glob.ts';
import {
  builtInHotfixRules,
  type HotfixFacts,
  matchingHotfixRule,
} from '../../src/deployment/hotfix-rule.ts';

const nothing: HotfixFacts = { labels: [], branches: [], titles: [] };
const rule = (facts: Partial<HotfixFacts>, rules = builtInHotfixRules) =>
  matchingHotfixRule({ ...nothing, ...facts }, rules, matchesName);

describe('a hotfix by the built-in rules', () => {
  test.each([
    { labels: ['bug', 'Hotfix'] },
    { branches: ['hotfix/login'] },
    { branches: ['hotfix-1.2.3'] },
    { branches: ['hotfix'] },
    { titles: ['Add search', 'hotfix: login'] },
    { titles: ['Hotfix login'] },
    { titles: ['hotfix(auth): login'] },
    { titles: ['[Hotfix] login'] },
    { titles: [' [hotfix]'] },
  ])('is %j', (facts) => {
    expect(rule(facts)).not.toBeNull();
  });

  test.each([
    {},
    { labels: ['hotfix-candidate'] },
    { branches: ['feature/hotfix'] },
    { branches: ['hotfixes'] },
    { titles: ['Remove the hotfix script'] },
    { titles: ['hotfixing is over'] },
    { labels: ['fix'], branches: ['main'], titles: ['fix: login'] },
  ])('is not %j', (facts) => {
    expect(rule(facts)).toBeNull();
  });
});

test('the rules of the user stand in place of the built-in ones, and the one that matches is said', () => {
  const urgent = { field: 'label', pattern: 'urgent*' } as const;
  const branch = { field: 'branch', pattern: 'urgent/*' } as const;
  const rules = [branch, urgent];
  expect(rule({ labels: ['urgent-1'], branches: ['main'] }, rules)).toEqual(urgent);
  expect(rule({ labels: ['hotfix'], titles: ['urgent-1'] }, rules)).toBeNull();
});
