import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { OutputChunk } from 'rolldown';

/** Files that a bundled module opens beside itself at run time, by the end of the module's path. */
const assets = [
  {
    module: 'node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.js',
    file: 'node-sqlite3-wasm.wasm',
  },
];

/** The files that must stand beside the chunks, by their path in dist. */
export function neededAssets(chunks: readonly OutputChunk[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const chunk of chunks) {
    for (const id of Object.keys(chunk.modules)) {
      const asset = assets.find(({ module }) => id.replaceAll('\\', '/').endsWith(module));
      if (asset === undefined) continue;
      const path = posix.join(posix.dirname(chunk.fileName), asset.file);
      files.set(path, readFileSync(join(dirname(id), asset.file)));
    }
  }
  return files;
}
