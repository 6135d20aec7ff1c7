import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { inAscii, inputOptions, outputOptions } from '../bundle/bundler-options.ts';

/** One script, and the files that it asks the executable for by name. */
export interface SingleFile {
  readonly code: string;
  readonly assets: Readonly<Record<string, string>>;
}

const wasm = 'node-sqlite3-wasm.wasm';

/** The command line with all its parts in one script: an executable has no files beside itself to load. */
export async function singleFile(root: string): Promise<SingleFile> {
  const build = await rolldown({
    ...inputOptions(root),
    input: join(root, 'src/entry/cli.ts'),
    plugins: [databaseFromAsset],
  });
  const { output } = await build.generate({
    ...outputOptions,
    codeSplitting: false,
    dynamicImportInCjs: false, // the script of an executable can import nothing later
  });
  await build.close();
  const [script, ...others] = output;
  if (others.length > 0)
    throw new Error(`${others.length} parts would stand in files of their own`);
  const assets = { [wasm]: join(root, 'node_modules/node-sqlite3-wasm/dist', wasm) };
  return { code: inAscii(script.code), assets };
}

/** The database looks for its code in a file beside it; here it gets it from the executable. */
const databaseFromAsset: Plugin = {
  name: 'database-from-asset',
  load: (id) => {
    if (!id.replaceAll('\\', '/').endsWith('/node-sqlite3-wasm.js')) return null;
    const start = 'var Module=typeof Module!="undefined"?Module:{};';
    const code = readFileSync(id, 'utf8');
    if (!code.startsWith(start)) throw new Error('node-sqlite3-wasm begins in another way now');
    const module = `var Module={wasmBinary:require("node:sea").getRawAsset("${wasm}")};`;
    return { code: module + code.slice(start.length), moduleType: 'js' };
  },
};
