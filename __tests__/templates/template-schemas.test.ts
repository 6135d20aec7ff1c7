import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { root } from '../house/project.ts';
import { azureSteps, circleOrb, codefreshPipeline } from './template-scripts.ts';
import { schemaProblems, vendorSchema } from './vendor-schema.ts';

jest.setTimeout(60_000); // a schema of half a megabyte on a machine that may be busy

type Json = Record<string, unknown>;

describe('the Azure template', () => {
  const schema = vendorSchema('azure');
  const text = readFileSync(join(root, 'azure-pipelines-template.yml'), 'utf8');
  const stepKeys = [
    'bash',
    'powershell',
    'displayName',
    'condition',
    'continueOnError',
    'timeoutInMinutes',
    'env',
  ];

  /** Azure reads every value of its YAML as text, and so does its schema. */
  const asText = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'object' ? one : String(one)));

  test('is what Azure takes, as it is and in a pipeline', () => {
    // Expressions are filled in before Azure looks at the shape, which the schema does not know.
    const { parameters } = parse(text);
    expect(schemaProblems(schema, asText({ parameters, steps: azureSteps() }))).toEqual([]);
    const steps = [{ script: './deploy.sh' }, ...azureSteps({ environment: 'prod' })];
    expect(schemaProblems(schema, asText({ steps }))).toEqual([]);
  });

  test('has no anchors, which Azure does not read', () => {
    expect(text).not.toMatch(/^\s*(- )?[\w-]*:? ?[&*]\w+$/m);
  });

  test('runs one step on each system, whatever came before, and never fails the job', () => {
    const steps = azureSteps();
    expect(steps.map(({ condition }) => condition)).toEqual([
      "and(always(), ne(variables['Agent.OS'], 'Windows_NT'))",
      "and(always(), eq(variables['Agent.OS'], 'Windows_NT'))",
    ]);
    for (const step of steps) {
      expect(Object.keys(step).filter((key) => !stepKeys.includes(key))).toEqual([]);
      expect(step).toMatchObject({ continueOnError: 'true', timeoutInMinutes: 10 });
    }
    const asked = azureSteps({ failOnError: 'True' });
    expect(asked.map(({ continueOnError }) => continueOnError)).toEqual(['false', 'false']);
  });

  test('passes the same on both systems', () => {
    const [linux, windows] = azureSteps(
      { service: 'shop', version: '1' },
      { PORT_CLIENT_ID: 'id' },
    );
    expect(windows?.env).toEqual(linux?.env);
  });

  test('maps secrets, and leaves the rest of the variables to the agent', () => {
    const secrets = { PORT_CLIENT_ID: 'id', PORT_CLIENT_SECRET: 'secret', OTHER: 'other' };
    for (const { env } of azureSteps({}, secrets))
      expect(env).toMatchObject({ PORT_CLIENT_ID: 'id', PORT_CLIENT_SECRET: 'secret' });
    const [step] = azureSteps({ clientSecret: '$(OTHER)' }, secrets);
    expect(step?.env.PORT_CLIENT_SECRET).toBe('other');
  });

  test('with a slip is refused by the schema, where that is here', () => {
    const slip = { steps: [{ bash: 'true', conditon: 'always()' }] };
    expect(schemaProblems(schema, slip).length > 0).toBe(schema !== null);
  });
});

