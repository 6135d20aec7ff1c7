import { type JqToken, jqTokens } from './jq-tokens.ts';

/** A field that a filter reads. */
export interface JqRead {
  /** `['base', 'ref']` for `.base.ref`. */
  readonly path: readonly string[];
  /** Whether it surely begins at the payload, and not at something that the filter made of it. */
  readonly isFromPayload: boolean;
  /** Where the token after it stands in the list of tokens. */
  readonly next: number;
}

/** The fields that a filter reads, in their order. */
export function jqReads(filter: string): readonly JqRead[] {
  const tokens = jqTokens(filter);
  const reads: JqRead[] = [];
  // Each open bracket, and whether what stands in it looks at something else than the payload.
  const frames: boolean[] = [false];
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    if (!token) break;
    const path = pathAt(tokens, index);
    if (path) {
      const isFromPayload = !frames.includes(true) && !isTermEnd(tokens[index - 1]);
      reads.push({ path: path.keys, isFromPayload, next: path.next });
      index = path.next;
      continue;
    }
    follow(token, tokens[index - 1], frames);
    index += 1;
  }
  return reads;
}

function follow(token: JqToken, before: JqToken | undefined, frames: boolean[]): void {
  if (token.kind === 'name' && token.value === 'as') frames[frames.length - 1] = true;
  if (token.kind !== 'sign') return;
  if ('([{'.includes(token.value))
    frames.push(token.value === '(' && before?.kind === 'name' && !isKeyword(before));
  if (')]}'.includes(token.value) && frames.length > 1) frames.pop();
  if (token.value === '|') frames[frames.length - 1] = true;
  if (token.value === ',' || token.value === ';') return;
}

const keywords = new Set([
  ...['and', 'or', 'not', 'if', 'then', 'elif', 'else', 'end', 'as', 'def', 'reduce', 'foreach'],
  ...['try', 'catch', 'label', 'import', 'include', '__loc__'],
]);

/** Words that jq does not take for functions. */
export const isKeyword = (token: JqToken): boolean =>
  token.kind === 'name' && keywords.has(token.value);

/** `.a.b`, `."a"`, `.["a"].b`, `.a[]?.b`: what can be told of the path from its words alone. */
function pathAt(
  tokens: readonly JqToken[],
  from: number,
): { readonly keys: readonly string[]; readonly next: number } | null {
  const keys: string[] = [];
  let at = from;
  for (;;) {
    const step = stepAt(tokens, at, keys.length > 0);
    if (!step) break;
    if (step.key !== null) keys.push(step.key);
    at = step.next;
  }
  return keys.length === 0 ? null : { keys, next: at };
}

function stepAt(
  tokens: readonly JqToken[],
  at: number,
  isContinued: boolean,
): { readonly key: string | null; readonly next: number } | null {
  const [one, two, three, four] = tokens.slice(at, at + 4);
  if (one?.kind === 'field') return { key: one.value, next: at + 1 };
  const isDot = one?.kind === 'sign' && one.value === '.';
  if (isDot && two?.kind === 'text') return { key: two.value, next: at + 2 };
  if (isDot && two?.value === '[' && three?.kind === 'text' && four?.value === ']') {
    return { key: three.value, next: at + 4 };
  }
  if (!isContinued || one?.kind !== 'sign') return null;
  if (one.value === '[' && two?.kind === 'text' && three?.value === ']') {
    return { key: two.value, next: at + 3 };
  }
  return one.value === '?' ? { key: null, next: at + 1 } : null;
}

/** After such a token a path goes on with what stood before it: `$run.id`, `(…).id`, `.[0].id`. */
function isTermEnd(token: JqToken | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'variable') return true;
  return token.kind === 'sign' && [')', ']', '}', '?', '..'].includes(token.value);
}
