import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  parseBaseUrl,
  parseEnvironmentRule,
  parseHotfixRule,
  parsePortNumber,
  parseSelectors,
  parseSha,
} from '../../src/options/parsers.ts';

describe('services', () => {
  test.each([
    ['shop', [{ title: 'shop', globs: null }]],
    ['Payments: API', [{ title: 'Payments: API', globs: null }]],
    ['Shop: apps/shop/**', [{ title: 'Shop', globs: ['apps/shop/**'] }]],
    [
      'Shop: apps/shop/**, !apps/shop/docs/**\r\n\r\n# comment\r\nGateway',
      [
        { title: 'Shop', globs: ['apps/shop/**', '!apps/shop/docs/**'] },
        { title: 'Gateway', globs: null },
      ],
    ],
  ])('%j', (text, selectors) => {
    expect(parseSelectors(text)).toEqual({ value: selectors });
  });

  test.each([
    ['', 'names no service'],
    ['Shop: a/**\nShop: b/**', 'twice'],
    ['Shop: a/**\nPay:', 'without globs'],
  ])('%j is refused', (text, problem) => {
    expect(parseSelectors(text)).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  test('any text without line ends is understood as one title or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseSelectors(text);
        expect('value' in parsed || parsed.problem.length > 0).toBe(true);
      }),
    );
  });
});

describe('environment rules', () => {
  test.each([
    ['eu-*: Production', 'eu-*', 'Production'],
    ['release/*: staging', 'release/*', 'Staging'],
    ['"prod:blue": Production', 'prod:blue', 'Production'],
    ['a:b: Testing', 'a:b', 'Testing'],
  ])('%s', (line, pattern, environment) => {
    expect(parseEnvironmentRule(line)).toEqual({ value: { pattern, environment } });
  });

  test.each(['eu-*', ': Production', 'eu-*: Prod', ''])(
    '%j is refused with the words that are allowed',
    (line) => {
      expect(parseEnvironmentRule(line)).toMatchObject({
        hint: expect.stringContaining('Production, Staging, Testing'),
      });
    },
  );
});

describe('hotfix rules', () => {
  test('name a field and a pattern', () => {
    expect(parseHotfixRule('Label: hotfix')).toEqual({
      value: { field: 'label', pattern: 'hotfix' },
    });
    expect(parseHotfixRule('commit: x')).toMatchObject({ problem: expect.any(String) });
  });
});

describe('addresses, commits and ports', () => {
  test.each([
    ['https://api.port.io/v1/', 'https://api.port.io'],
    ['https://proxy.example/port/v1', 'https://proxy.example/port'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s is taken as %s', (text, url) => {
    expect(parseBaseUrl(text)).toEqual({ value: url });
  });

  test.each([
    'api.port.io',
    'ftp://x',
    'https://x/?a=1',
    'http://127.0.0.1.evil.example',
    'https://a:b@x',
  ])('%s is refused', (text) => {
    expect(parseBaseUrl(text)).toHaveProperty('problem');
  });

  test('a commit is 7 to 64 hex digits', () => {
    expect(parseSha('ABCDEF0')).toEqual({ value: 'abcdef0' });
    expect(parseSha('HEAD')).toHaveProperty('problem');
  });

  test('a port is at most 65535', () => {
    expect(parsePortNumber('65535')).toEqual({ value: 65535 });
    for (const text of ['65536', '-1', '8o', ''])
      expect(parsePortNumber(text)).toHaveProperty('problem');
  });
});
