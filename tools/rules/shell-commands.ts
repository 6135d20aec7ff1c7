import { codeBlocks, proseLines } from './markdown.ts';

/** One of our own commands as a page shows it. */
export interface ShownCommand {
  readonly program: 'port-dora' | 'npm run' | 'reporter';
  readonly args: readonly string[];
}

const shells = new Set(['sh', 'bash', 'shell', 'console']);

/** Our commands in the shell blocks and the code spans of a page. A placeholder such as `FILE` is an argument. */
export function shownCommands(markdown: string): ShownCommand[] {
  const blocks = codeBlocks(markdown).filter((block) => shells.has(block.language));
  const spans = proseLines(markdown).flatMap(([, line]) =>
    [...line.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span),
  );
  return [...blocks.flatMap((block) => block.text.split('\n')), ...spans]
    .map((line) => line.replace(/(^|\s)#.*$/, ''))
    .flatMap((line) => line.split(/&&|\|\||[|;]/))
    .flatMap(toCommand);
}

function toCommand(part: string): ShownCommand[] {
  const words = part
    .trim()
    .replace(/^(\w+=\S* )+/, '')
    .split(/\s+/);
  const [first, second, third] = words;
  if (first === 'port-dora') return [{ program: 'port-dora', args: words.slice(1) }];
  if (first === 'npx' && second === 'port-dora')
    return [{ program: 'port-dora', args: words.slice(2) }];
  if (first === 'node' && second?.endsWith('dist/cli/index.js')) {
    return [{ program: 'port-dora', args: words.slice(2) }];
  }
  if (first === 'node' && second?.endsWith('dist/index.js')) {
    return [{ program: 'reporter', args: words.slice(2) }];
  }
  if (first === 'npm' && second === 'run' && third) return [{ program: 'npm run', args: [third] }];
  return [];
}
