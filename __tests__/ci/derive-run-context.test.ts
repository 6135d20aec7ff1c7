import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveRunContext } from '../../src/ci/derive-run-context.ts';
import type { ProviderFacts } from '../../src/ci/provider.ts';
import { expectWholesome } from './wholesome.ts';

const now = Date.parse('2026-01-02T04:00:00Z');
const derive = (facts: ProviderFacts) => deriveRunContext('gitlab', facts, now);
const context = (facts: ProviderFacts) => derive(facts).context;

test('a CI that tells nothing gives a context in which everything is null', () => {
  expect(derive({})).toStrictEqual({
    context: {
      ci: 'gitlab',
      repository: { slug: null, name: null, url: null, defaultBranch: null },
      branch: null,
      tag: null,
      sha: null,
      pullRequest: null,
      run: { id: null, number: null, attempt: null, url: null },
      job: { id: null, name: null, url: null },
      actor: null,
      environment: null,
      status: 'unknown',
      createdAt: null,
    },
    notes: [],
  });
});

describe('branch and tag', () => {
  test.each([
    [{ branch: 'main' }, 'main', null],
    [{ branch: 'refs/heads/main' }, 'main', null],
    [{ branch: 'refs/remotes/origin/main' }, 'main', null],
    [{ branch: 'feature/refs/heads/x' }, 'feature/refs/heads/x', null],
    [{ branch: 'feature/tags/x' }, 'feature/tags/x', null],
    [{ branch: 'origin/main' }, 'origin/main', null],
    [{ branch: 'main', tag: 'v1' }, null, 'v1'],
    [{ branch: 'v1', tag: 'refs/tags/v1' }, null, 'v1'],
    [{ branch: 'refs/tags/v1' }, null, 'v1'],
    [{ tag: 'refs/tags/refs/tags/v1' }, null, 'refs/tags/v1'],
    [{ branch: 'main', tag: '' }, 'main', null],
    [{ branch: 'main', tag: 'refs/heads/main' }, 'main', null],
    [{ branch: 'refs/pull/12/merge' }, null, null],
    [{ branch: 'refs/heads/' }, null, null],
    [{ branch: 'HEAD' }, null, null],
    [{ branch: ' ' }, null, null],
  ] as const)('%j', (facts, branch, tag) => {
    const { branch: foundBranch, tag: foundTag } = context(facts);
    expect([foundBranch, foundTag]).toEqual([branch, tag]);
  });

  test('lose one prefix at the start and nothing else, whatever the name', () => {
    const part = fc.stringMatching(/^[a-z0-9][\w.#@+-]{0,10}$/);
    const name = fc
      .array(fc.oneof(part, fc.constantFrom('refs', 'heads', 'tags', 'origin')), { minLength: 1 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(name, (one) => {
        expect(context({ branch: `refs/heads/${one}` })).toMatchObject({ branch: one, tag: null });
        expect(context({ tag: `refs/tags/${one}` })).toMatchObject({ branch: null, tag: one });
      }),
    );
  });

  test('lose their prefixes in the default branch and the target of a pull request as well', () => {
    const found = context({
      defaultBranch: 'refs/heads/main',
      pullRequest: { number: '12', targetBranch: 'refs/heads/release/1' },
    });
    expect(found.repository.defaultBranch).toBe('main');
    expect(found.pullRequest).toEqual({ number: 12, targetBranch: 'release/1' });
  });
});

describe('repository', () => {
  test('takes slug and name from its address when the CI does not tell them', () => {
    expect(context({ repositoryUrl: 'git@gitlab.com:acme/web/shop.git' }).repository).toEqual({
      slug: 'acme/web/shop',
      name: 'shop',
      url: 'https://gitlab.com/acme/web/shop',
      defaultBranch: null,
    });
  });

  test.each([
    ['acme/shop', 'acme/shop', 'shop'],
    ['/acme/shop/', 'acme/shop', 'shop'],
    ['shop', 'shop', 'shop'],
    ['acme//shop', null, null],
    ['/', null, null],
    ['//', null, null],
  ])('understands the slug %j', (slug, expected, name) => {
    expect(context({ slug }).repository).toMatchObject({ slug: expected, name, url: null });
  });

  test('takes the slug from the address when the given one is broken', () => {
    const found = context({ slug: 'acme//', repositoryUrl: 'https://gitlab.com/acme/shop' });
    expect(found.repository.slug).toBe('acme/shop');
  });
});

describe('commit', () => {
  test.each(['2ffea6d', 'A'.repeat(40), '0'.repeat(64)])('%s is one', (sha) => {
    expect(context({ sha }).sha).toBe(sha.toLowerCase());
  });

  test.each(['2ffea6', '0'.repeat(65), 'HEAD', '12345-g', 'r1234567', '2ffea6d\nx'])(
    '%j is none, and that is noted',
    (sha) => {
      const { context: found, notes } = derive({ sha });
      expect(found.sha).toBeNull();
      expect(notes).toEqual([expect.stringContaining('commit')]);
    },
  );
});

describe('numbers', () => {
  test.each([
    ['1', 1],
    ['03', 3],
    ['0', null],
    ['-1', null],
    ['1.5', null],
    ['1e3', null],
    ['two', null],
    ['99999999999999999999', null],
  ])('attempt %j is %j', (attempt, expected) => {
    expect(context({ run: { attempt } }).run.attempt).toBe(expected);
  });

  test.each(['false', '', '0', '-3', 'pr/12'])(
    'a pull request with the number %j is none',
    (number) => {
      expect(context({ pullRequest: { number, targetBranch: 'main' } }).pullRequest).toBeNull();
    },
  );
});

describe('start time', () => {
  test('is the first one that can be read', () => {
    const { context: found, notes } = derive({
      createdAt: [
        null,
        '7/04/2025 1:45:10 AM +00:00',
        '2026-01-02 03:04:05+00:00',
        '2026-01-01T00:00:00Z',
      ],
    });
    expect(found.createdAt).toBe('2026-01-02T03:04:05.000Z');
    expect(notes).toEqual([expect.stringContaining('7/04/2025')]);
  });

  test('is never in the future, but for the few minutes by which clocks differ', () => {
    expect(context({ createdAt: ['2026-01-02T04:04:00Z'] }).createdAt).toBe(
      '2026-01-02T04:04:00.000Z',
    );
    const { context: found, notes } = derive({ createdAt: ['2026-01-02T04:06:00Z'] });
    expect(found.createdAt).toBeNull();
    expect(notes).toEqual([expect.stringContaining('in the future')]);
  });
});

test('a word that no CI uses for its status is unknown, and that is noted', () => {
  const { context: found, notes } = derive({ status: 'splendid' });
  expect(found.status).toBe('unknown');
  expect(notes).toEqual([expect.stringContaining('status')]);
});

test('addresses lose credentials, and a note about a broken one does not repeat it', () => {
  const { context: found, notes } = derive({
    repositoryUrl: 'https://u:hunter2@gitlab.com/acme/shop.git',
    run: { url: 'https://u:hunter2@gitlab.com/run/1' },
    job: { url: 'https://hunter2@' },
  });
  expect(JSON.stringify({ found, notes })).not.toContain('hunter2');
  expect(found.run.url).toBe('https://gitlab.com/run/1');
  expect(notes).toEqual([expect.stringContaining('job address')]);
});

test('any facts make a whole context', () => {
  const fact = fc.oneof(
    fc.constant(null),
    fc.string().filter((text) => !/undefined|NaN|\/\//.test(text)),
    fc.constantFrom(
      'refs/heads/',
      'refs/tags/x',
      'https://u:p@h/x.git',
      '/a',
      'a/',
      '1',
      'ffffffff',
    ),
  );
  const facts = fc.record(
    {
      slug: fact,
      repositoryUrl: fact,
      defaultBranch: fact,
      branch: fact,
      tag: fact,
      sha: fact,
      pullRequest: fc.oneof(fc.constant(null), fc.record({ number: fact, targetBranch: fact })),
      run: fc.record({ id: fact, number: fact, attempt: fact, url: fact }, { requiredKeys: [] }),
      job: fc.record({ id: fact, name: fact, url: fact }, { requiredKeys: [] }),
      actor: fact,
      environment: fact,
      status: fact,
      createdAt: fc.array(fact),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(facts, (one) => {
      expectWholesome(context(one));
    }),
    { numRuns: 500 },
  );
});
