/** A value as it stands in a Terraform file. */
export type Hcl =
  | string
  | number
  | boolean
  | null
  | HclExpression
  | readonly Hcl[]
  | { readonly [key: string]: Hcl | undefined };

/** Something that Terraform works out, for instance a reference to another resource. */
export class HclExpression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** One block with its arguments, in Terraform's own layout. */
export function hclBlock(head: string, body: Readonly<Record<string, Hcl | undefined>>): string {
  return `${head} ${hclValue(body)}\n`;
}

/** A block with one more block as the last thing in it. */
export function withInnerBlock(block: string, inner: string): string {
  const indented = inner.trimEnd().replaceAll('\n', '\n  ');
  return block.replace(/\}\n$/, () => `\n  ${indented}\n}\n`);
}

/** A value in Terraform's syntax. */
export function hclValue(value: Hcl, indent = ''): string {
  if (value instanceof HclExpression) return value.text.replaceAll('\n', `\n${indent}`);
  if (typeof value === 'string') return hclText(value);
  if (value === null || typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  if (isList(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((one) => `${inner}${hclValue(one, inner)},\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  const entries = Object.entries(value).filter(
    (entry): entry is [string, Hcl] => entry[1] !== undefined,
  );
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, one]) => `${inner}${hclKey(key)} = ${hclValue(one, inner)}\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** A value that Terraform hands on as JSON. */
export const jsonEncoded = (value: unknown): HclExpression =>
  new HclExpression(`jsonencode(${hclValue(value as Hcl)})`);

const isList = (value: object): value is readonly Hcl[] => Array.isArray(value);

/** Names stand bare; anything else is a text. */
const hclKey = (key: string): string => (/^[A-Za-z_][\w-]*$/.test(key) ? key : hclText(key));

/** Terraform fills in `${…}` and `%{…}` unless their first sign is doubled. */
const hclText = (text: string): string =>
  JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
