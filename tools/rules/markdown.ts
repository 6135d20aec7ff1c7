export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced code blocks of a page, without the indent of the list they may stand in. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { language: string; indent: string; line: number; lines: string[] } | undefined;
  markdown.split('\n').forEach((line, index) => {
    const [, indent = '', language = ''] = /^( *)```(\w*)/.exec(line) ?? [];
    const isFence = /^ *```/.test(line);
    if (open && isFence) {
      blocks.push({ language: open.language, text: open.lines.join('\n'), line: open.line });
      open = undefined;
    } else if (open) {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    } else if (isFence) {
      open = { language, indent, line: index + 1, lines: [] };
    }
  });
  if (open) throw new Error(`the code block in line ${open.line} is not closed`);
  return blocks;
}

/** The lines of a page outside of code blocks, each with its number from 1. */
export function proseLines(markdown: string): [line: number, text: string][] {
  let inCode = false;
  const lines: [number, string][] = [];
  markdown.split('\n').forEach((text, index) => {
    if (/^ *```/.test(text)) inCode = !inCode;
    else if (!inCode) lines.push([index + 1, text]);
  });
  return lines;
}

/** Lines with more than one sentence: a change to a sentence should be a change to one line. Tables are left out. */
export function crowdedLines(markdown: string): string[] {
  return proseLines(markdown)
    .filter(([, text]) => !text.startsWith('|'))
    .filter(([, text]) => /[a-z)`"][.?!] +[A-Z]/.test(text.replaceAll(/`[^`]*`/g, '`')))
    .map(([line, text]) => `${line}: ${text}`);
}

/** Addresses inside the repository that a page links to, without the part after `#`. */
export function localLinks(markdown: string): string[] {
  const text = proseLines(markdown)
    .map(([, line]) => line)
    .join('\n');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}
