import { describe, expect, test } from '@jest/globals';
import { renderTable, runChecks } from '../../tools/check/run-checks.ts';

const check = (name: string, run: () => Promise<string[]>) => ({ name, run });

describe('the gate', () => {
  test('goes on after a failure and shows every result', async () => {
    const seen: string[] = [];
    const checks = [
      check('first', async () => ['a problem']),
      check('second', () => Promise.reject(new Error('broken'))),
      check('third', async () => []),
    ];
    const results = await runChecks(checks, '.', (result) => seen.push(result.name));
    expect(seen).toEqual(['first', 'second', 'third']);
    expect(results.map((one) => one.problems)).toEqual([
      ['a problem'],
      ['the check could not run: broken'],
      [],
    ]);
  });

  test('ends with a table', () => {
    const table = renderTable([
      { name: 'types', problems: [], seconds: 1.25 },
      { name: 'dist is fresh', problems: ['dist/index.js differs'], seconds: 12 },
    ]);
    expect(table).toBe('types          ok         1.3 s\ndist is fresh  FAILED    12.0 s');
  });
});
