import { describe, expect, test } from '@jest/globals';
import { parseGate } from '../../src/metrics/gate.ts';
import { judge } from '../../src/metrics/judge-gate.ts';
import { all, at, change, deployment } from './measure-records.ts';

const gate = (text: string) => {
  const parsed = parseGate(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
};

const problem = (text: string): string => {
  const parsed = parseGate(text);
  return 'problem' in parsed ? parsed.problem : 'none';
};

describe('conditions', () => {
  test.each([
    ['change-failure-rate > 15%', 0.15],
    ['change-failure-rate>0.15', 0.15],
    ['changeFailureRate >= 15 %', 0.15],
    ['lead-time-for-changes > 2d', 48],
    ['lead-time-for-changes.p90 > 1.5 weeks', 252],
    ['failed-deployment-recovery-time mean > 90m', 1.5],
    ['mean-time-to-recovery > 2h', 120],
    ['mean-time-to-recovery > 45', 45],
    ['deployment-frequency < 1/week', 1 / 7],
    ['deployment-frequency < 1 per week', 1 / 7],
    ['deployment-frequency <= 0.5', 0.5],
  ])('%s has the bound %d in the unit of the metric', (text, bound) => {
    expect(gate(text).bound).toBeCloseTo(bound, 10);
  });

  test.each([
    ['', 'is not of the form'],
    ['change-failure-rate', 'is not of the form'],
    ['change-failure-rate = 15%', 'is not of the form'],
    ['change-failure-rate > -1', 'is not of the form'],
    ['speed > 3', 'names no metric'],
    ['change-failure-rate > 15 h', 'has a unit'],
    ['lead-time-for-changes > 15%', 'has a unit'],
    ['change-failure-rate.p90 > 15%', 'asks for the p90'],
    ['change-failure-rate > 15', 'more than all deployments: write 15% for'],
    ['deployment-rework-rate > 101%', 'more than all deployments'],
    ['failed-deployment-recovery-time.p90 > 1h', 'asks for the p90'],
  ])('%s is refused: %s', (text, expected) => {
    expect(problem(text)).toContain(expected);
  });

  const records = [
    deployment(at(2), { changes: [change(10, at(2)), change(40, at(2))] }),
    deployment(at(3), { status: 'Failed' }),
  ];

  test.each([
    ['change-failure-rate > 50%', 'holds', 'it is 50 %'],
    ['change-failure-rate >= 50%', 'fails', 'it is 50 %'],
    ['lead-time-for-changes > 1d', 'fails', 'it is 25 hours'],
    ['lead-time-for-changes.p90 > 37 h', 'holds', 'it is 37 hours'],
    [
      'failed-deployment-recovery-time > 1h',
      'unknown',
      'no number: no failed deployment of the window has recovered yet',
    ],
    ['mean-time-to-recovery > 1h', 'unknown', 'no number: no incidents were read'],
  ])('%s %s: %s', (text, outcome, says) => {
    expect(judge(gate(text), all(records))).toMatchObject({ gate: text, outcome, says });
  });
});
