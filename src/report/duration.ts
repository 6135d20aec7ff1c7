/** A time span as people say it: `45 s`, `5 min 10 s`, `2 h 5 min`, `3 d 4 h`. `null` when it is not known or negative. */
export function renderDuration(
  from: string | null | undefined,
  to: string | null | undefined,
): string | null {
  if (!from || !to) return null;
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  return seconds >= 0 ? renderSeconds(seconds) : null;
}

/** Hours in the same words. */
export const renderHours = (hours: number): string => renderSeconds(Math.round(hours * 3600));

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** The two largest units: more would be read by nobody. */
function renderSeconds(seconds: number): string {
  const first = Math.max(
    0,
    units.findIndex(([, length]) => seconds >= length),
  );
  if (seconds < 1) return '0 s';
  let rest = seconds;
  return units
    .slice(first, first + 2)
    .map(([name, length]) => {
      const count = Math.floor(rest / length);
      rest -= count * length;
      return `${count} ${name}`;
    })
    .join(' ');
}
