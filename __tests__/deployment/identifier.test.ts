import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type EventIdentity,
  eventIdentifier,
  isIdentifier,
  type JobIdentity,
  jobIdentifier,
} from '../../src/deployment/identifier.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const job: JobIdentity = {
  repository: 'acme/shop',
  runId: '1234567890',
  attempt: 1,
  job: 'deploy',
  service: 'shop',
  environment: 'production-eu',
};

const release: EventIdentity = {
  repository: 'acme/shop',
  identity: 'release-5',
  attempt: null,
  service: 'shop',
  environment: 'Production',
};

const jobs: readonly (readonly [Partial<JobIdentity>, string])[] = [
  [{}, 'acme/shop/1234567890/1/deploy/shop/production-eu'],
  [{ attempt: 2 }, 'acme/shop/1234567890/2/deploy/shop/production-eu'],
  [{ attempt: null }, 'acme/shop/1234567890/1/deploy/shop/production-eu'],
  [{ repository: 'group/sub/shop' }, 'group/sub/shop/1234567890/1/deploy/shop/production-eu'],
  [{ repository: null, job: null }, '-/1234567890/1/-/shop/production-eu'],
  [{ repository: '', runId: '', job: '' }, '-/-/1/-/shop/production-eu'],
  [{ repository: '-', job: '-' }, '=002D/1234567890/1/=002D/shop/production-eu'],
  [
    { job: 'deploy (eu, blue)' },
    'acme/shop/1234567890/1/deploy=0020=0028eu=002C=0020blue=0029/shop/production-eu',
  ],
  [{ job: 'a/b\\c=d' }, 'acme/shop/1234567890/1/a=002Fb=005Cc=003Dd/shop/production-eu'],
  [{ environment: 'review/feat-1' }, 'acme/shop/1234567890/1/deploy/shop/review=002Ffeat-1'],
  [{ service: 'Bücher_商店' }, 'acme/shop/1234567890/1/deploy/Bücher_商店/production-eu'],
  [{ service: '🚀' }, 'acme/shop/1234567890/1/deploy/=D83D=DE80/production-eu'],
  [{ repository: 'acme inc/shop' }, 'acme=0020inc/shop/1234567890/1/deploy/shop/production-eu'],
  [{ job: 'release-5' }, 'acme/shop/1234567890/1/release=002D5/shop/production-eu'],
  [{ job: 'pull-request-1' }, 'acme/shop/1234567890/1/pull=002Drequest-1/shop/production-eu'],
  [{ job: 'tag-x' }, 'acme/shop/1234567890/1/tag=002Dx/shop/production-eu'],
  [{ job: 'deployment-2' }, 'acme/shop/1234567890/1/deployment=002D2/shop/production-eu'],
  [{ job: 'pre-release-5' }, 'acme/shop/1234567890/1/pre-release-5/shop/production-eu'],
];

const events: readonly (readonly [Partial<EventIdentity>, string])[] = [
  [{}, 'acme/shop/release-5/shop/Production'],
  [{ identity: 'pull-request-12' }, 'acme/shop/pull-request-12/shop/Production'],
  [{ identity: 'tag-shop/v1.0' }, 'acme/shop/tag-shop=002Fv1.0/shop/Production'],
  [{ identity: 'workflow-run-9', attempt: 3 }, 'acme/shop/workflow-run-9/3/shop/Production'],
  [{ identity: 'workflow-run-9' }, 'acme/shop/workflow-run-9/1/shop/Production'],
];

describe('the identifier of a deployment', () => {
  test.each(jobs)('a job with %j is %s', (fields, identifier) => {
    expect(jobIdentifier({ ...job, ...fields }, sha256)).toBe(identifier);
  });

  test.each(events)('an event with %j is %s', (fields, identifier) => {
    expect(eventIdentifier({ ...release, ...fields }, sha256)).toBe(identifier);
  });

  test('one of exactly 1,000 characters is kept whole', () => {
    const rest = jobIdentifier({ ...job, service: 'x' }, sha256).length - 1;
    const identifier = jobIdentifier({ ...job, service: 'x'.repeat(1000 - rest) }, sha256);
    expect(identifier).toHaveLength(1000);
    expect(identifier).not.toContain('==');
  });

  test('a longer one is its first 900 characters and a hash of all of it', () => {
    const service = 'ü'.repeat(2000);
    const whole = `acme/shop/1234567890/1/deploy/${service}/production-eu`;
    expect(jobIdentifier({ ...job, service }, sha256)).toBe(
      `${whole.slice(0, 900)}==${sha256(whole)}`,
    );
  });

  test('characters outside the basic plane count once', () => {
    const service = '𠀀'.repeat(950);
    const identifier = jobIdentifier({ ...job, service }, sha256);
    expect(identifier).toContain(service);
    expect(isIdentifier(identifier)).toBe(true);
  });
});

describe('what Port takes as an identifier', () => {
  test.each(['a', 'acme/shop/1', 'a\\b', 'ä@_.+:-=', '...'])('%j is taken', (text) => {
    expect(isIdentifier(text)).toBe(true);
  });

  test.each(['', '.', '..', 'a b', 'a#b', 'a\n', '🚀', 'a%2Fb', 'x'.repeat(1001)])(
    '%j is refused',
    (text) => {
      expect(isIdentifier(text)).toBe(false);
    },
  );
});

