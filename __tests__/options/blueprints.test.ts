import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createRedactor } from '../../src/host/redactor.ts';
import { metricsOptions } from '../../src/options/metrics-options.ts';
import type { OptionSpec } from '../../src/options/option.ts';
import { parseBlueprint } from '../../src/options/parse-blueprint.ts';
import { readOptions } from '../../src/options/read-options.ts';
import { reportOptions } from '../../src/options/schema.ts';
import { setupChoiceOptions, setupOptions } from '../../src/options/setup-options.ts';

const problemsOf = async (
  specs: Readonly<Record<string, OptionSpec>>,
  flags: Readonly<Record<string, string>>,
  config: string | null = null,
): Promise<readonly string[]> => {
  const { problems } = await readOptions(specs, {
    ...{ flags, env: {}, secrets: createRedactor() },
    files: {
      read: async () => config,
      writePrivate: async () => undefined,
      createPrivate: async () => true,
      append: async () => undefined,
    },
  });
  return problems.map(({ message }) => message);
};

describe('the identifier of a blueprint', () => {
  test.each(['deployment', '_team', 'Dienst-Übersicht', 'a.b:c/d\\e+f@g', '服务', 'x'.repeat(100)])(
    'may be %s',
    (text) => expect(parseBlueprint(text)).toEqual({ value: text }),
  );

  test.each(['a b', '.', '..', 'a=b', 'a#b', 'a,b', 'a%20b', 'x'.repeat(101), 'a\tb', '🚀'])(
    'may not be %j, as Port refuses it',
    (text) => expect(parseBlueprint(text)).toHaveProperty('problem'),
  );

  test.each<[string, Readonly<Record<string, OptionSpec>>, string]>([
    ['blueprint', setupOptions, 'a b'],
    ['blueprint', reportOptions, 'a b'],
    ['services-from', setupOptions, 'a b'],
    ['incident-blueprints', metricsOptions, 'pagerdutyIncident, a b'],
  ])('is looked at in %s', async (name, specs, value) => {
    expect(await problemsOf(specs, { [name]: value })).toEqual([
      expect.stringContaining(`${name} (--${name}) is no identifier of a blueprint`),
    ]);
  });

  test('is looked at in the names of the config file', async () => {
    const config = 'names:\n  blueprints:\n    deployment: release\n    service: my service\n';
    expect(await problemsOf(setupOptions, {}, config)).toEqual([
      '.port-dora.yml: names.blueprints.service is no identifier of a blueprint: "my service"',
    ]);
  });
});

describe('a strategy', () => {
  const folder = new URL('../../catalog/mappings/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .flatMap((path) => /([^/\\]+)\.yml$/.exec(path)?.[1] ?? [])
    .filter((name) => name !== 'incident' && !name.endsWith('-entity'));

  test('is every mapping of the catalog that makes deployments, and no other', () => {
    const [wrong] = [setupChoiceOptions.strategy.parse('xyz')];
    const hint = 'hint' in wrong ? wrong.hint : '';
    const listed = hint.replace('choose of: ', '').replace(', or none', '').split(', ');
    expect([...listed].sort()).toEqual([...new Set(files)].sort());
  });
});
