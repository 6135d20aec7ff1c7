import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { mapOf } from '../../src/catalog/blueprint-things.ts';
import { codeHosts, intervals, windows } from '../../src/catalog/choices.ts';
import { desiredState } from '../../src/catalog/desired-state.ts';
import { catalogFiles } from '../../src/catalog/files.generated.ts';
import { incidentTools } from '../../src/catalog/incident-tools.ts';
import type { Thing } from '../../src/catalog/thing.ts';
import { apiDescription } from '../../tools/conformance/api-description.ts';
import { requestProblems } from '../../tools/conformance/request-problems.ts';

// Port's published description lies beside the project for developers only.
const description = new URL('../../../shared/port-api/openapi.json', import.meta.url);

/** The request with which a file of the catalog can be sent as it is. */
function requestFor(path: string): { method: string; path: string } | null {
  const [folder, name = '', addition] = path.replace('.json', '').split('/');
  if (folder === 'blueprints' && addition === undefined)
    return { method: 'POST', path: '/v1/blueprints' };
  if (folder === 'scorecards') {
    return { method: 'POST', path: '/v1/blueprints/service/scorecards' };
  }
  if (folder === 'dashboards') return { method: 'POST', path: '/v1/pages' };
  return folder === 'blueprints' || folder === 'metrics'
    ? { method: 'PATCH', path: `/v1/blueprints/${name.split('-')[0]}` }
    : null;
}

/** The request with which one thing would be sent. */
function requestOf({ kind, owner, id, definition }: Thing) {
  const blueprint = `/v1/blueprints/${owner}`;
  if (kind === 'scorecard') {
    return {
      method: 'POST',
      path: `${blueprint}/scorecards`,
      body: { identifier: id, ...definition },
    };
  }
  if (kind === 'page') {
    return { method: 'POST', path: '/v1/pages', body: { identifier: id, ...definition } };
  }
  if (kind === 'property') {
    return {
      method: 'PATCH',
      path: blueprint,
      body: { schema: { properties: { [id]: definition } } },
    };
  }
  const map = mapOf[kind as keyof typeof mapOf];
  const body = map ? { [map]: { [id]: definition } } : { ...definition };
  return { method: 'PATCH', path: blueprint, body };
}

const json = Object.entries(catalogFiles).filter(([path]) => path.endsWith('.json'));

describe('the catalog', () => {
  test.each(json)(
    existsSync(description)
      ? '%s is valid by the description that Port publishes'
      : '%s was not compared with the description that Port publishes, which is not here',
    (path, text) => {
      expect(JSON.parse(text)).toBeInstanceOf(Object);
      const request = requestFor(path);
      expect(request).not.toBeNull();
      if (!existsSync(description) || request === null) return;
      const api = apiDescription(JSON.parse(readFileSync(description, 'utf8')));
      expect(requestProblems(api, { ...request, query: {}, body: JSON.parse(text) })).toEqual([]);
    },
  );

  test(
    existsSync(description)
      ? 'is valid for every choice by the description that Port publishes'
      : 'was not compared for every choice with the description that Port publishes, which is not here',
    () => {
      const api = existsSync(description)
        ? apiDescription(JSON.parse(readFileSync(description, 'utf8')))
        : null;
      const seen = new Set<string>();
      for (const window of windows) {
        for (const interval of intervals) {
          const things = desiredState({ ...everything, window, interval });
          expect(things.length).toBeGreaterThan(100);
          for (const thing of things.filter(({ definition }) => definition !== null)) {
            const request = { ...requestOf(thing), query: {} };
            const text = JSON.stringify(request);
            if (api === null || seen.has(text)) continue;
            seen.add(text);
            expect(requestProblems(api, request)).toEqual([]);
          }
        }
      }
    },
  );

  test('wants each thing once', () => {
    const keys = desiredState({ ...everything, window: 'last-month', interval: 'week' }).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

const everything = {
  scm: codeHosts,
  incidents: Object.keys(incidentTools),
  tools: Object.entries(incidentTools).map(([id, tool]) => ({ id, ...tool })),
  scorecards: true,
  dashboards: true,
  levels: [
    { level: 'team', relation: 'team' },
    { level: 'domain', relation: 'domain' },
  ],
} as const;
