import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { neededAssets } from './assets.ts';
import { inAscii, inputOptions, outputOptions } from './bundler-options.ts';
import type { Entry } from './entries.ts';
import { licenseTexts } from './licenses.ts';
import { withPlainExports } from './plain-exports.ts';
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
    texts.set(chunk.fileName, start + inAscii(withPlainExports(chunk)));
  }
  const files = [...texts].map(([path, text]) => [path, Buffer.from(text)] as const);
  return new Map([...files, ...neededAssets(chunks)]);
}

async function outputChunks(root: string, entries: readonly Entry[]): Promise<OutputChunk[]> {
  const input = Object.fromEntries(entries.map((entry) => [entry.output, entry.source]));
  const build = await rolldown({ ...inputOptions(root), input });
  const { output } = await build.generate({
    ...outputOptions,
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
