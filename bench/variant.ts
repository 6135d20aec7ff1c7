import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One program of which the time is taken. */
export interface Variant {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A temporary folder without anything when absent. */
  readonly cwd?: string;
  /** What its output must hold, so that a program which fails early is not taken for a quick one. */
  readonly says?: RegExp;
}

interface Target {
  /** `dist/index.js` of the project. */
  readonly bundle: string;
  /** What a deploy job of GitHub sets for a `run:` step. */
  readonly ci: Readonly<Record<string, string>>;
  readonly port: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  readonly token: string;
}

/**
 * From nothing to a whole report, each with one part more than the one before it,
 * so that the differences say what each part costs.
 */
export function variants({ bundle, ci, port, token }: Target): [Variant, ...Variant[]] {
  const address = { ...ci, PORT_BASE_URL: port.url };
  const secrets = { PORT_CLIENT_ID: port.clientId, PORT_CLIENT_SECRET: port.clientSecret };
  return [
    { name: 'node -e 0', args: ['-e', '0'], env: {} },
    { name: 'load', args: ['-e', loadOnly(bundle)], env: {} },
    {
      name: 'dry run',
      args: [bundle],
      env: { ...ci, PORT_DORA_DRY_RUN: 'true' },
      says: /entities\?/,
    },
    {
      name: 'upsert',
      args: [bundle],
      env: { ...address, PORT_ACCESS_TOKEN: token },
      says: /reported/i,
    },
    { name: 'report', args: [bundle], env: { ...address, ...secrets }, says: /reported/i },
  ];
}

/** A script that loads the chunks which the bundle needs at once, and does not start it. */
function loadOnly(bundle: string): string {
  const code = readFileSync(bundle, 'utf8');
  const lazy = new Set(
    [...code.matchAll(/=>require\((["'`])([^"'`]+)\1\)/g)].map(([, , file]) => file),
  );
  const chunks = [...code.matchAll(/require\((["'`])(\.[^"'`]+)\1\)/g)]
    .map(([, , file = '']) => file)
    .filter((file) => !lazy.has(file));
  return (
    chunks.map((file) => `require(${JSON.stringify(join(dirname(bundle), file))})`).join(';') || '0'
  );
}
