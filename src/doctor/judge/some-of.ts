/** The first few of a list in words, and how many more there are. */
export function someOf(list: readonly string[], most: number): string {
  const shown = list.slice(0, most).join(', ');
  return list.length > most ? `${shown} and ${list.length - most} more` : shown;
}
