import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { errorCodes } from '../../src/errors/codes.ts';
import { root } from './project.ts';

/** The text below each heading that is an error code. */
function sections(markdown: string): Map<string, string> {
  const parts = markdown.split(/^### ([A-Z_]+)\n/m).slice(1);
  const found = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) found.set(parts[at] ?? '', parts[at + 1] ?? '');
  return found;
}

const page = sections(readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8'));

describe('the troubleshooting page', () => {
  test('has a heading for every error code, in the order of the catalogue, and no other', () => {
    expect([...page.keys()]).toEqual(Object.keys(errorCodes));
  });

  test.each(Object.keys(errorCodes))('says what %s means and what to do', (code) => {
    expect(page.get(code)?.trim().length).toBeGreaterThan(80);
  });

  test('would be found wanting without a heading, or with one too many', () => {
    const found = sections('# Page\n\n### API_SERVER\n\ntext\n\n### API_GONE\n\nmore\n');
    expect([...found]).toEqual([
      ['API_SERVER', '\ntext\n\n'],
      ['API_GONE', '\nmore\n'],
    ]);
  });
});
