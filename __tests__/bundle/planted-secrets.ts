import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret in every form in which it could be printed, and its halves, since texts are cut. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const behind = (text: string): string =>
    Buffer.concat([Buffer.from(text), bytes])
      .toString('base64')
      .slice(4)
      .replace(/.{0,4}$/, '');
  const half = Math.floor(secret.length / 2);
  const halves = secret.length < 20 ? [] : [secret.slice(0, half), secret.slice(half)];
  return [
    secret,
    ...halves,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    behind('x'),
    behind('xy'),
    behind('xyz'),
  ];
}

/** The names of those secrets of which any form stands in the text. */
export function foundIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  );
}

/** The text of every file in a folder and below it, but for those that the test itself put there. */
export function textOfFiles(folder: string, but: readonly string[] = []): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !but.includes(entry.name))
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`)
    .join('\n');
}
