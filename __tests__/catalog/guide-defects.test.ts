import { describe, expect, test } from '@jest/globals';
import { codeHosts, windows } from '../../src/catalog/choices.ts';
import { desiredState } from '../../src/catalog/desired-state.ts';
import { incidentTools } from '../../src/catalog/incident-tools.ts';
import type { Thing } from '../../src/catalog/thing.ts';

interface Rule {
  readonly property?: string;
  readonly operator?: string;
  readonly value?: unknown;
  readonly rules?: readonly Rule[];
}

interface Definition {
  readonly title: string;
  readonly target: string;
  readonly query: { readonly rules: readonly Rule[] };
  readonly pathFilter: readonly {
    readonly path: readonly string[];
    readonly fromBlueprint: string;
  }[];
  readonly calculationSpec: Readonly<Record<string, string>>;
  readonly calculation: string;
}

const all = (window: (typeof windows)[number]): readonly Thing[] =>
  desiredState({
    scm: codeHosts,
    incidents: [],
    tools: Object.entries(incidentTools).map(([id, tool]) => ({ id, ...tool })),
    scorecards: true,
    dashboards: true,
    levels: [
      { level: 'team', relation: 'team' },
      { level: 'domain', relation: 'domain' },
    ],
    window,
    interval: 'week',
  });

const aggregations = (window: (typeof windows)[number]) =>
  all(window)
    .filter(({ kind }) => kind === 'aggregation')
    .map((one) => ({ ...one, definition: one.definition as unknown as Definition }));

const presets = {
  'last-week': 'lastWeek',
  'last-month': 'lastMonth',
  'last-3-months': 'last3Months',
};

const windowOf = ({ query }: Definition): unknown =>
  query.rules.find(({ operator }) => operator === 'between')?.value;

describe.each(windows)('every metric over %s', (window) => {
  test('reaches what it counts by one path of relations', () => {
    for (const { owner, definition } of aggregations(window)) {
      const first = definition.target === 'firehydrantIncident' ? 'portService' : 'service';
      const path = owner === 'service' ? [first] : [first, owner.replace('_', '')];
      expect(definition.pathFilter).toEqual([{ path, fromBlueprint: definition.target }]);
    }
  });

  test('covers the same time, by when things happened and not by when Port learnt of them', () => {
    for (const { definition } of aggregations(window)) {
      expect(windowOf(definition)).toEqual({ preset: presets[window] });
      expect(JSON.stringify(definition)).not.toContain('$createdAt');
    }
  });

  test('of deployments counts production alone', () => {
    const production = { property: 'environment', operator: '=', value: 'Production' };
    for (const { definition } of aggregations(window)) {
      if (definition.target === 'deployment')
        expect(definition.query.rules).toContainEqual(production);
    }
  });

  test('is never an average per interval, which is no rolling window', () => {
    for (const { definition } of aggregations(window)) {
      expect(['total', undefined]).toContain(definition.calculationSpec.averageOf);
    }
  });
});

describe('the metrics of a service', () => {
  const ids = new Map(
    all('last-month')
      .filter(({ owner }) => owner === 'service')
      .map(({ id, definition }) => [id, definition as unknown as Definition]),
  );

  test("have the guide's ids", () => {
    expect([...ids.keys()]).toEqual(
      expect.arrayContaining([
        'deployment_frequency',
        'lead_time_for_change',
        'total_incidents',
        'total_deployments',
        'changeFailureRate',
        'mean_time_to_recovery',
      ]),
    );
  });

  test('say their unit and their time in their titles', () => {
    for (const [id, { title, calculationSpec, calculation }] of ids) {
      if (calculationSpec?.property)
        expect([id, title]).toEqual([id, expect.stringMatching(/Hours|Minutes/)]);
      if (calculationSpec || calculation) expect(title).toContain('Last 30 Days');
      expect(title.length).toBeLessThanOrEqual(100);
    }
  });

  test('have a median beside each mean', () => {
    const means = [...ids].filter(([, one]) => one.calculationSpec?.func === 'average');
    expect(means.length).toBeGreaterThan(2);
    for (const [id, { target, query, calculationSpec }] of means) {
      const median = [...ids.values()].find(
        (one) =>
          one.calculationSpec?.func === 'median' &&
          one.calculationSpec.property === calculationSpec.property &&
          one.target === target,
      );
      expect([id, median?.query]).toEqual([id, query]);
    }
  });

  test('have one window on both sides of each ratio', () => {
    for (const id of ['changeFailureRate', 'reworkRate']) {
      const parts = [...(ids.get(id)?.calculation ?? '').matchAll(/\.properties\.(\w+)/g)];
      expect(parts).toHaveLength(2);
      const windowsOf = parts.map(([, part = '']) => windowOf(ids.get(part) as Definition));
      expect(windowsOf[0]).toEqual(windowsOf[1]);
    }
  });
});

describe('the scorecards', () => {
  const scorecards = all('last-month').filter(({ kind }) => kind === 'scorecard');

  test('are one a metric, with a floor that no rule names', () => {
    expect(scorecards).toHaveLength(5);
    for (const { definition } of scorecards) {
      const { levels, rules } = definition as unknown as Scorecard;
      const metrics = new Set(rules.map(({ query }) => query.conditions[0]?.property));
      expect(metrics.size).toBe(1);
      expect(rules.map(({ level }) => level)).toEqual(levels.slice(1).map(({ title }) => title));
    }
  });

  test('become harder from level to level, so that each can be reached', () => {
    for (const { id, definition } of scorecards) {
      const { rules } = definition as unknown as Scorecard;
      const values = rules.map(({ query }) => query.conditions[0]?.value ?? 0);
      const isMore = rules[0]?.query.conditions[0]?.operator === '>=';
      const sorted = [...values].sort((a, b) => (isMore ? a - b : b - a));
      expect([id, values]).toEqual([id, sorted]);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('name the source and the year of their bands', () => {
    for (const { definition } of scorecards) {
      const { title, rules } = definition as unknown as Scorecard & { title: string };
      expect(title).toContain('2023');
      for (const { description } of rules) expect(description).toContain("DORA's 2023 report");
    }
  });
});

interface Scorecard {
  readonly levels: readonly { readonly title: string }[];
  readonly rules: readonly {
    readonly level: string;
    readonly description: string;
    readonly query: {
      readonly conditions: readonly { property: string; operator: string; value: number }[];
    };
  }[];
}
