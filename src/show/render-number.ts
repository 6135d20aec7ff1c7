/** A number as people read it: at most three digits that matter. */
export function shortNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

/** `12 min`, `5.3 h` or `2.4 days`. */
export function hoursInWords(hours: number): string {
  if (hours === 0) return '0 min';
  if (hours < 1 / 60) return `${shortNumber(hours * 3600)} s`;
  if (hours < 1) return `${shortNumber(hours * 60)} min`;
  return hours < 48 ? `${shortNumber(hours)} h` : `${shortNumber(hours / 24)} days`;
}

/** Deployments a day, in the unit in which they are not a fraction. */
export function rateInWords(perDay: number): string {
  if (perDay === 0) return '0 a day';
  if (perDay >= 1) return `${shortNumber(perDay)} a day`;
  return perDay * 7 >= 1
    ? `${shortNumber(perDay * 7)} a week`
    : `${shortNumber((perDay * 365.25) / 12)} a month`;
}

export const percent = (ratio: number): string => `${shortNumber(ratio * 100)} %`;

/** `1 change`, `2 changes`. */
export const counted = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? '' : 's'}`;
