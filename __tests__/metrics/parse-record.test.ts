import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseIncident } from '../../src/metrics/parse-incident.ts';
import { parseRecord } from '../../src/metrics/parse-record.ts';
import { at } from './measure-records.ts';

const good = {
  identifier: 'a',
  service: 'shop',
  environment: 'Production',
  status: 'Success',
  createdAt: at(2),
};
const { service: _, ...withoutService } = good;

const problemOf = (value: unknown): string => {
  const reading = parseRecord(value);
  return 'problem' in reading ? reading.problem : 'none';
};

describe('records from outside', () => {
  test('the five required fields are enough; null and empty are the same as absent', () => {
    expect(parseRecord(good)).toEqual({ record: good });
    expect(
      problemOf({
        ...good,
        kind: null,
        finishedAt: null,
        failure: null,
        changes: null,
        leadTimeHours: null,
      }),
    ).toBe('none');
  });

  test.each([
    [null, 'is no JSON object'],
    [[good], 'is no JSON object'],
    ['text', 'is no JSON object'],
    [withoutService, 'has no service'],
    [{ ...good, identifier: '' }, 'has no identifier'],
    [{ ...good, identifier: 5 }, 'has the identifier 5, which is no text'],
    [
      { ...good, status: 'Cancelled' },
      'has the status "Cancelled", which is none of Success, Failed',
    ],
    [{ ...good, status: 'success' }, 'has the status "success", which is none of Success, Failed'],
    [
      { ...good, environment: 'prod' },
      'has the environment "prod", which is none of Production, Staging, Testing',
    ],
    [
      { ...good, kind: 'odd' },
      'has the kind "odd", which is none of standard, baseline, redeploy, rollback, hotfix',
    ],
    [
      { ...good, createdAt: 'yesterday' },
      'has the createdAt "yesterday", which is written in words',
    ],
    [{ ...good, createdAt: '2026-02-30T00:00:00Z' }, 'has the day 30'],
    [{ ...good, createdAt: 1_767_312_000 }, 'which is no text'],
    [
      { ...good, finishedAt: '2026-01-02' },
      'has the finishedAt "2026-01-02", which is a date without a time of day',
    ],
    [{ ...good, failure: { reason: 'bad luck' } }, 'has the reason "bad luck"'],
    [{ ...good, failure: {} }, 'has a failure without a reason'],
    [{ ...good, leadTimeHours: '5' }, 'has the leadTimeHours "5", which is no number'],
    [
      { ...good, leadTimeHours: 1e300 },
      'has the leadTimeHours 1e+300, which is no number of hours',
    ],
    [{ ...good, changes: {} }, 'has the changes {}, which is no list'],
  ])('%j: %s', (value, expected) => {
    expect(problemOf(value)).toContain(expected);
  });

  test('times in other forms come out in UTC', () => {
    const given = {
      ...good,
      createdAt: '2026-01-02T03:00:00+02:00',
      recoveredAt: '1767312000',
      failure: { reason: 'run', at: '2026-01-02 01:00Z' },
    };
    expect(parseRecord(given)).toMatchObject({
      record: {
        ...{ createdAt: '2026-01-02T01:00:00.000Z', recoveredAt: '2026-01-02T00:00:00.000Z' },
        failure: { reason: 'run', at: '2026-01-02T01:00:00.000Z' },
      },
    });
  });

  test('nothing that JSON can hold makes it throw', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...Object.keys(good), 'changes', 'failure'),
        (value, name) => {
          expect(() => [parseRecord(value), parseRecord({ ...good, [name]: value })]).not.toThrow();
          expect(() => [
            parseIncident(value),
            parseIncident({ identifier: 'i', createdAt: at(1), [name]: value }),
          ]).not.toThrow();
        },
      ),
    );
  });
});

describe('incidents from outside', () => {
  const problem = (value: unknown): string => {
    const reading = parseIncident(value);
    return 'problem' in reading ? reading.problem : 'none';
  };

  test('identifier and begin are enough', () => {
    expect(
      parseIncident({ identifier: 'i', createdAt: '2026-01-02T03:00:00+02:00' }),
    ).toMatchObject({
      incident: {
        identifier: 'i',
        createdAt: '2026-01-02T01:00:00.000Z',
        resolvedAt: null,
        service: null,
      },
    });
  });

  test.each([
    [{ createdAt: at(1) }, 'has no identifier'],
    [{ identifier: 'i' }, 'has no createdAt'],
    [{ identifier: 'i', createdAt: 'x' }, 'has the createdAt "x"'],
    [{ identifier: 'i', createdAt: at(2), resolvedAt: at(1) }, 'is resolved before it was opened'],
    [{ identifier: 'i', createdAt: at(2), service: 4 }, 'has the service 4, which is no text'],
  ])('%j: %s', (value, expected) => {
    expect(problem(value)).toContain(expected);
  });
});
