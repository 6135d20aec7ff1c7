import type { Fact } from './provider.ts';

/** The text as one part of an address, percent-encoded; `null` where an address would mean something else by it. */
export function pathPart(text: Fact): Fact {
  if (text === null || /^\.{0,2}$|[/\\]/.test(text)) return null;
  try {
    return encodeURIComponent(text);
  } catch {
    return null; // half a surrogate pair has no UTF-8
  }
}
