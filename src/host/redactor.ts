import type { Secrets } from './host.ts';
import { shortestSecret } from './shortest-secret.ts';

const mask = '***';

/**
 * Keeps registered values out of texts: as they are, and in base64, URL, JSON, HTML and hexadecimal form. Values and
 * lines that are too short to be secret are left: masking every `a` or `}` would make a log unreadable and hide nothing.
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
        if (mayHold && masked.includes(form)) masked = masked.replaceAll(form, mask);
      }
      return masked;
    },
  };
}

/** The value, and its lines one by one, as logs show them. */
function partsOf(value: string): readonly string[] {
  const lines = value.includes('\n') ? value.split('\n').map((line) => line.trim()) : [];
  return [value, value.trim(), ...lines].filter((part) => part.length >= shortestSecret);
}

function* encodings(value: string): Generator<string> {
  for (const part of new Set(partsOf(value))) {
    const json = JSON.stringify(part).slice(1, -1);
    yield* [part, json, ...inUrl(part), ...inHtml(part), ...inBytes(part)];
  }
}

/** RFC 3986 takes digits in either case and leaves `!'()*` to the encoder; forms of HTML encode `~` too, but no `*`. */
function* inUrl(part: string): Generator<string> {
  // Through bytes, which have U+FFFD for half a surrogate pair: encodeURIComponent would throw.
  const plain = encodeURIComponent(Buffer.from(part).toString());
  const strict = plain.replace(/[!'()*]/g, percent);
  const form = plain.replace(/[!'()~]/g, percent);
  for (const url of [plain, strict, form]) {
    const lower = url.replace(/%../g, (code) => code.toLowerCase());
    yield* [url, lower, url.replaceAll('%20', '+'), lower.replaceAll('%20', '+')];
  }
}

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

const markup = /[&<>"']/;
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapers agree on no more than `&amp;`, `&lt;` and `&gt;`: some leave quotes, others name or number them. */
function* inHtml(part: string): Generator<string> {
  if (!markup.test(part)) return; // as good as every key
  yield part.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const text = part.replace(/[&<>]/g, (sign) => named[sign] ?? sign);
  for (const double of ['"', '&quot;', '&#34;']) {
    for (const single of ["'", '&#39;', '&#x27;', '&apos;']) {
      yield text.replaceAll('"', double).replaceAll("'", single);
    }
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
