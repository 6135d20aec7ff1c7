import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/entry/commands.ts';
import { createRedactor } from '../../src/host/redactor.ts';
import { metricsOptions } from '../../src/options/metrics-options.ts';
import { type OptionSpec, variableOf } from '../../src/options/option.ts';
import { readOptions } from '../../src/options/read-options.ts';
import { setupOptions } from '../../src/options/setup-options.ts';

/** What is understood as a value; two options that understand the same mean the same. */
const understood = ({ kind, choices = [], parse }: OptionSpec): string =>
  [kind, ...choices, String(parse)].join('\n');

/** Under each name, the different things that options of several commands understand by it. */
function meanings(
  nameOf: (name: string, spec: OptionSpec) => string | null,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { options } of Object.values(commands)) {
    for (const [name, spec] of Object.entries(options)) {
      const shared = nameOf(name, spec);
      if (shared === null) continue;
      found.set(shared, (found.get(shared) ?? new Set()).add(understood(spec)));
    }
  }
  return found;
}

const ambiguous = (found: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] =>
  [...found].filter(([, ways]) => ways.size > 1).map(([name]) => name);

const read = <const Specs extends Readonly<Record<string, OptionSpec>>>(
  specs: Specs,
  env: Readonly<Record<string, string>>,
  config: string | null = null,
) =>
  readOptions(specs, {
    flags: {},
    env,
    secrets: createRedactor(),
    files: {
      read: async () => config,
      writePrivate: async () => undefined,
      createPrivate: async () => true,
      append: async () => undefined,
    },
  });

describe('one name', () => {
  test('of a variable means the same in every command', () => {
    // Both are the environment of deployments: a report names it, metrics take one of the three.
    expect(ambiguous(meanings(variableOf))).toEqual(['PORT_DORA_ENVIRONMENT']);
  });

  test('in the config file means the same in every command', () => {
    expect(ambiguous(meanings((name, { inConfig }) => (inConfig ? name : null)))).toEqual([]);
  });
});

describe('the window of metrics', () => {
  const env = {
    PORT_DORA_WINDOW: '12w',
    PORT_DORA_INTERVAL: 'day',
    PORT_DORA_INCIDENTS: 'incidents.csv',
  };

  test('does not change what setup installs, nor its steps and incidents', async () => {
    const { values, problems } = await read(setupOptions, env);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ window: undefined, interval: undefined, incidents: undefined });
    const metrics = await read(metricsOptions, env);
    expect(metrics.problems).toEqual([]);
    expect(metrics.values).toMatchObject({ window: { days: 84 }, incidents: 'incidents.csv' });
  });

  test('is not changed by that of setup, which has variables of its own', async () => {
    const own = {
      PORT_DORA_SETUP_WINDOW: 'last-week',
      PORT_DORA_SETUP_INTERVAL: 'hour',
      PORT_DORA_SETUP_INCIDENTS: 'pagerduty',
    };
    const { values } = await read(setupOptions, own);
    expect(values).toMatchObject({
      ...{ window: 'last-week', interval: 'hour', incidents: ['pagerduty'] },
    });
    const { values: metrics, problems } = await read(metricsOptions, own);
    expect([metrics.window, metrics.interval, metrics.incidents, problems]).toEqual([
      ...[undefined, undefined, undefined, []],
    ]);
    const wrong = await read(setupOptions, { PORT_DORA_SETUP_WINDOW: '12w' });
    expect(wrong.problems[0]?.message).toContain('window (PORT_DORA_SETUP_WINDOW)');
  });

  test('in the config file is that of setup, and the time limit that of a report', async () => {
    const config = 'window: last-week\nincidents: [pagerduty]\ntimeout: 30\n';
    const { values, problems } = await read(setupOptions, {}, config);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ window: 'last-week', incidents: ['pagerduty'], timeout: 600 });
    const metrics = await read(metricsOptions, {}, config);
    expect([metrics.problems, metrics.values.window]).toEqual([[], undefined]);
  });
});
