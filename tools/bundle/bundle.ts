import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { neededAssets } from './assets.ts';
import type { Entry } from './entries.ts';
import { licenseTexts } from './licenses.ts';
import { startChunks } from './start-chunks.ts';

/** The files of dist by their path in it, with forward slashes. */
export type BundledFiles = ReadonlyMap<string, Buffer>;

const shebang = '#!/usr/bin/env node\n';

/**
 * Bundles the entries of the project at `root` in memory.
 * The result depends on the sources and the lock file alone: not on the folder, the Node version or what dist held before.
 */
export async function bundle(root: string, entries: readonly Entry[]): Promise<BundledFiles> {
  const missing = entries.filter((entry) => !existsSync(join(root, entry.source)));
  if (missing.length > 0) {
    throw new Error(`entry files are missing: ${missing.map((entry) => entry.source).join(', ')}`);
  }
  const together = entries.filter((one) => !one.alone);
  const alone = entries.filter((one) => one.alone).map((one) => [one]);
  const groups = together.length > 0 ? [together, ...alone] : alone;
  const chunks = (await Promise.all(groups.map((group) => outputChunks(root, group)))).flat();
  const executables = new Set(entries.filter((one) => one.executable).map((one) => one.output));
  const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules));
  const texts = new Map([
    ['package.json', `${JSON.stringify({ type: 'commonjs' })}\n`],
    ['licenses.txt', licenseTexts(modules)],
  ]);
  for (const chunk of chunks) {
    if (texts.has(chunk.fileName)) throw new Error(`two parts would be dist/${chunk.fileName}`);
    const start = chunk.isEntry && executables.has(chunk.name) ? shebang : '';
    texts.set(chunk.fileName, start + inAscii(chunk.code));
  }
  const files = [...texts].map(([path, text]) => [path, Buffer.from(text)] as const);
  return new Map([...files, ...neededAssets(chunks)]);
}

async function outputChunks(root: string, entries: readonly Entry[]): Promise<OutputChunk[]> {
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((entry) => [entry.output, entry.source])),
    platform: 'node',
    transform: {
      target: 'node20.16',
      define: { PORT_DORA_VERSION: JSON.stringify(versionOf(root)) },
    },
    onLog: (level, log) => {
      // An import that cannot be resolved would otherwise be left for run time, with a mere warning.
      if (level === 'warn') throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
    },
  });
  const { output } = await build.generate({
    format: 'cjs',
    exports: 'named',
    // Errors carry the name of their class.
    minify: {
      compress: true,
      codegen: true,
      mangle: { keepNames: { class: true, function: false } },
    },
    comments: { legal: false, annotation: false, jsdoc: false },
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: { groups: [{ name: startChunks(root, entries), debugName: 'start' }] },
  });
  await build.close();
  return output.map((part) => {
    if (part.type === 'chunk') return part;
    throw new Error(`the bundle would need a file that is not JavaScript: ${part.fileName}`);
  });
}

/** Code with a single sign beyond Latin-1 is kept in two bytes a sign, and takes longer to parse. */
function inAscii(code: string): string {
  return code.replace(
    /[^\0-\x7f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof version !== 'string') throw new Error('package.json has no version');
  return version;
}
