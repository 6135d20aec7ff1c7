import fc from 'fast-check';
import {
  type Change,
  type DeploymentRecord,
  deploymentKinds,
  deploymentStatuses,
  environmentSources,
  environments,
  failureReasons,
} from '../../src/deployment/record.ts';
import { ciIds } from '../../src/deployment/run-context.ts';

export const minimal: DeploymentRecord = {
  identifier: 'a',
  service: 'shop',
  environment: 'Testing',
  status: 'Success',
  createdAt: '2026-01-02T03:04:05.000Z',
};

const time = fc
  .date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2199-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('null', '-', 'Production', '__proto__', 'ok'),
);
const filledText = text.filter((one) => one !== '');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one);

const pullRequest = fc.record({
  number: fc.nat(),
  url: maybe(text),
  createdAt: maybe(time),
  mergedAt: maybe(time),
  firstCommitAt: maybe(time),
});

export const anyChange: fc.Arbitrary<Change> = fc.record(
  {
    sha: filledText,
    authoredAt: time,
    title: maybe(text),
    author: maybe(text),
    pullRequest: maybe(
      fc.oneof(
        pullRequest,
        fc.constant({ number: 12, url: 'https://github.com/acme/shop/pull/12' }),
      ),
    ),
  },
  { requiredKeys: ['sha', 'authoredAt'] },
);

/** Any record that is small enough for its changes to be kept whole, with absent, `null` and empty values. */
export const anyRecord: fc.Arbitrary<DeploymentRecord> = fc
  .record(
    {
      identifier: filledText,
      service: filledText,
      environment: fc.constantFrom(...environments),
      status: fc.constantFrom(...deploymentStatuses),
      createdAt: time,
      title: maybe(text),
      environmentName: maybe(text),
      environmentSource: maybe(fc.constantFrom(...environmentSources)),
      kind: maybe(fc.constantFrom(...deploymentKinds)),
      finishedAt: maybe(time),
      sha: maybe(text),
      previousSha: maybe(text),
      previousIdentifier: maybe(text),
      ref: maybe(text),
      version: maybe(text),
      repository: maybe(text),
      ci: maybe(fc.constantFrom(...ciIds)),
      runUrl: maybe(text),
      actor: maybe(text),
      changes: maybe(fc.array(anyChange, { maxLength: 8 })),
      changesTruncated: maybe(fc.boolean()),
      leadTimeHours: maybe(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 })),
      leadTimeSource: maybe(text),
      leadTimeReason: maybe(text),
      failure: maybe(
        fc.record(
          { reason: fc.constantFrom(...failureReasons), at: maybe(time), by: maybe(text) },
          { requiredKeys: ['reason'] },
        ),
      ),
      recoveredAt: maybe(time),
      incidents: maybe(fc.array(filledText)),
    },
    { requiredKeys: ['identifier', 'service', 'environment', 'status', 'createdAt'] },
  )
  .map((record) =>
    // The reason says why there is no lead time, so a record has one of them.
    typeof record.leadTimeHours === 'number' ? { ...record, leadTimeReason: null } : record,
  );

/** What a record tells: absent, `null` and empty text are the same, and so are no flag and a flag that is not set. */
export function known(record: DeploymentRecord): unknown {
  const { incidents, changesTruncated, ...rest } = record;
  const flags = {
    ...(incidents?.length ? { incidents } : {}),
    ...(changesTruncated ? { changesTruncated } : {}),
  };
  return withoutEmpty({ ...rest, ...flags });
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, one]) => one !== null && one !== undefined && one !== '')
    .map(([key, one]) => [key, withoutEmpty(one)] as const);
  return Object.fromEntries(entries);
}
