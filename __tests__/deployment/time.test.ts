import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isFuture, parseTime } from '../../src/deployment/time.ts';

const understood: readonly (readonly [text: string, value: string])[] = [
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02T03:04:05.6Z', '2026-01-02T03:04:05.600Z'],
  ['2026-01-02T03:04:05.678901234Z', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02T03:04:05.9999Z', '2026-01-02T03:04:05.999Z'],
  ['2026-01-02T03:04Z', '2026-01-02T03:04:00.000Z'],
  ['  2026-01-02T03:04:05Z\n', '2026-01-02T03:04:05.000Z'],
  ['2020-12-15 13:20:30+00:00', '2020-12-15T13:20:30.000Z'],
  ['2020-02-10 13:29:58-05:00', '2020-02-10T18:29:58.000Z'],
  ['2026-01-01T00:30:00+0530', '2025-12-31T19:00:00.000Z'],
  ['2026-01-02T03:04:05-00:00', '2026-01-02T03:04:05.000Z'],
  ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
  ['2026-12-31T23:59:59.999+14:00', '2026-12-31T09:59:59.999Z'],
  ['1722617519', '2024-08-02T16:51:59.000Z'],
  ['1538494923000', '2018-10-02T15:42:03.000Z'],
  ['1538494923000999', '2018-10-02T15:42:03.000Z'],
  ['1538494923123456789', '2018-10-02T15:42:03.123Z'],
];

const refused: readonly (readonly [text: string, reason: RegExp])[] = [
  ['', /is empty/],
  ['   ', /is empty/],
  ['7/04/2025 1:45:10 AM +00:00', /day from the month/],
  ['30/11/2021 10:00:00', /day from the month/],
  ['03-04-2026 10:00', /day from the month/],
  ['03.04.26', /day from the month/],
  ['Tuesday, September 10, 1:23 PM', /in words/],
  ['Monday, 7 April 2025 1:45:10 PM', /in words/],
  ['Fri, 02 Jan 2026 03:04:05 GMT', /in words/],
  ['yesterday', /in words/],
  ['2024-01-02 03:04:05 PM', /safely/],
  ['2026-01-02T03:04:05', /zone/],
  ['2026-01-02 03:04', /zone/],
  ['2026-01-02', /without a time of day/],
  ['2026-01-02T03:04:05 +00:00', /space before its offset/],
  ['20260101T101010+0000', /without separators/],
  ['2026-02-30T00:00:00Z', /day 30.*01 to 28/],
  ['2025-02-29T00:00:00Z', /day 29/],
  ['1900-02-29T00:00:00Z', /day 29/],
  ['2026-04-31T00:00:00Z', /day 31/],
  ['2026-01-00T00:00:00Z', /day 0/],
  ['2026-13-01T00:00:00Z', /month 13/],
  ['2026-00-01T00:00:00Z', /month 0/],
  ['2026-01-02T24:00:00Z', /hour 24/],
  ['2026-01-02T23:60:00Z', /minute 60/],
  ['2026-12-31T23:59:60Z', /leap second/],
  ['2026-12-31T23:59:61Z', /second 61/],
  ['2026-01-02T03:04:05+14:01', /offset/],
  ['2026-01-02T03:04:05+02:60', /offset/],
  ['2026-01-02T03:04:05+99:00', /offset/],
  ['0001-01-01T00:00:00Z', /year 1,/],
  ['1970-01-01T00:00:00Z', /year 1970/],
  ['9999-12-31T23:59:59Z', /year 9999/],
  ['12026-01-02T03:04:05Z', /safely/],
  ['0000000001', /year 1970/],
  ['9999999999', /year 2286/],
  ['0', /1 digits/],
  ['20260102030405', /14 digits/],
  ['17226175190', /11 digits/],
  ['-1722617519', /sign or a fraction/],
  ['1722617519.5', /sign or a fraction/],
  ['1.7e9', /safely/],
  ['$(System.PipelineStartTime)', /variable/],
  ['${{CF_BUILD_TIMESTAMP}}', /variable/],
  ['#{Octopus.Deployment.Created}', /variable/],
  ['<nil>', /variable/],
  ['٢٠٢٦-01-02T03:04:05Z', /safely/],
  ['2026-01-02T03:04:05Z\u0000', /safely/],
  ['2026-01-02T03:04:05Z; rm -rf', /safely/],
];

describe('reading a time', () => {
  test.each(understood)('%j is %s', (text, value) => {
    expect(parseTime(text)).toEqual({ value });
  });

  test.each(refused)('%j is refused with a reason and what to give instead', (text, reason) => {
    const parsed = parseTime(text);
    expect(parsed).toEqual({ problem: expect.stringMatching(reason) });
    expect(parsed).toEqual({ problem: expect.stringMatching(/: give /) });
  });

  const realDates = fc.date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2199-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });

  test('every canonical time stays as it is', () => {
    fc.assert(
      fc.property(realDates, (date) => {
        expect(parseTime(date.toISOString())).toEqual({ value: date.toISOString() });
      }),
    );
  });

  test('the same instant is read from every offset', () => {
    fc.assert(
      fc.property(realDates, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 23);
        fc.pre(/^\d{4}/.test(local));
        const size = Math.abs(offset);
        const zone = [Math.floor(size / 60), size % 60].map((part) =>
          String(part).padStart(2, '0'),
        );
        const text = `${local}${offset < 0 ? '-' : '+'}${zone.join(':')}`;
        expect(parseTime(text)).toEqual({ value: date.toISOString() });
        expect(parseTime(text.replace('T', ' '))).toEqual({ value: date.toISOString() });
      }),
    );
  });

  test('a date is read exactly when the calendar has it', () => {
    const number = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2199 }),
        number(14),
        number(33),
        (year, month, day) => {
          const pad = (part: number) => String(part).padStart(2, '0');
          const text = `${year}-${pad(month)}-${pad(day)}T12:00:00Z`;
          const date = new Date(text);
          const exists = !Number.isNaN(date.getTime()) && date.getUTCDate() === day;
          expect('value' in parseTime(text)).toBe(exists);
        },
      ),
    );
  });

  test('whatever is given, the answer is a canonical time or one line that does not repeat it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d:TZ+ .-]{0,32}$/)),
        (text) => {
          const parsed = parseTime(text);
          if ('value' in parsed) {
            expect(parsed.value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
            expect(new Date(parsed.value).toISOString()).toBe(parsed.value);
          } else {
            expect(parsed.problem).toMatch(/^[\x20-\x7e]+$/);
          }
        },
      ),
    );
  });
});

describe('a time in the future', () => {
  const now = Date.parse('2026-01-02T03:00:00.000Z');

  test('five minutes are left for clocks that differ', () => {
    expect(isFuture('2026-01-02T03:05:00.000Z', now)).toBe(false);
    expect(isFuture('2026-01-02T03:05:00.001Z', now)).toBe(true);
    expect(isFuture('2026-01-01T03:00:00.000Z', now)).toBe(false);
  });
});
