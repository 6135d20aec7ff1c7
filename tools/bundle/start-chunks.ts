import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleInfo } from 'rolldown';
import type { Entry } from './entries.ts';

/** What the bundler knows of the modules. */
interface ModuleGraph {
  getModuleInfo(id: string): ModuleInfo | null;
}

/**
 * Gathers what entries need at once in one chunk for each `start` that they name, because every further file costs
 * another read and compile: a dozen small chunks took 5 to 10 ms more than one. What a module needs late stays apart.
 * What several starts need is in the chunk of the one that comes first in the list of entries.
 * @returns the name of the chunk for a module, `null` for modules that no start needs
 */
export function startChunks(root: string, entries: readonly Entry[]) {
  const own = new Set(entries.map((entry) => realpathSync(join(root, entry.source))));
  let chunks: Map<string, string> | undefined;
  return (id: string, graph: ModuleGraph): string | null => {
    chunks ??= assign(root, entries, graph);
    return own.has(id) ? null : (chunks.get(id) ?? null);
  };
}

function assign(root: string, entries: readonly Entry[], graph: ModuleGraph) {
  const chunks = new Map<string, string>();
  const put = (id: string, chunk: string): void => {
    if (chunks.has(id)) return;
    chunks.set(id, chunk);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) put(imported, chunk);
  };
  for (const { source, start } of entries) {
    if (start) put(realpathSync(join(root, source)), start);
  }
  return chunks;
}
