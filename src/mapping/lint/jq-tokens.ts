/** A piece of a jq filter. Literal text of a string is `text`; what is interpolated into it follows as tokens of its own. */
export interface JqToken {
  readonly kind: 'name' | 'field' | 'variable' | 'format' | 'number' | 'text' | 'sign';
  /** The name without `.`, `$` or `@`; of a text what stands between the quotes, escapes included. */
  readonly value: string;
  /** Where it begins in the filter. */
  readonly at: number;
}

/** One pattern a kind; the first that fits wins. */
const patterns: readonly (readonly [JqToken['kind'], RegExp])[] = [
  ['field', /\.([A-Za-z_]\w*)/y],
  ['variable', /\$\s*((?:[A-Za-z_]\w*::)*[A-Za-z_]\w*)/y],
  ['format', /@([A-Za-z0-9_]+)/y],
  ['name', /((?:[A-Za-z_]\w*::)*[A-Za-z_]\w*)/y],
  ['number', /((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y],
  ['sign', /(\?\/\/|\/\/=|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\/\/|\.\.|[^\s])/y],
];

/** The tokens of a filter, right or wrong: what is no jq becomes signs. Comments and white space are left out. */
export function jqTokens(filter: string): readonly JqToken[] {
  const tokens: JqToken[] = [];
  /** How deep in parentheses each interpolation is that is still open. */
  const interpolations: number[] = [];
  let depth = 0;
  let at = 0;
  const readText = (): void => {
    const { end, isInterpolated } = textEnd(filter, at);
    tokens.push({ kind: 'text', value: filter.slice(at, end), at });
    if (isInterpolated) interpolations.push(depth);
    at = end + (isInterpolated ? 2 : 1);
  };
  while (at < filter.length) {
    const sign = filter[at] ?? '';
    if (/\s/.test(sign)) at += 1;
    else if (sign === '#') at = lineEnd(filter, at);
    else if (sign === '"') {
      at += 1;
      readText();
    } else if (sign === ')' && interpolations.at(-1) === depth) {
      interpolations.pop();
      at += 1;
      readText();
    } else {
      const token = tokenAt(filter, at);
      if (token.value === '(' && token.kind === 'sign') depth += 1;
      if (token.value === ')' && token.kind === 'sign') depth -= 1;
      tokens.push(token);
      at += token.length;
    }
  }
  return tokens;
}

function tokenAt(filter: string, at: number): JqToken & { readonly length: number } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(filter);
    if (match) return { kind, value: match[1] ?? '', at, length: match[0].length };
  }
  return { kind: 'sign', value: filter[at] ?? '', at, length: 1 };
}

/** Where the literal part of a text ends: at its quote, at an interpolation, or with the filter. */
function textEnd(filter: string, from: number): { end: number; isInterpolated: boolean } {
  for (let at = from; at < filter.length; at += 1) {
    if (filter[at] === '"') return { end: at, isInterpolated: false };
    if (filter[at] !== '\\') continue;
    if (filter[at + 1] === '(') return { end: at, isInterpolated: true };
    at += 1;
  }
  return { end: filter.length, isInterpolated: false };
}

function lineEnd(filter: string, from: number): number {
  const end = filter.indexOf('\n', from);
  return end < 0 ? filter.length : end;
}
