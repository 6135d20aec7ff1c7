import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveStatus, type StatusFacts } from '../../src/deployment/derive-status.ts';
import { statusWords } from '../../src/deployment/status-word.ts';

const job: StatusFacts = { option: undefined, event: null, job: 'success', countCancelled: false };
const derive = (facts: Partial<StatusFacts>) => deriveStatus({ ...job, ...facts });

describe('the outcome of a deployment', () => {
  test("is the option's, before the event's, before the job's", () => {
    expect(derive({ option: 'failure', event: 'success', job: 'success' })).toEqual({
      status: 'Failed',
    });
    expect(derive({ event: 'timed_out', job: 'success' })).toEqual({ status: 'Failed' });
    expect(derive({ job: 'failure' })).toEqual({ status: 'Failed' });
    expect(derive({ option: ' SUCCEEDED ', job: 'failure' })).toEqual({ status: 'Success' });
    expect(derive({ option: '  ', job: 'failure' })).toEqual({ status: 'Failed' });
  });

  test.each([
    [{ job: 'cancelled' }, 'the job\'s status is "cancelled": not a deployment'],
    [{ event: 'skipped' }, 'the event\'s status is "skipped": not a deployment'],
    [{ option: 'aborted' }, 'the option status is "aborted": not a deployment'],
    [
      { event: 'in_progress' },
      'the event\'s status is "in_progress": the deployment has not ended',
    ],
  ] as const)('%j is nothing to report, and nobody has to act', (facts, reason) => {
    expect(derive(facts)).toEqual({
      notReported: { code: null, reason, hint: null, level: 'notice' },
    });
  });

  test.each([
    [{ job: 'running' }, 'CI_FACT_MISSING', 'warning', /has not ended/],
    [{ option: 'running' }, 'CI_FACT_MISSING', 'warning', /has not ended/],
    [{ job: 'unknown' }, 'CI_FACT_MISSING', 'warning', /does not tell how the job ended/],
    [{ event: 'odd' }, 'CI_FACT_MISSING', 'warning', /"odd", which is no outcome/],
    [{ event: '' }, 'CI_FACT_MISSING', 'warning', /no outcome/],
    [{ option: 'sucess' }, 'OPTION_INVALID', 'error', /"sucess", which is no outcome/],
    [{ option: '0' }, 'OPTION_INVALID', 'error', /no outcome/],
  ] as const)('%j is not guessed: %s', (facts, code, level, reason) => {
    expect(derive(facts)).toEqual({
      notReported: {
        code,
        level,
        reason: expect.stringMatching(reason),
        hint: expect.stringContaining('set `status`'),
      },
    });
  });

  test('cancelled counts as failed only when that is asked for', () => {
    for (const word of statusWords['not-a-deployment'])
      expect(derive({ option: word, countCancelled: true })).toEqual({ status: 'Failed' });
    expect(derive({ job: 'success', countCancelled: true })).toEqual({ status: 'Success' });
    expect(derive({ job: 'running', countCancelled: true })).toHaveProperty('notReported');
  });

  test('a hostile word stays on one short line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }), (option) => {
        const outcome = derive({ option });
        const reason = 'notReported' in outcome ? outcome.notReported.reason : '';
        expect(reason).not.toMatch(/[\r\n]/);
        expect(reason.length).toBeLessThan(800);
      }),
    );
  });

  test('a word that goes on for pages is cut', () => {
    const outcome = derive({ option: 'x'.repeat(5000) });
    expect('notReported' in outcome && outcome.notReported.reason).toContain(
      `"${'x'.repeat(100)}"`,
    );
  });
});
