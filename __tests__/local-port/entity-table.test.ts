import { describe, expect, test } from '@jest/globals';
import type { Entity } from '../../src/local-port/model/entity.ts';
import type { Json } from '../../src/local-port/model/json.ts';
import { EntityTable } from '../../src/local-port/state/entity-table.ts';

function entity(identifier: string, sequence: number, value: Json, title = 'same'): Entity {
  const time = '2026-01-01T00:00:00.000Z';
  return {
    blueprint: 'thing',
    identifier,
    title,
    icon: null,
    team: [],
    properties: { value },
    relations: {},
    createdAt: time,
    createdBy: 'me',
    updatedAt: time,
    updatedBy: 'me',
    datasource: '',
    sequence,
  };
}

function tableOf(...entities: readonly Entity[]): EntityTable {
  const table = new EntityTable();
  for (const one of entities) table.put(one);
  return table;
}

const found = (table: EntityTable, property: string, value: string | number | boolean) =>
  table.withValue(property, value).map(({ identifier }) => identifier);

describe('entities by the value of a property', () => {
  test('are exactly those that have it, and types differ', () => {
    const table = tableOf(entity('a', 1, 1), entity('b', 2, '1'), entity('c', 3, true));
    table.put(entity('d', 4, 1));
    expect(found(table, 'value', 1)).toEqual(['a', 'd']);
    expect(found(table, 'value', '1')).toEqual(['b']);
    expect(found(table, 'value', true)).toEqual(['c']);
    expect(found(table, 'value', 'true')).toEqual([]);
    expect(found(table, 'other', 1)).toEqual([]);
  });

  test('follow every change once somebody has asked for them', () => {
    const table = tableOf(entity('a', 1, 'x'), entity('b', 2, 'x'));
    expect(found(table, 'value', 'x')).toEqual(['a', 'b']);
    table.put(entity('a', 1, 'y'));
    table.delete('b');
    table.put(entity('c', 3, 'x'));
    expect(found(table, 'value', 'x')).toEqual(['c']);
    expect(found(table, 'value', 'y')).toEqual(['a']);
  });

  test('come in the order of creation, not of the change that gave them the value', () => {
    const table = tableOf(entity('a', 1, 1, 'other'), entity('b', 2, 1));
    expect(found(table, '$title', 'same')).toEqual(['b']);
    table.put(entity('a', 1, 1));
    expect(found(table, '$title', 'same')).toEqual(['a', 'b']);
  });

  test('cannot be found by lists, objects or nothing', () => {
    const table = tableOf(entity('a', 1, ['x']), entity('b', 2, { x: 1 }), entity('c', 3, null));
    expect(found(table, 'value', 'x')).toEqual([]);
    expect(found(table, 'value', '')).toEqual([]);
  });
});