describe('the CircleCI orb', () => {
  const schema = vendorSchema('circleci');
  const orb = circleOrb();

  /** Its schema does not know that a parameter may stand where it wants one of a few words. */
  const withDefaults = (value: unknown, parameters: Json = {}): unknown => {
    if (typeof value === 'string')
      return value.replace(/<< parameters\.([\w-]+) >>/g, (_, name: string) => {
        const parameter = parameters[name] as { default?: unknown; enum?: unknown[] };
        return String(parameter.default ?? parameter.enum?.[0]);
      });
    if (Array.isArray(value)) return value.map((one) => withDefaults(one, parameters));
    if (typeof value !== 'object' || value === null) return value;
    const own = (value as { parameters?: Json }).parameters ?? parameters;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, withDefaults(one, own)]),
    );
  };
  const inline = withDefaults({ commands: orb.commands, jobs: orb.jobs });
  const examples = Object.entries(orb.examples as Record<string, { usage: Json }>);

  test.each(examples)('is what CircleCI takes, in the example %s', (_name, { usage }) => {
    expect(Object.keys(orb)).toEqual([
      'version',
      'description',
      'display',
      'commands',
      'jobs',
      'examples',
    ]);
    expect(schemaProblems(schema, usage)).toEqual([]);
    expect(schemaProblems(schema, { ...usage, orbs: { 'port-dora': inline } })).toEqual([]);
  });

  test.each(examples)(
    'has every command, job and parameter that the example %s uses',
    (_name, { usage }) => {
      const used = JSON.stringify(usage).match(/port-dora\/[\w-]+/g) ?? [];
      expect(used.length).toBeGreaterThan(0);
      const elements = { ...(orb.commands as Json), ...(orb.jobs as Json) };
      for (const name of used)
        expect(Object.keys(elements)).toContain(name.slice('port-dora/'.length));
    },
  );

  test('declares every parameter that it uses, and uses every one that it declares', () => {
    for (const kind of ['commands', 'jobs'] as const) {
      for (const [name, element] of Object.entries(
        orb[kind] as Record<string, { parameters?: Json }>,
      )) {
        const { parameters = {}, ...rest } = element;
        const used = [...JSON.stringify(rest).matchAll(/<< parameters\.([\w-]+) >>/g)].map(
          ([, one]) => one,
        );
        expect([name, new Set(used)]).toEqual([name, new Set(Object.keys(parameters))]);
      }
    }
  });

  test('has no other << that CircleCI would take for a parameter', () => {
    const text = JSON.stringify(orb).replace(/<< parameters\.[\w-]+ >>/g, '');
    expect(text).not.toMatch(/(?<!\\\\)<</);
  });

  test('with a slip is refused by the schema, where that is here', () => {
    const slip = {
      version: 2.1,
      jobs: { one: { docker: [{ image: 'a' }], steps: [{ run: { comand: 'b' } }] } },
    };
    expect(schemaProblems(schema, slip).length > 0).toBe(schema !== null);
  });
});

describe('the Codefresh pipelines', () => {
  const { validate } = createRequire(import.meta.url)('@codefresh-io/yaml-validator') as {
    validate(model: unknown, format: string, yaml: string): void;
  };
  /** Source: Codefresh docs, "Freestyle step" and "Hooks in pipelines"; the validator lets any key of a step pass. */
  const stepKeys = [
    'title',
    'description',
    'image',
    'working_directory',
    'commands',
    'environment',
    'shell',
    'fail_fast',
    'when',
    'stage',
    'retry',
    'hooks',
  ];
  const hookKeys = ['title', 'image', 'working_directory', 'commands', 'environment', 'shell'];

  interface Steps {
    readonly hooks?: Readonly<Record<string, { readonly exec?: Json }>>;
    readonly steps?: Readonly<Record<string, Json>>;
  }

  function unknownKeys({ hooks = {}, steps = {} }: Steps): string[] {
    const ofHooks = Object.entries(hooks).flatMap(([hook, { exec = {}, ...others }]) => [
      ...Object.keys(others),
      ...Object.keys(exec).filter((key) => !hookKeys.includes(key)),
      ...(['on_success', 'on_fail'].includes(hook) ? [] : [hook]),
    ]);
    const ofSteps = Object.values(steps).flatMap((step) => [
      ...Object.keys(step).filter((key) => !stepKeys.includes(key)),
      ...unknownKeys(step.hooks ? { hooks: step.hooks as NonNullable<Steps['hooks']> } : {}),
    ]);
    return [...ofHooks, ...ofSteps];
  }

  test.each(['codefresh', 'pipeline-hooks'])('%s is what Codefresh takes', (name) => {
    const pipeline = codefreshPipeline(name);
    const text = readFileSync(join(root, 'templates/codefresh', `${name}.yml`), 'utf8');
    expect(() => validate(pipeline, 'message', text)).not.toThrow();
    expect(unknownKeys(pipeline)).toEqual([]);
  });

  test('are refused with a slip', () => {
    const hook = { on_sucess: { exec: { image: 'a' } } };
    expect(() => validate({ version: '1.0', hooks: hook, steps: {} }, 'message', '')).toThrow();
    expect(unknownKeys({ steps: { one: { image: 'a', comands: [] } } })).toEqual(['comands']);
    expect(unknownKeys({ hooks: { on_elected: { exec: { image: 'a' } } } })).toEqual([
      'on_elected',
    ]);
    expect(unknownKeys({ hooks: { on_fail: { exec: { imgae: 'a' } } } })).toEqual(['imgae']);
  });
});
