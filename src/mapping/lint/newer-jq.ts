import { jqCalls } from './jq-functions.ts';
import { type JqToken, jqTokens } from './jq-tokens.ts';

/**
 * Functions that jq 1.6 does not have, with the version that brought them. Source: jq, `NEWS.md`, compared with `builtins`
 * of both versions by our tests.
 */
export const newerFunctions: Readonly<Record<string, string>> = {
  'abs/0': '1.7.1',
  'add/1': '1.8',
  'debug/1': '1.7',
  'have_decnum/0': '1.7',
  'have_literal_numbers/0': '1.7',
  'ltrim/0': '1.7.1',
  'pick/1': '1.7',
  'rtrim/0': '1.7.1',
  'scan/2': '1.7',
  'skip/2': '1.8',
  'toboolean/0': '1.8',
  'trim/0': '1.7.1',
  'trimstr/1': '1.8',
};

/** Formats that jq 1.6 does not have; it finds out only when it runs them. */
const newerFormats: Readonly<Record<string, string>> = { base32d: '1.7', urid: '1.8' };

/** What a filter uses that jq 1.6 does not understand, in words; `null` when it is nothing that we know. */
export function newerThanJq16(filter: string): string | null {
  for (const { name, arity } of jqCalls(filter)) {
    const version = newerFunctions[`${name}/${arity}`];
    if (version !== undefined) return `${name}/${arity} came with jq ${version}`;
  }
  const tokens = jqTokens(filter);
  for (const { kind, value } of tokens) {
    const version = kind === 'format' ? newerFormats[value] : undefined;
    if (version !== undefined) return `@${value} came with jq ${version}`;
  }
  return newerSyntax(tokens);
}

/** Each of these was tried in jq 1.6 and 1.8 by our tests. */
function newerSyntax(tokens: readonly JqToken[]): string | null {
  /** What is open: `if` blocks with whether they have an `else`, objects, and other brackets. */
  const open: { sign: string; hasElse: boolean; isValue: boolean }[] = [];
  for (const [index, token] of tokens.entries()) {
    const after = tokens[index + 1];
    const top = open.at(-1);
    if (isWord(token, 'if') && !isSign(after, ':')) {
      if (top?.sign === '{' && top.isValue) return 'an if as a value of an object came with jq 1.7';
      open.push({ sign: 'if', hasElse: false, isValue: false });
    } else if (isWord(token, 'else') && top) top.hasElse = true;
    else if (isWord(token, 'end')) {
      const block = open.at(-1)?.sign === 'if' ? open.pop() : undefined;
      if (block && !block.hasElse) return 'an if without an else came with jq 1.7';
      if (isWord(after, 'as') || isSign(after, '[', '.') || after?.kind === 'field') {
        return 'what follows an end like that came with jq 1.7';
      }
    } else if (isSign(token, '(', '[', '{')) {
      open.push({ sign: token.value, hasElse: false, isValue: false });
    } else if (isSign(token, ')', ']', '}')) open.pop();
    else if (top?.sign === '{') {
      const problem = inObject(tokens, index, top);
      if (problem) return problem;
    }
    if (token.kind === 'field' && isSign(after, '.') && isSign(tokens[index + 2], '[')) {
      return 'a dot before a bracket came with jq 1.7';
    }
  }
  return null;
}

function inObject(
  tokens: readonly JqToken[],
  index: number,
  object: { isValue: boolean },
): string | null {
  const token = tokens[index];
  if (!token) return null;
  if (isSign(token, ':')) object.isValue = true;
  else if (isSign(token, ',')) object.isValue = false;
  else if (object.isValue) {
    if (token.kind === 'name' && ['reduce', 'foreach', 'try'].includes(token.value)) {
      return `a ${token.value} as a value of an object came with jq 1.7`;
    }
    const isOperator =
      isSign(token, '+', '*', '/', '%', '//', '==', '!=', '<', '>', '<=', '>=') ||
      isWord(token, 'and') ||
      isWord(token, 'or') ||
      (isSign(token, '-') && !isSign(tokens[index - 1], ':'));
    if (isOperator)
      return 'an operator in a value of an object, without parentheses, came with jq 1.7';
  } else if (token.kind === 'variable' && isSign(tokens[index + 1], ':')) {
    return 'a variable as a key of an object came with jq 1.7';
  }
  return null;
}

const isWord = (token: JqToken | undefined, word: string): boolean =>
  token?.kind === 'name' && token.value === word;

const isSign = (token: JqToken | undefined, ...signs: readonly string[]): boolean =>
  token?.kind === 'sign' && signs.includes(token.value);
