import { isKeyword } from './jq-reads.ts';
import { type JqToken, jqTokens } from './jq-tokens.ts';

/** A function that a filter calls, with the number of its arguments. */
export interface JqCall {
  readonly name: string;
  readonly arity: number;
  readonly at: number;
  /** Its place in the list of tokens. */
  readonly index: number;
}

/** The functions that a filter calls and does not define itself. */
export function jqCalls(filter: string): readonly JqCall[] {
  const tokens = jqTokens(filter);
  const own = new Set<string>();
  tokens.forEach((token, index) => {
    if (token.value === 'def' && token.kind === 'name') own.add(tokens[index + 1]?.value ?? '');
  });
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'name' || isKeyword(token) || own.has(token.value)) return [];
    if (isObjectKey(tokens, index)) return [];
    return [{ name: token.value, arity: arityAt(tokens, index + 1), at: token.at, index }];
  });
}

/** `{name: 1}` and `{name}` name keys. A call is never followed by a colon, and never stands between brace and comma. */
function isObjectKey(tokens: readonly JqToken[], index: number): boolean {
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (after?.kind === 'sign' && after.value === ':') return true;
  const opens = before?.kind === 'sign' && (before.value === '{' || before.value === ',');
  const closes = after?.kind === 'sign' && (after.value === '}' || after.value === ',');
  return opens && closes && isInBraces(tokens, index);
}

function isInBraces(tokens: readonly JqToken[], index: number): boolean {
  const open: string[] = [];
  for (const token of tokens.slice(0, index)) {
    if (token.kind !== 'sign') continue;
    if ('([{'.includes(token.value)) open.push(token.value);
    if (')]}'.includes(token.value)) open.pop();
  }
  return open.at(-1) === '{';
}

function arityAt(tokens: readonly JqToken[], open: number): number {
  if (tokens[open]?.kind !== 'sign' || tokens[open]?.value !== '(') return 0;
  let depth = 0;
  let count = 1;
  for (const token of tokens.slice(open)) {
    if (token.kind !== 'sign') continue;
    if ('([{'.includes(token.value)) depth += 1;
    if (')]}'.includes(token.value)) depth -= 1;
    if (depth === 0) return count;
    if (token.value === ';' && depth === 1) count += 1;
  }
  return count;
}

/** The text that is the first argument of a call, as in `test("^v")`; `null` when it is anything else. */
export function textArgument(filter: string, { index }: JqCall): string | null {
  const [open, text, after] = jqTokens(filter).slice(index + 1, index + 4);
  const isText = open?.value === '(' && text?.kind === 'text';
  return isText && (after?.value === ')' || after?.value === ';') ? text.value : null;
}
