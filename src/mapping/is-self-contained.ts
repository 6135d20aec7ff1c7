const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * Whether every bracket and string that a filter opens is closed in it, in order. Only then can it stand in parentheses
 * beside others without becoming part of them. Nothing is said about the rest of its syntax.
 */
export function isSelfContained(filter: string): boolean {
  /** What has to be closed; a `"` is a string around the part that is interpolated. */
  const open: string[] = [];
  let inString = false;
  for (let index = 0; index < filter.length; index += 1) {
    const sign = filter[index] ?? '';
    if (inString) {
      if (sign === '"') inString = false;
      else if (sign === '\\') {
        index += 1;
        if (filter[index] === '(') {
          open.push('"');
          inString = false;
        }
      }
    } else if (sign === '"') inString = true;
    else if (sign === '#') index = endOfLine(filter, index);
    else if (sign in closing) open.push(closing[sign] ?? '');
    else if (sign === ')' && open.at(-1) === '"') {
      open.pop();
      inString = true;
    } else if ((sign === ')' || sign === ']' || sign === '}') && open.pop() !== sign) return false;
  }
  return !inString && open.length === 0;
}

/** A comment ends at a line feed; whether a backslash before it continues the comment depends on the version of jq. */
function endOfLine(filter: string, from: number): number {
  const end = filter.indexOf('\n', from);
  return end < 0 ? filter.length : end;
}
