import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isIdentifier } from '../../src/deployment/identifier.ts';
import { deploymentStatuses, environments } from '../../src/deployment/record.ts';
import type { RunContext } from '../../src/deployment/run-context.ts';
import {
  type Changed,
  context,
  derive,
  noticesOf,
  recordOf,
  withSettings,
} from './derivation-facts.ts';

describe('the record of a job', () => {
  test('holds all that the CI tells', () => {
    expect(recordOf()).toEqual({
      identifier: 'acme/shop/1234567890/1/deploy/shop/Production',
      title: 'shop 3f2a9c1 to Production',
      service: 'shop',
      environment: 'Production',
      environmentName: null,
      environmentSource: 'branch',
      status: 'Success',
      kind: null,
      createdAt: '2026-01-02T03:04:05.000Z',
      finishedAt: '2026-01-02T03:09:05.000Z',
      sha: context.sha,
      previousSha: null,
      previousIdentifier: null,
      ref: 'main',
      version: null,
      repository: 'https://github.com/acme/shop',
      ci: 'github',
      runUrl: 'https://github.com/acme/shop/actions/runs/1234567890',
      actor: 'jane',
      changes: null,
      changesTruncated: false,
      leadTimeHours: null,
      leadTimeSource: null,
      leadTimeReason: 'not worked out',
      failure: null,
      recoveredAt: null,
      incidents: [],
    });
  });

  test('of a failed job says that its own run failed, at its end', () => {
    const record = recordOf({ context: { status: 'failure' } });
    expect(record.status).toBe('Failed');
    expect(record.failure).toEqual({
      reason: 'run',
      at: record.finishedAt,
      by: record.identifier,
    });
  });

  test('has the name of the environment in its identifier, and the environment in its title', () => {
    expect(recordOf({ context: { environment: 'production-eu' } })).toMatchObject({
      identifier: 'acme/shop/1234567890/1/deploy/shop/production-eu',
      title: 'shop 3f2a9c1 to Production',
      environment: 'Production',
      environmentName: 'production-eu',
      environmentSource: 'ci',
    });
  });

  test('of a tag has it as ref and version', () => {
    const tagged = { context: { branch: null, tag: 'v1.42.0' } };
    expect(recordOf(tagged)).toMatchObject({
      ref: 'v1.42.0',
      version: 'v1.42.0',
      title: 'shop v1.42.0 to Production',
      environmentSource: 'tag',
    });
    expect(withSettings({ version: '1.42.0' }, tagged).version).toBe('1.42.0');
  });

  test('takes what the options say', () => {
    const settings = {
      environment: 'qa-7',
      status: 'FAILED',
      createdAt: '2026-01-02T01:00:00Z',
      finishedAt: '2026-01-02T02:00:00.5+00:00',
      version: '9',
      identifier: 'my/own',
      title: '  My\n deployment ',
      previousSha: 'abcdef0',
    };
    expect(withSettings(settings)).toMatchObject({
      identifier: 'my/own',
      title: 'My deployment',
      environment: 'Testing',
      environmentName: 'qa-7',
      environmentSource: 'input',
      status: 'Failed',
      createdAt: '2026-01-02T01:00:00.000Z',
      finishedAt: '2026-01-02T02:00:00.500Z',
      version: '9',
      previousSha: 'abcdef0',
      failure: { by: 'my/own', at: '2026-01-02T02:00:00.500Z' },
    });
  });

  test('without commit and version has a title all the same', () => {
    expect(recordOf({ context: { sha: null } })).toMatchObject({
      title: 'shop to Production',
      sha: null,
    });
  });

  test('never has a title that fills a screen', () => {
    const title = String(withSettings({ title: '🚀'.repeat(300) }).title);
    expect(Array.from(title)).toHaveLength(200);
    expect(title.endsWith('🚀…')).toBe(true);
  });
});

describe('the identifier of a job', () => {
  const run = context.run;

  test('is another for each attempt', () => {
    expect(recordOf({ context: { run: { ...run, attempt: 2 } } }).identifier).toContain(
      '/1234567890/2/deploy/',
    );
  });

  test("has the job's id where a retry has no attempt number, else its name", () => {
    const gitlab = { run: { ...run, attempt: null } };
    expect(recordOf({ context: gitlab }).identifier).toContain('/1234567890/1/77/');
    const jenkins = { ...gitlab, job: { id: null, name: 'deploy', url: null } };
    expect(recordOf({ context: jenkins }).identifier).toContain('/1234567890/1/deploy/');
  });

  test('holds the time where nothing else tells the run from others, and says so', () => {
    const nameless: Changed = {
      context: {
        run: { id: null, number: null, attempt: null, url: null },
        job: { id: null, name: null, url: null },
      },
    };
    expect(recordOf(nameless).identifier).toBe(
      'acme/shop/at-2026-01-02T03:04:05.000Z/1/-/shop/Production',
    );
    expect(noticesOf(nameless)).toEqual([expect.stringContaining('set `run-id`')]);
    expect(noticesOf({ ...nameless, settings: { identifier: 'x' } })).toEqual([]);
    expect(noticesOf({ ...nameless, event: {} })).toEqual([]);
    expect(noticesOf({})).toEqual([]);
  });

  test('given by the user must be one that Port takes', () => {
    for (const identifier of ['has space', '..', 'x'.repeat(1001), 'a#b']) {
      expect(derive({ settings: { identifier } })).toMatchObject({
        notReported: { code: 'OPTION_INVALID', level: 'error' },
      });
    }
  });
});

