import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linkCandidates, linkIncident } from '../../src/deployment/incident-link.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { endOfOutage } from '../../src/deployment/recovery.ts';
import { at, deployed, incident } from './deployed.ts';

const candidates = linkCandidates(deployed('a=V1 b=V2 c=V3!'));

describe('an incident', () => {
  test('that names a deployment belongs to it, whatever its time and service', () => {
    const named = { ...incident('i', 999, null), service: null, deployment: 'x' };
    expect(linkIncident(named, candidates)).toEqual({ deployment: 'x', by: 'given' });
  });

  test.each([
    ['at the moment in which it ended', 1, 'b'],
    ['later', 2.5, 'b'],
    ['just before the next one ended', 0.99, 'a'],
    ['24 hours later', 25, 'b'],
  ])('belongs to the latest success that ended before it: %s', (_, hour, deployment) => {
    expect(linkIncident(incident('i', hour, null), candidates)).toEqual({ deployment, by: 'time' });
  });

  test.each([
    ['before any deployment', incident('i', -1, null), /^no successful production deployment of/],
    ['after more than 24 hours', incident('i', 25.01, null), /in the 24 hours before it$/],
    ['of another service', { ...incident('i', 2, null), service: 'pay' }, /of pay ended/],
    ['of no service', { ...incident('i', 2, null), service: null }, /^it names no service$/],
    ['without a time', { ...incident('i', 2, null), createdAt: 'now' }, /time cannot be read/],
  ])('belongs to none: %s', (_, one, reason) => {
    expect(linkIncident(one, candidates)).toEqual({
      deployment: null,
      reason: expect.stringMatching(reason),
    });
  });

  test('goes by the window that is set', () => {
    expect(linkIncident(incident('i', 3, null), candidates, 1)).toMatchObject({ deployment: null });
    expect(linkIncident(incident('i', 49, null), candidates, 48)).toMatchObject({
      deployment: 'b',
    });
  });

  test('does not belong to a deployment of another environment, nor to one that failed', () => {
    const [a, b] = deployed('a=V1 b=V2') as [DeploymentRecord, DeploymentRecord];
    const only = linkCandidates([
      { ...a, environment: 'Staging' },
      { ...b, status: 'Failed' },
    ]);
    expect(linkIncident(incident('i', 2, null), only)).toMatchObject({ deployment: null });
  });

  test('is found in any number of deployments as by looking at each', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60)), fc.nat(80), fc.nat(30), (hours, hour, window) => {
        const records = hours.map((end, index) => ({
          ...(deployed('a=V1')[0] as DeploymentRecord),
          identifier: `d${index}`,
          finishedAt: at(end),
        }));
        const fitting = records
          .filter(({ finishedAt }) => finishedAt <= at(hour) && finishedAt >= at(hour - window))
          .map(({ finishedAt, identifier }) => `${finishedAt} ${identifier}`)
          .sort();
        const link = linkIncident(incident('i', hour, null), linkCandidates(records), window);
        expect(link.deployment).toBe(fitting.at(-1)?.split(' ')[1] ?? null);
      }),
    );
  });
});

test.each([
  ['no incident', [], Number.POSITIVE_INFINITY],
  ['one', [[1, 2]], 2],
  [
    'two that overlap',
    [
      [1, 3],
      [2, 5],
    ],
    5,
  ],
  [
    'two that touch',
    [
      [1, 3],
      [3, 5],
    ],
    5,
  ],
  [
    'one inside another',
    [
      [1, 9],
      [2, 3],
    ],
    9,
  ],
  [
    'a later one',
    [
      [1, 2],
      [3, 9],
    ],
    2,
  ],
  [
    'an open one that began in between',
    [
      [1, 3],
      [2, Number.POSITIVE_INFINITY],
    ],
    Number.POSITIVE_INFINITY,
  ],
  [
    'whichever is named first',
    [
      [3, 9],
      [1, 2],
    ],
    2,
  ],
] as [string, [number, number][], number][])('the outage of %s ends', (_, spans, end) => {
  expect(endOfOutage(spans.map(([began, ended]) => ({ began, ended })))).toBe(end);
});
