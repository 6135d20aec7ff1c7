import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret in every form in which it could be printed. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...longerTexts(secret),
  ];
}

/** The base64 of longer texts that hold the secret, at each of its three alignments. */
const longerTexts = (secret: string): string[] =>
  ['u:', 'jane:', 'user:'].map((before) => Buffer.from(`${before}${secret}\n`).toString('base64'));

/** Texts are cut, and half a secret is one too. */
function halvesOf(secret: string): readonly string[] {
  const half = Math.floor(secret.length / 2);
  const middles = longerTexts(secret).map((text) => text.slice(8, -8));
  return secret.length < 20 ? [] : [secret.slice(0, half), secret.slice(half), ...middles];
}

/** The names of those secrets of which any form stands in the text. */
export function foundIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    [...formsOf(secret), ...halvesOf(secret)].some((form) => text.includes(form)) ? [name] : [],
  );
}

/** The text of every file in a folder and below it, but for those that the test itself put there. */
export function textOfFiles(folder: string, but: readonly string[] = []): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !but.includes(entry.name))
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`)
    .join('\n');
}
