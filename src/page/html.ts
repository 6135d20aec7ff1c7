/** Markup that is safe to put into a page; only `html` and `trusted` make it. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in the gaps of `html`: text is escaped, nothing is left out, lists are put together. */
export type HtmlValue = Html | string | number | null | readonly HtmlValue[];

/** Markup with gaps: what is put into them can be text between tags, or a whole attribute value in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(markupOf)));
}

/** Text that is markup already: our own constants, never anything that was read. */
export const trusted = (markup: string): Html => new Html(markup);

function markupOf(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'string') return escapeMarkup(value);
  return typeof value === 'number' ? String(value) : value.map(markupOf).join('');
}

// Neither HTML nor XML can hold most control characters; lone halves of a pair cannot be written as UTF-8;
// marks of direction would let a name rearrange the text around it.
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be replaced
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** Text as it stands in HTML and XML, between tags and within quotes. */
export function escapeMarkup(text: string): string {
  return text
    .replace(unwritable, '\ufffd')
    .replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
