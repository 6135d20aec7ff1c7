import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEntityIdentifier } from '../../src/port/identifier.ts';
import { pathOf, type Route, routes } from '../../src/port/routes.ts';

describe('a path', () => {
  test('carries names in one segment each, whatever Port allows in them', () => {
    const params = { blueprint: 'a:b', entity: 'acme/shop/1/1/dé ploy\\x=?#%' };
    expect(pathOf(routes.getEntity, params)).toBe(
      '/v1/blueprints/a%3Ab/entities/acme%2Fshop%2F1%2F1%2Fd%C3%A9%20ploy%5Cx%3D%3F%23%25',
    );
  });

  test('of a write always says that it merges', () => {
    expect(pathOf(routes.upsertEntity, { blueprint: 'b' })).toBe(
      '/v1/blueprints/b/entities?upsert=true&merge=true',
    );
    expect(pathOf(routes.upsertEntities, { blueprint: 'b' })).toBe(
      '/v1/blueprints/b/entities/bulk?upsert=true&merge=true',
    );
  });

  test('repeats a query key for each of several values', () => {
    expect(
      pathOf(routes.getEntity, { blueprint: 'b', entity: 'e' }, { include: ['x&y', 'z'] }),
    ).toBe('/v1/blueprints/b/entities/e?include=x%26y&include=z');
  });

  test('of an entity leads back to its identifier', () => {
    const identifiers = fc.string({ unit: 'binary', minLength: 1 }).filter(isEntityIdentifier);
    fc.assert(
      fc.property(identifiers, (entity) => {
        const url = new URL(
          pathOf(routes.getEntity, { blueprint: 'b', entity }),
          'https://port.test',
        );
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(6);
        expect(decodeURIComponent(segments[5] ?? '')).toBe(entity);
        expect(url.search + url.hash).toBe('');
      }),
    );
  });

  test.each(['', '.', '..', '\ud800', 'a\udfff'])('cannot hold %j as a name', (blueprint) => {
    expect(() => pathOf(routes.getBlueprint, { blueprint })).toThrow('is not a possible blueprint');
  });

  test('without one of its names is not made', () => {
    expect(() => pathOf(routes.getEntity, { blueprint: 'b' })).toThrow('is not a possible entity');
  });
});

// Port's published description lies beside the project for developers only.
const description = new URL('../../../shared/port-api/openapi.json', import.meta.url);

describe('the list of routes', () => {
  test('calls each route differently', () => {
    const names = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('counts what creates something without upsert as not repeatable', () => {
    const list: readonly Route[] = Object.values(routes);
    const creating = list.filter(({ repeatable }) => !repeatable).map(({ path }) => path);
    expect(creating).toEqual([
      '/v1/blueprints',
      '/v1/blueprints/{blueprint}/mirror/{property}/rename',
      '/v1/blueprints/{blueprint}/scorecards',
      '/v1/pages',
    ]);
  });

  test(
    existsSync(description)
      ? 'is part of the description that Port publishes, with all required parameters'
      : 'was not compared with the description that Port publishes, which is not here',
    () => {
      if (!existsSync(description)) return;
      const { paths } = JSON.parse(readFileSync(description, 'utf8')) as {
        paths: Record<
          string,
          Record<string, { parameters?: { in: string; name: string; required?: boolean }[] }>
        >;
      };
      const bare = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
      const operations = new Map(
        Object.entries(paths).flatMap(([path, methods]) =>
          Object.entries(methods).map(
            ([method, one]) => [`${method.toUpperCase()} ${bare(path)}`, one] as const,
          ),
        ),
      );
      for (const { method, path, query } of Object.values<Route>(routes)) {
        const operation = operations.get(`${method} ${bare(path)}`);
        expect({ method, path, known: operation !== undefined }).toMatchObject({ known: true });
        const required = (operation?.parameters ?? []).filter(
          (one) => one.in === 'query' && one.required,
        );
        expect(Object.keys(query)).toEqual(
          expect.arrayContaining(required.map(({ name }) => name)),
        );
      }
    },
  );
});
