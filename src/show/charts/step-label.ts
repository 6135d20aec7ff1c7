const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A step of a trend as short as an axis needs it: `Jan 2`, `W01` or `Jan 26` for January 2026. */
export function stepLabel(name: string): string {
  const [, year = '', week, month, day] =
    /^(\d{4,})-(?:(W\d\d)|(\d\d)(?:-(\d\d))?)$/.exec(name) ?? [];
  if (week !== undefined) return week;
  const word = months[Number(month) - 1];
  if (word === undefined) return name;
  return day === undefined ? `${word} ${year.slice(-2)}` : `${word} ${Number(day)}`;
}
