import type { OutputChunk } from 'rolldown';

const getter =
  /Object\.defineProperty\(exports,(["'`])([\w$]+)\1,\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)/g;

/**
 * The code of a minified chunk, with its exports as plain values where all of it is ours. The bundler makes getters, for
 * names that change after they were exported; ours never do (lint rule `no-mutable-exports`), and the seventy getters of
 * the reporter took half a millisecond of every report.
 */
export function withPlainExports({ code, modules }: OutputChunk): string {
  const isOurs = !Object.keys(modules).some((id) => /[\\/]node_modules[\\/]/.test(id));
  return isOurs ? code.replace(getter, 'exports.$2=$3') : code;
}
