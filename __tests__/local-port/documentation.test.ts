import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { controlRoutes } from '../../src/local-port/control/control-routes.ts';
import { faultBody } from '../../src/local-port/control/fault.ts';
import { behaviours } from '../../src/local-port/index.ts';

const page = readFileSync(new URL('../../docs/local-port.md', import.meta.url), 'utf8');

/** The first two cells of every row of every table on the page. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/local-port.md', () => {
  test('has every switch with its values, the default first', () => {
    const switches = rows
      .filter(([, name = '']) => Object.hasOwn(behaviours, name.replaceAll('`', '')))
      .map(([, name = '', values = '']) => [
        name.replaceAll('`', ''),
        values.replaceAll('`', '').split(', '),
      ]);
    expect(Object.fromEntries(switches)).toEqual(behaviours);
    expect(switches.map(([name]) => name)).toEqual(Object.keys(behaviours));
  });

  test('has every kind of fault', () => {
    const kinds = faultBody.options.map((option) => option.shape.kind.value);
    const documented = rows.map(([, name = '']) => name.replaceAll('`', ''));
    expect(documented).toEqual(expect.arrayContaining(kinds));
  });

  test('has every control route', () => {
    for (const { method, path } of controlRoutes) {
      const pattern = new RegExp(`\`.*${method}.*${path}\``);
      expect([method, path, pattern.test(page)]).toEqual([method, path, true]);
    }
  });

  test('shows a fault that the server takes', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(faultBody.safeParse(JSON.parse(example)).success).toBe(true);
  });
});
