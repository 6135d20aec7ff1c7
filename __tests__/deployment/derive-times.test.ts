import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveTimes, type TimeFacts } from '../../src/deployment/derive-times.ts';

/** `at(4)` is 03:04 of the same day. */
const at = (minute: number) =>
  new Date(Date.parse('2026-01-02T03:00:00.000Z') + minute * 60_000).toISOString();

interface Told {
  readonly created?: string | null;
  readonly finished?: string | null;
  readonly eventCreated?: string | null;
  readonly eventFinished?: string | null;
  readonly started?: string | null;
  readonly job?: string | null;
}

const factsOf = (told: Told): TimeFacts => ({
  option: { createdAt: told.created ?? null, finishedAt: told.finished ?? null },
  event: { createdAt: told.eventCreated ?? null, finishedAt: told.eventFinished ?? null },
  startedAt: told.started ?? null,
  jobCreatedAt: told.job ?? null,
  now: Date.parse(at(10)),
});
const derive = (told: Told) => deriveTimes(factsOf(told));

const all: Told = {
  created: at(1),
  finished: at(9),
  eventCreated: at(2),
  eventFinished: at(8),
  started: at(3),
  job: at(0),
};

const sources: readonly (readonly [what: string, told: Told, from: string, to: string])[] = [
  ['the options come first', all, at(1), at(9)],
  ['then the event', { ...all, created: null, finished: null }, at(2), at(8)],
  [
    'then our own clock at the begin of the job, and now',
    { started: at(3), job: at(0) },
    at(3),
    at(10),
  ],
  ["then the CI's begin of the job", { job: at(0) }, at(0), at(10)],
  ['then the end itself', {}, at(10), at(10)],
  [
    "a begin after the event's end is not one",
    { eventFinished: at(4), started: at(9), job: at(2) },
    at(2),
    at(4),
  ],
  [
    'a begin after a given end is not one',
    { finished: at(1), started: at(3), job: at(2) },
    at(1),
    at(1),
  ],
  [
    "an event's end before a given begin is not one",
    { created: at(5), eventFinished: at(4) },
    at(5),
    at(10),
  ],
  [
    "an event's end in the future is not one",
    { eventFinished: at(16), started: at(1) },
    at(1),
    at(10),
  ],
  [
    'a given begin that is ahead by the difference of clocks is also the end',
    { created: at(14) },
    at(14),
    at(14),
  ],
  ['begin and end may be one', { created: at(5), eventFinished: at(5) }, at(5), at(5)],
  ['also when the user says so', { created: at(5), finished: at(5) }, at(5), at(5)],
  [
    'a time that cannot be read is not one',
    { eventCreated: '2026-01-02 03:00', started: at(3) },
    at(3),
    at(10),
  ],
  ['other forms are brought into one', { job: '2026-01-02 04:00:00+01:00' }, at(0), at(10)],
];

describe('begin and end of a deployment', () => {
  test.each(sources)('%s', (_, told, createdAt, finishedAt) => {
    expect(derive(told)).toMatchObject({ createdAt, finishedAt });
  });

  test('what was left out is said', () => {
    expect(
      derive({ eventFinished: at(16), eventCreated: at(12), started: 'soon', job: at(1) }),
    ).toEqual({
      createdAt: at(1),
      finishedAt: at(10),
      notices: [
        "the event's end was left out: it is in the future",
        "the event's begin was left out: it is after the end of the deployment",
        expect.stringMatching(/^the begin of this step was left out: it is /),
      ],
    });
    expect(derive(all)).toHaveProperty('notices', []);
    expect(derive({ eventCreated: at(4), eventFinished: at(4) })).toHaveProperty('notices', []);
  });

  test.each([
    [{ created: at(16) }, /^created-at .*in the future/],
    [{ finished: at(16) }, /^finished-at .*in the future/],
    [{ created: at(8), finished: at(7) }, /^created-at .*is after finished-at/],
  ] as const)('%j is refused, because the user gave it', (told, reason) => {
    expect(derive({ ...all, created: null, finished: null, ...told })).toEqual({
      notReported: {
        code: 'OPTION_INVALID',
        level: 'error',
        reason: expect.stringMatching(reason),
        hint: expect.stringContaining('give'),
      },
    });
  });

  test('whatever the sources say, the end is never before the begin, nor in the future', () => {
    const minute = fc.integer({ min: -100_000, max: 30 }).map(at);
    const time = fc.option(fc.oneof(minute, fc.constantFrom(at(15), at(10)), fc.string()));
    const option = fc.option(minute);
    fc.assert(
      fc.property(
        fc.record({
          created: option,
          finished: option,
          eventCreated: time,
          eventFinished: time,
          started: time,
          job: time,
        }),
        (told) => {
          const times = derive(told);
          if ('notReported' in times) {
            expect(told.created ?? told.finished).not.toBeNull();
            return;
          }
          expect(times.createdAt <= times.finishedAt).toBe(true);
          expect(times.finishedAt <= at(15)).toBe(true);
          if (told.created) expect(times.createdAt).toBe(told.created);
          if (told.finished) expect(times.finishedAt).toBe(told.finished);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
