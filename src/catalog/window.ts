import { isJsonObject, type JsonObject } from '../port/json.ts';
import type { Interval, Window } from './choices.ts';

interface WindowFacts {
  /** Port's name for the dates between this long ago and now. Lengths: Port API reference, date presets. */
  readonly preset: string;
  readonly days: number;
  readonly words: string;
  /** What charts of this window are divided into. */
  readonly chart: { readonly interval: string; readonly title: string; readonly each: string };
}

const week = { interval: 'isoWeek', title: 'Week', each: 'a week' };

const factsOf: Readonly<Record<Window, WindowFacts>> = {
  'last-week': {
    preset: 'lastWeek',
    days: 7,
    words: 'Last 7 Days',
    chart: { interval: 'day', title: 'Day', each: 'a day' },
  },
  'last-month': { preset: 'lastMonth', days: 30, words: 'Last 30 Days', chart: week },
  'last-3-months': { preset: 'last3Months', days: 90, words: 'Last 90 Days', chart: week },
};

/** Days in an interval; a month is a twelfth of a year. */
const daysIn: Readonly<Record<Interval, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.25 / 12,
};

/** How the interval stands in a calculation, exactly as people would write it. */
const daysText: Readonly<Record<Interval, string>> = {
  hour: '(1 / 24)',
  day: '1',
  week: '7',
  month: '(365.25 / 12)',
};

const capitalised = (word: string): string => word[0]?.toUpperCase() + word.slice(1);

/** A definition for another window and interval than those that the catalog's files are written for. */
export function overWindow(definition: JsonObject, window: Window, interval: Interval): JsonObject {
  const { preset, days, words, chart } = factsOf[window];
  const text = (value: string): string =>
    value
      .replaceAll('Last 30 Days', words)
      .replaceAll('per Week', `per ${capitalised(interval)}`)
      .replaceAll('/ (30 / 7)', `/ (${days} / ${daysText[interval]})`)
      .replace(/(?<=deployments |hours |minutes )a week/g, chart.each);
  const change = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => change(one, ''));
    if (isJsonObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, change(one, name)]),
      );
    }
    if (key === 'preset') return preset;
    if (key === 'timeInterval') return chart.interval;
    if (key === 'xAxisTitle') return chart.title;
    return typeof value === 'string' && key !== 'markdown' ? text(value) : value;
  };
  return change(definition, '') as JsonObject;
}

/** A threshold for deployments per week, for deployments per another interval. */
export function perInterval(perWeek: number, interval: Interval): number {
  return Number(((perWeek * daysIn[interval]) / 7).toPrecision(4));
}
