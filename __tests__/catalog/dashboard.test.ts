import { describe, expect, test } from '@jest/globals';
import { windows } from '../../src/catalog/choices.ts';
import { dashboard } from '../../src/catalog/dashboard.ts';
import { incidentTools } from '../../src/catalog/incident-tools.ts';

interface Widget {
  readonly id: string;
  readonly type: string;
  readonly dataset?: { readonly rules: readonly { operator: string; value: unknown }[] };
  readonly timeRange?: unknown;
  readonly measureTimeBy?: string;
}

interface Root {
  readonly layout: readonly {
    readonly height: number;
    readonly columns: readonly { readonly id: string; readonly size: number }[];
  }[];
  readonly widgets: readonly Widget[];
}

const rootOf = (choices: Partial<Parameters<typeof dashboard>[0]> = {}): Root => {
  const { definition } = dashboard({
    scm: [],
    incidents: [],
    tools: Object.entries(incidentTools)
      .slice(0, 1)
      .map(([id, tool]) => ({ id, ...tool })),
    scorecards: true,
    dashboards: true,
    levels: [{ level: 'team', relation: 'team' }],
    window: 'last-month',
    interval: 'week',
    ...choices,
  });
  return (definition as unknown as { widgets: readonly [Root] }).widgets[0];
};

// Layout rules: Port's own page on dashboards for agents; they are enforced by the server.
describe.each([
  ['with everything', {}],
  ['without incidents', { tools: [] }],
  ['without teams', { levels: [] }],
  ['without either', { tools: [], levels: [] }],
])('the dashboard %s', (_name, choices) => {
  const { layout, widgets } = rootOf(choices);

  test('has rows that Port can lay out', () => {
    for (const { height, columns } of layout) {
      expect(height).toBeGreaterThanOrEqual(400);
      expect(columns.length).toBeLessThanOrEqual(4);
      expect(columns.reduce((sum, { size }) => sum + size, 0)).toBe(12);
      for (const { size } of columns) expect(size).toBeGreaterThanOrEqual(3);
    }
  });

  test('has one column for each widget', () => {
    const columns = layout.flatMap((row) => row.columns.map(({ id }) => id));
    expect([...columns].sort()).toEqual(widgets.map(({ id }) => id).sort());
  });
});

describe('the dashboard', () => {
  test("has the guide's widgets, and those that it lacks", () => {
    expect(rootOf().widgets.map(({ id }) => id)).toEqual([
      'frequencyNumber',
      'frequencyChart',
      'leadTimeNumber',
      'leadTimeChart',
      'failureRateNumber',
      'failureRateChart',
      'recoveryNumber',
      'recoveryChart',
      'reworkNumber',
      'reworkChart',
      'timeToRecoveryNumber',
      'timeToRecoveryChart',
      'services',
      'teams',
      'bands',
    ]);
  });

  test.each(windows)('shows a number and its chart side by side over %s', (window) => {
    const { layout, widgets } = rootOf({ window });
    const byId = new Map(widgets.map((one) => [one.id, one]));
    const pairs = layout.map((row) => row.columns.map(({ id }) => byId.get(id)));
    for (const [number, chart] of pairs.filter((row) => row.length === 2)) {
      expect(number?.type).toBe('entities-number-chart');
      expect(chart?.type).toBe('line-chart');
      const between = number?.dataset?.rules.find(({ operator }) => operator === 'between');
      expect(between?.value).toEqual(chart?.timeRange);
    }
  });

  test('draws what happened by its own time, so that history shows at once', () => {
    for (const { type, measureTimeBy } of rootOf().widgets) {
      if (type === 'line-chart') expect(['createdAt', 'created_at']).toContain(measureTimeBy);
    }
  });
});
