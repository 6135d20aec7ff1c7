import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOptions, OutputOptions } from 'rolldown';

/** How every bundle of the project at `root` is read. */
export function inputOptions(root: string): InputOptions {
  return {
    cwd: root,
    platform: 'node',
    transform: {
      target: 'node20.16',
      define: { PORT_DORA_VERSION: JSON.stringify(versionOf(root)) },
    },
    onLog: (level, log) => {
      // An import that cannot be resolved would otherwise be left for run time, with a mere warning.
      if (level === 'warn') throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
    },
  };
}

/** How every bundle is written. */
export const outputOptions: OutputOptions = {
  format: 'cjs',
  exports: 'named',
  // Errors carry the name of their class.
  minify: {
    compress: true,
    codegen: true,
    mangle: { keepNames: { class: true, function: false } },
  },
  comments: { legal: false, annotation: false, jsdoc: false },
};

/** Code with a single sign beyond Latin-1 is kept in two bytes a sign, and takes longer to parse. */
export function inAscii(code: string): string {
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