/** Text that tries to break out of its field. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('/', '\\', '=', '-', '0', '2', 'D', 'a', '.', '\ud800', ' '),
    maxLength: 8,
  }),
  fc.constantFrom(
    '',
    '-',
    '=002D',
    '1',
    'release-5',
    'release=002D5',
    'tag-x',
    'pull-request-1',
    'workflow-run-7',
    'a/b',
  ),
);
const repository = fc.option(
  fc.oneof(
    hostile,
    fc.array(hostile, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('/')),
  ),
);
const attempt = fc.option(fc.integer({ min: 1, max: 12 }));

const anyJob: fc.Arbitrary<JobIdentity> = fc.record({
  repository,
  runId: fc.option(hostile),
  attempt,
  job: fc.option(hostile),
  service: hostile,
  environment: hostile,
});
const anyEvent: fc.Arbitrary<EventIdentity> = fc
  .tuple(fc.constantFrom('release', 'tag', 'pull-request', 'deployment', 'workflow-run'), hostile)
  .chain(([kind, id]) =>
    fc.record({
      repository,
      identity: fc.constant(`${kind}-${id}`),
      attempt: kind === 'workflow-run' ? attempt : fc.constant(null),
      service: hostile,
      environment: hostile,
    }),
  );
const anyone = fc.oneof(
  anyJob.map((one) => ({ kind: 'job' as const, one })),
  anyEvent.map((one) => ({ kind: 'event' as const, one })),
);
type Anyone = typeof anyone extends fc.Arbitrary<infer T> ? T : never;

const identifierOf = (any: Anyone): string =>
  any.kind === 'job' ? jobIdentifier(any.one, sha256) : eventIdentifier(any.one, sha256);

const unescapeField = (field: string): string | null =>
  field === '-'
    ? null
    : field.replace(/=([0-9A-F]{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );

/** Reads an identifier back from its right end: possible only when no two deployments share one. */
function decode(identifier: string): unknown {
  const parts = identifier.split('/');
  const take = (): string | null => unescapeField(parts.pop() ?? '');
  const rest = (): string | null => unescapeField(parts.join('/'));
  const [environment, service] = [take(), take()];
  const third = parts.at(-1) ?? '';
  if (/^(release|tag|pull-request|deployment)-/.test(third))
    return {
      kind: 'event',
      environment,
      service,
      identity: take(),
      attempt: null,
      repository: rest(),
    };
  if (parts.at(-2)?.startsWith('workflow-run-'))
    return {
      kind: 'event',
      environment,
      service,
      attempt: take(),
      identity: take(),
      repository: rest(),
    };
  return {
    kind: 'job',
    environment,
    service,
    job: take(),
    attempt: take(),
    runId: take(),
    repository: rest(),
  };
}

/** The same facts as `decode` gives them: empty is missing, and no attempt is the first. */
function canonical({ kind, one }: Anyone): unknown {
  const facts = Object.entries(one).map(
    ([key, value]) => [key, value === '' ? null : value] as const,
  );
  const counts = kind === 'job' || one.identity.startsWith('workflow-run-');
  return { ...Object.fromEntries(facts), kind, attempt: counts ? String(one.attempt ?? 1) : null };
}

describe('whatever the names are', () => {
  test('Port takes the identifier', () => {
    fc.assert(
      fc.property(anyone, fc.nat({ max: 400 }), (any, times) => {
        const long = {
          ...any,
          one: { ...any.one, service: any.one.service.repeat(times) },
        } as Anyone;
        expect(isIdentifier(identifierOf(any))).toBe(true);
        expect(isIdentifier(identifierOf(long))).toBe(true);
      }),
    );
  });

  test('the deployment can be read back from it, so no two deployments share one', () => {
    fc.assert(
      fc.property(anyone, (any) => {
        expect(decode(identifierOf(any))).toEqual(canonical(any));
      }),
      { numRuns: 2000 },
    );
  });

  test('two deployments have the same one only when all their facts are the same', () => {
    const small = fc.constantFrom(
      'a',
      '1',
      '-',
      '',
      'a/1',
      'release-5',
      'release=002D5',
      'workflow-run-1',
    );
    const one = fc.record({
      repository: fc.array(small, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/')),
      runId: small,
      attempt: fc.constantFrom(null, 1, 2),
      job: small,
      service: fc.constantFrom('s', 'release-5'),
      environment: fc.constantFrom('e', 'a/1'),
    });
    const event = fc.record({
      repository: fc.array(small, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/')),
      identity: fc.constantFrom('release-5', 'workflow-run-1', 'tag-a/1'),
      attempt: fc.constantFrom(null, 1, 2),
      service: fc.constantFrom('s', 'release-5'),
      environment: fc.constantFrom('e', 'a/1'),
    });
    const either = fc.oneof(
      one.map((fields): Anyone => ({ kind: 'job', one: fields })),
      event.map((fields): Anyone => ({ kind: 'event', one: fields })),
    );
    fc.assert(
      fc.property(fc.array(either, { minLength: 40, maxLength: 200 }), (all) => {
        const seen = new Map<string, unknown>();
        for (const any of all) {
          const identifier = identifierOf(any);
          if (seen.has(identifier)) expect(canonical(any)).toEqual(seen.get(identifier));
          else seen.set(identifier, canonical(any));
        }
      }),
    );
  });

  test('past the limit two deployments still differ', () => {
    fc.assert(
      fc.property(anyone, hostile, hostile, (any, left, right) => {
        fc.pre((left || null) !== (right || null));
        const padding = 'x'.repeat(1000);
        const of = (end: string) =>
          identifierOf({
            ...any,
            one: { ...any.one, service: padding, environment: end },
          } as Anyone);
        expect(of(left)).not.toBe(of(right));
      }),
    );
  });
});
