import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvRecord } from '../../../src/metrics/input/csv-record.ts';
import type { RawValue } from '../../../src/metrics/input/raw-value.ts';
import { readValues } from '../../../src/metrics/input/read-values.ts';

/** The bytes of a text in pieces of so many, as a slow pipe gives them. */
async function* bytes(text: string, size = 7): AsyncIterable<Uint8Array> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

async function read(text: string, name = 'stdin', size?: number): Promise<RawValue[]> {
  const { values } = await readValues(bytes(text, size), name);
  const found: RawValue[] = [];
  for await (const portion of values) found.push(...portion);
  return found;
}

describe('JSON Lines', () => {
  test('each line with its number; empty lines, a byte order mark and line ends of Windows do not matter', async () => {
    expect(await read('\uFEFF{"a":1}\r\n\r\n{"a":2}\r\n{"a":3}')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 3, value: { a: 2 } },
      { line: 4, value: { a: 3 } },
    ]);
  });

  test('a broken line is named and spoils no other', async () => {
    const values = await read('{"a":1}\n{"a":\n{"a":3}\n');
    expect(values.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(values[1]).toMatchObject({ problem: expect.stringContaining('is no JSON') });
  });

  test('a file that is cut off in the middle of a line', async () => {
    const values = await read('{"a":1}\n{"a":2');
    expect(values[1]).toMatchObject({ line: 2, problem: expect.stringContaining('is no JSON') });
  });

  test('letters of several bytes may be cut anywhere', async () => {
    expect(await read('{"a":"Zürich 東京 🚀"}\n', 'stdin', 1)).toEqual([
      { line: 1, value: { a: 'Zürich 東京 🚀' } },
    ]);
  });
});

describe('a JSON array', () => {
  test('each element with the line on which it begins', async () => {
    const text = '[\n  {"a": 1},\n  {\n    "a": "],{[\\"\\\\"\n  },\n  []\n]\n';
    expect(await read(text)).toEqual([
      { line: 2, value: { a: 1 } },
      { line: 3, value: { a: '],{["\\' } },
      { line: 6, value: [] },
    ]);
  });

  test('an element that is no JSON is named, the others are read', async () => {
    const values = await read('[{"a":1},\n{"a":nope},\n{"a":3}]');
    expect(values.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(values[1]).toMatchObject({ problem: expect.stringContaining('is no JSON') });
  });

  test.each([
    ['[{"a":1},{"a":', 'is cut off'],
    ['[{"a":1}', 'is cut off'],
    ['[{"a":1}] x', 'stands behind the end'],
  ])('%s %s', async (text, problem) => {
    const values = await read(text);
    expect(values[0]).toEqual({ line: 1, value: { a: 1 } });
    expect(values[1]).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  test('an empty one has no elements', async () => {
    expect(await read(' [ ] ')).toEqual([]);
  });

  test('is read like JSON.parse, however it is written and cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(0, 2),
        async (list, size, indent) => {
          const values = await read(JSON.stringify(list, null, indent), 'stdin', size);
          expect(values.map((one) => ('value' in one ? one.value : one))).toEqual(
            JSON.parse(JSON.stringify(list)),
          );
        },
      ),
    );
  });
});

describe('other forms', () => {
  test('one record over several lines, or a list of them in `records`', async () => {
    expect(await read('{\n "a": 1\n}\n', 'one.json')).toEqual([{ line: 1, value: { a: 1 } }]);
    expect(await read('{\n "records": [{"a":1},{"a":2}]\n}', 'all.json')).toHaveLength(2);
  });

  test.each(['', '  \n ', '\uFEFF'])('a file with nothing in it (%j)', async (text) => {
    expect(await read(text)).toEqual([]);
  });

  test('what is called JSON Lines stays so, though its first line is broken', async () => {
    const values = await read('oops\n{"a":1}\n', 'records.jsonl');
    expect(values.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe('CSV', () => {
  test('rows by the names of the first line, with commas, quotes and line ends in fields; lines are counted on', async () => {
    expect(await read('a,b\n1,"x, ""y""\nz"\n3,\n')).toEqual([
      { line: 2, value: { a: '1', b: 'x, "y"\nz' } },
      { line: 4, value: { a: '3' } },
    ]);
  });

  test.each([';', '\t'])('separated by %j', async (sign) => {
    expect(await read(`a${sign}b\n1${sign}2,5\n`)).toEqual([
      { line: 2, value: { a: '1', b: '2,5' } },
    ]);
  });

  test('a row of another length and a quote in the wrong place are named', async () => {
    const values = await read('a,b\n1\n2,3\n4,5"6\n7,8\n');
    expect(values).toContainEqual({ line: 2, problem: 'has 1 fields where the first line has 2' });
    expect(values).toContainEqual({ line: 3, value: { a: '2', b: '3' } });
    expect(values).toContainEqual({ line: 5, value: { a: '7', b: '8' } });
    expect(values).toContainEqual({ line: 4, problem: expect.stringContaining('is no CSV') });
  });

  test('a quote that is never closed is named', async () => {
    const values = await read('a,b\n1,2\n3,"4\n5,6\n');
    expect(values[0]).toEqual({ line: 2, value: { a: '1', b: '2' } });
    expect(values).toContainEqual(
      expect.objectContaining({ problem: expect.stringContaining('is no CSV') }),
    );
  });

  test('columns take the form of the fields of a record', () => {
    const row = {
      identifier: 'a',
      deploymentStatus: 'Failed',
      leadTimeHours: '5.5',
      failureReason: 'run',
      failureAt: 'x',
      incidents: 'i1; i2',
      changes: '[1]',
      changesTruncated: 'TRUE',
    };
    expect(csvRecord(row)).toEqual({
      ...{
        identifier: 'a',
        status: 'Failed',
        leadTimeHours: 5.5,
        incidents: ['i1', 'i2'],
        changes: [1],
      },
      ...{ changesTruncated: true, failure: { reason: 'run', at: 'x' } },
    });
  });

  test('a number that is none stays text, so that the record is refused by name', () => {
    expect(csvRecord({ leadTimeHours: '5,5', changes: 'x' })).toEqual({
      leadTimeHours: '5,5',
      changes: 'x',
    });
  });
});
