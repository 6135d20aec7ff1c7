import type { Secrets } from './host.ts';

const mask = '***';

/** Shorter values are masked only where they stand alone: masking every `1` would make a log unreadable. */
const shortest = 4;

/**
 * Keeps registered values out of texts: as they are, and in base64, URL, JSON, HTML and hexadecimal form.
 * Plain searches, because one pattern of all forms takes milliseconds to compile, and every report would pay them.
 */
export function createRedactor(): Secrets {
  const known = new Set<string>();
  const forms = new Set<string>();
  let longestFirst: readonly string[] | null = null;
  return {
    add: (value) => {
      if (known.has(value)) return;
      known.add(value);
      for (const form of encodings(value)) forms.add(form);
      longestFirst = null;
    },
    redact: (text) => {
      longestFirst ??= [...forms].sort((a, b) => b.length - a.length);
      let masked = text;
      for (const form of longestFirst) {
        const mayHold = form.length <= masked.length; // most texts are shorter than most forms
        if (mayHold && masked.includes(form)) masked = without(form, masked);
      }
      return masked;
    },
  };
}

function without(form: string, text: string): string {
  if (form.length >= shortest) return text.replaceAll(form, mask);
  const literal = form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu'), mask);
}

/** The value, and its lines one by one, as logs show them. */
function partsOf(value: string): readonly string[] {
  const lines = value.includes('\n') ? value.split('\n').map((line) => line.trim()) : [];
  return [value, value.trim(), ...lines].filter((part) => part !== '');
}

function* encodings(value: string): Generator<string> {
  for (const part of new Set(partsOf(value))) {
    // Through bytes, which have U+FFFD for half a surrogate pair: encodeURIComponent would throw.
    const url = encodeURIComponent(Buffer.from(part).toString());
    const json = JSON.stringify(part).slice(1, -1);
    const html = part.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
    yield* [part, url, url.replaceAll('%20', '+'), json, html];
    if (part.length >= shortest) yield* inBytes(part);
  }
}

/** Base64 hides a value behind one of three alignments; the middle that does not depend on its neighbours is enough. */
function* inBytes(part: string): Generator<string> {
  const bytes = Buffer.from(part);
  const hex = bytes.toString('hex');
  yield* [hex, hex.toUpperCase()];
  for (const offset of [0, 1, 2]) {
    const shifted = Buffer.from('\0'.repeat(offset) + part).toString('base64');
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const stable = shifted.slice(start, end);
    if (stable.length >= 6) yield* [stable, stable.replaceAll('+', '-').replaceAll('/', '_')];
  }
  yield bytes.toString('base64');
  yield bytes.toString('base64url');
}
