import { describe, expect, test } from '@jest/globals';
import { parseMapping } from '../../src/mapping/parse-mapping.ts';
import { shapeMapping } from '../../src/mapping/shape-mapping.ts';
import { catalogFiles, textsOf } from '../catalog/mappings/catalog-files.ts';
import { catalogMapping, entities, payload } from './map-payloads.ts';

const run = { kind: 'workflow-run', payload: payload('github/workflow-run') };
const runs = catalogMapping('github/workflow-run');

describe('a mapping of the catalog', () => {
  test('stays as it is, to the letter, when nothing is chosen', () => {
    for (const file of catalogFiles()) {
      const yaml = catalogMapping(file);
      expect(shapeMapping(yaml, {})).toBe(yaml);
    }
  });

  test('keeps its comments when something is chosen', () => {
    const shaped = shapeMapping(runs, { branches: ['trunk'] });
    const comments = (text: string) =>
      text.split('\n').filter((line) => line.trim().startsWith('#'));
    expect(comments(shaped)).toEqual(comments(runs));
    expect(shaped).not.toBe(runs);
  });

  test('takes branches, workflows, an environment and a service', async () => {
    const shaped = shapeMapping(runs, {
      branches: ["it's a 'trunk'", 'develop'],
      workflows: ['.github/workflows/cd.yml'],
      environment: 'Staging',
      service: '.repository.full_name',
    });
    const chosen = { ...run.payload, path: '.github/workflows/cd.yml', conclusion: 'failure' };
    const [first, ...others] = await entities(shaped, [
      { ...run, payload: { ...chosen, head_branch: "it's a 'trunk'" } },
      { ...run, payload: { ...chosen, head_branch: 'main', id: 2 } },
      { ...run, payload: { ...run.payload, head_branch: 'develop', id: 3 } },
    ]);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      identifier: 'acme/shop/workflow-run-11640567/1/acme=002Fshop/Staging',
      title: 'acme/shop eb2ff82 to Staging',
      properties: { environment: 'Staging', serviceName: 'acme/shop', failed: true },
      relations: { service: { rules: [{ property: '$title', value: 'acme/shop' }] } },
    });
  });

  test("takes the account's names", async () => {
    const shaped = shapeMapping(runs, {
      serviceMatch: "the team's 'repo'",
      names: {
        blueprints: { deployment: 'dora_deployment' },
        properties: { deployment: { deploymentStatus: 'status', failed: 'isBad' } },
        relations: { deployment: { service: 'owner' } },
        values: { deploymentStatus: { Success: 'OK' }, environment: { Production: "l'prod" } },
      },
    });
    const [held] = await entities(shaped, [run]);
    expect(held).toMatchObject({
      blueprint: 'dora_deployment',
      properties: { status: 'OK', environment: "l'prod" },
      relations: { owner: { rules: [{ property: "the team's 'repo'", value: 'shop' }] } },
    });
    expect(held?.properties).not.toHaveProperty('deploymentStatus');
    const [failed] = await entities(shaped, [
      { ...run, payload: { ...run.payload, conclusion: 'failure' } },
    ]);
    expect(failed?.properties).toMatchObject({ status: 'Failed', isBad: true });
  });

  test('leaves out what the account does not have', async () => {
    const yaml = catalogMapping('github/pull-request');
    const shaped = shapeMapping(yaml, {
      withoutRelations: ['pullRequest', 'service'],
      withoutProperties: ['ci'],
    });
    const item = { kind: 'pull-request', payload: payload('github/pull-request') };
    const [held] = await entities(shaped, [item]);
    expect(held?.relations).toEqual({});
    expect(held?.properties).not.toHaveProperty('ci');
    expect(held?.properties).toHaveProperty('commitSha');
  });

  test('takes names of environments that no word tells', async () => {
    const shaped = shapeMapping(catalogMapping('github/deployment'), {
      environments: { blue: 'Production', "jane's": 'Testing' },
    });
    const status = payload('github/deployment-status');
    const held = await entities(shaped, [
      { kind: 'deployment-status', payload: { ...status, environment: 'blue' } },
      {
        kind: 'deployment-status',
        payload: { ...status, __deployment_id: '2', environment: "jane's" },
      },
      {
        kind: 'deployment-status',
        payload: { ...status, __deployment_id: '3', environment: 'green' },
      },
    ]);
    expect(held.map(({ properties }) => properties.environment)).toEqual(['Production', 'Testing']);
  });

  test.each([
    ['pagerduty/incident', 'incidents', '.service.id', 'service', 'PIJ90N7'],
    ['firehydrant/incident', 'incident', '.services[0].id', 'portService', 's1'],
  ])('%s finds its service by an id', async (file, kind, service, relation, value) => {
    const shaped = shapeMapping(catalogMapping(file), { serviceMatch: 'toolId', service });
    const [held] = await entities(shaped, [{ kind, payload: payload(file) }]);
    expect(held?.relations[relation]).toEqual({
      combinator: 'and',
      rules: [{ property: 'toolId', operator: '=', value }],
    });
  });

  test('with no branch chosen takes none', async () => {
    expect(await entities(shapeMapping(runs, { branches: [] }), [run])).toEqual([]);
  });
});

test('what is no mapping stays as it is', () => {
  for (const text of ['', 'resources: 5', 'a: [', 'resources:\n  - 1\n  - kind: x\n'])
    expect(shapeMapping(text, { branches: ['x'] })).toBe(text);
});

describe('every file of the catalog', () => {
  test.each(catalogFiles())('%s says which lines hold a choice, and holds no other', (file) => {
    const yaml = catalogMapping(file);
    const named = [...yaml.matchAll(/^#.*$/gm)].flatMap(([line]) =>
      [...line.matchAll(/`def (\w+)/g)].map(([, name]) => name),
    );
    const choices = new Set(
      [
        'branches',
        'workflows',
        'pipelines',
        'tags',
        'jobs',
        'environment',
        'named',
        'projects',
        'server',
        'labels',
        'types',
      ].filter((name) =>
        textsOf(yaml).some((text) => new RegExp(`^def ${name}: `, 'm').test(text)),
      ),
    );
    expect(named).toEqual(expect.arrayContaining([...choices]));
  });

  test.each(catalogFiles())(
    '%s is what Port makes of it, and fits an old integration too',
    (file) => {
      const yaml = catalogMapping(file);
      const { problems, resources } = parseMapping(yaml);
      expect(problems).toEqual([]);
      expect(resources.length).toBeGreaterThan(0);
      // With single quotes an integration before Ocean 0.30.1 could not compile it.
      for (const text of textsOf(yaml)) expect(text).not.toContain("'");
    },
  );
});