describe('several services', () => {
  const services = ['shop', 'billing', 'shop'];

  test('are one record each, with titles and identifiers of their own', () => {
    const derivation = derive({ services, settings: { title: 'Release train' } });
    expect('records' in derivation && derivation.records).toMatchObject([
      {
        service: 'shop',
        title: 'shop 3f2a9c1 to Production',
        identifier: expect.stringContaining('/deploy/shop/'),
      },
      {
        service: 'billing',
        title: 'billing 3f2a9c1 to Production',
        identifier: expect.stringContaining('/deploy/billing/'),
      },
    ]);
  });

  test('cannot share one identifier', () => {
    expect(derive({ services, settings: { identifier: 'mine' } })).toEqual({
      notReported: {
        code: 'OPTION_CONFLICT',
        reason: 'identifier is one, and 2 services were deployed',
        hint: expect.stringContaining('leave identifier out'),
        level: 'error',
      },
    });
    expect(
      recordOf({ services: ['shop', 'shop'], settings: { identifier: 'mine' } }).identifier,
    ).toBe('mine');
  });

  test('none of which changed are nothing to report', () => {
    expect(derive({ services: [] })).toEqual({
      notReported: {
        code: null,
        reason: 'no file of any service has changed',
        hint: null,
        level: 'notice',
      },
    });
  });

  test('an unknown repository leaves the service unknown', () => {
    const repository = { slug: null, name: null, url: null, defaultBranch: null };
    expect(derive({ context: { repository } })).toMatchObject({
      notReported: {
        code: 'CI_FACT_MISSING',
        level: 'warning',
        hint: expect.stringContaining('set `service`'),
      },
    });
    expect(recordOf({ context: { repository }, services: ['shop'] })).toMatchObject({
      service: 'shop',
      identifier: '-/1234567890/1/deploy/shop/Production',
      repository: null,
    });
  });
});

describe('an environment that no rule knows', () => {
  test('is not reported, and the line that mends it is said', () => {
    expect(derive({ context: { environment: 'blue' } })).toEqual({
      notReported: {
        code: 'CI_ENVIRONMENT_UNKNOWN',
        reason: 'the CI\'s environment "blue" tells no environment: no rule knows this name',
        hint: expect.stringContaining('`blue: Testing`'),
        level: 'warning',
      },
    });
  });

  test('is reported with a rule of the user', () => {
    const environmentRules = [{ pattern: 'blue*', environment: 'Production' as const }];
    expect(
      recordOf({ context: { environment: 'blue' }, settings: { environmentRules } }),
    ).toMatchObject({
      environment: 'Production',
      environmentName: 'blue',
    });
  });

  test('is that of an open pull request, even when its branch has the name of the default branch', () => {
    const branchOf = (branch: string, targetBranch: string | null) =>
      derive({ context: { branch, pullRequest: { number: 7, targetBranch } } });
    const unknown = { notReported: { code: 'CI_ENVIRONMENT_UNKNOWN' } };
    expect(branchOf('main', 'release')).toMatchObject(unknown);
    expect(branchOf('mallory:main', 'main')).toMatchObject(unknown);
    expect(branchOf('mallory:main', null)).toMatchObject(unknown);
    expect(branchOf('main', 'main')).toMatchObject({ records: [{ environment: 'Production' }] });
  });

  test('is not that of the default branch with a pull request that leads nowhere known', () => {
    const derived = derive({
      context: { branch: 'main', pullRequest: { number: 7, targetBranch: null } },
    });
    expect(derived).toMatchObject({ records: [{ environment: 'Production' }] });
  });
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '-', 'prod', 'v1', 'main', 'a/b'),
);
const maybe = fc.option(text);
const anyContext: fc.Arbitrary<Partial<RunContext>> = fc.record({
  branch: maybe,
  tag: maybe,
  sha: maybe,
  environment: maybe,
  actor: maybe,
  createdAt: maybe,
  run: fc.record({ id: maybe, number: maybe, attempt: fc.option(fc.nat()), url: maybe }),
  job: fc.record({ id: maybe, name: maybe, url: maybe }),
  repository: fc.record({ slug: maybe, name: maybe, url: maybe, defaultBranch: maybe }),
  status: fc.constantFrom('success', 'failure', 'cancelled', 'running', 'unknown'),
});
const given = fc.option(text, { nil: undefined });
const anySettings = fc.record({ environment: given, status: given, version: given, title: given });

test('whatever the facts are, a record is one that Port takes, or there is a reason', () => {
  fc.assert(
    fc.property(
      anyContext,
      anySettings,
      fc.option(fc.array(text, { maxLength: 3 })),
      maybe,
      (some, settings, services, startedAt) => {
        const derivation = derive({ context: some, settings, services, startedAt });
        if (!('records' in derivation)) {
          expect(derivation.notReported.reason).not.toBe('');
          return;
        }
        for (const record of derivation.records) {
          expect(isIdentifier(record.identifier)).toBe(true);
          expect(environments).toContain(record.environment);
          expect(deploymentStatuses).toContain(record.status);
          expect(String(record.finishedAt) >= record.createdAt).toBe(true);
          expect(new Date(record.createdAt).toISOString()).toBe(record.createdAt);
          expect(record.failure === null).toBe(record.status === 'Success');
        }
        expect(new Set(derivation.records.map(({ identifier }) => identifier)).size).toBe(
          derivation.records.length,
        );
      },
    ),
    { numRuns: 2000 },
  );
});
