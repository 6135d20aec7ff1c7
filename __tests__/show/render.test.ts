import { describe, expect, test } from '@jest/globals';
import type { MetricsReport } from '../../src/metrics/report.ts';
import type { RenderContext } from '../../src/show/format.ts';
import { type FormatName, formatOfFile, formats } from '../../src/show/formats.ts';
import { hoursInWords, percent, rateInWords } from '../../src/show/render-number.ts';
import { sparkline, squeezed } from '../../src/show/sparkline.ts';
import { at, change, deployment, report } from '../metrics/measure-records.ts';
import { sampleReport } from '../metrics/sample-report.ts';

const context: RenderContext = {
  colour: false,
  width: 120,
  metric: 'lead-time-for-changes',
  gates: [],
};

async function render(
  format: FormatName,
  given: MetricsReport = sampleReport,
  more: Partial<RenderContext> = {},
): Promise<string> {
  const renderer = await formats[format].load();
  return String(await renderer(given, { ...context, ...more }));
}

/** Names that would be commands for a terminal, tags, Markdown, quotes of every form. */
const hostile = '\u001b[31m</td><img src=x> | `x` @jane\n# "q" \\ \u202e=1+1';

const hostileReport = report([
  deployment(at(2), { service: hostile, changes: [change(4, at(2))] }),
  deployment(at(3), { service: '=cmd()' }),
]);

const empty = report([]);

describe('every form', () => {
  const names = ['table', 'markdown', 'json', 'csv', 'openmetrics', 'badge', 'shields'] as const;

  test.each(names)('%s shows a report without data, and one with hostile names', async (name) => {
    for (const given of [empty, hostileReport, sampleReport]) {
      const text = await render(name, given);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
      expect(text.endsWith('\n')).toBe(true);
    }
  });

  test('file names tell the form, the longest ending first', () => {
    const forms = [
      'a.md',
      'a.json',
      'a.shields.json',
      'A.CSV',
      'x/metrics.prom',
      'badge.svg',
      'a.txt',
    ].map(formatOfFile);
    expect(forms).toEqual(['markdown', 'json', 'shields', 'csv', 'openmetrics', 'badge', 'table']);
    expect(formatOfFile('metrics')).toBeNull();
  });
});

describe('the table', () => {
  test('has no escape sequence without colours, and only its own with them', async () => {
    expect(await render('table', hostileReport)).not.toContain('\u001b');
    const coloured = await render('table', hostileReport, { colour: true });
    expect(coloured).toContain('\u001b[1m');
    const own = [0, 1, 2, 31, 32].map((code) => `\u001b[${code}m`);
    const rest = own.reduce((text, sequence) => text.replaceAll(sequence, ''), coloured);
    expect(rest).not.toContain('\u001b');
    expect(coloured).not.toContain(`${'\u001b'}[31m</td>`);
  });

  test('says each metric with its value, what it is made of, its band and what it was before', async () => {
    const text = await render('table');
    expect(text).toContain('Change failure rate');
    expect(text).toMatch(/Lead time for changes +9\.75 h .*before: 9\.75 h +less than one day/);
    expect(text).toContain('median of 98 changes, mean 22.1 h, 90th percentile 2.56 days');
    expect(text).toContain('Bands: dora.dev quick check');
    expect(text).toContain('9 deployments: environment is Staging');
  });

  test('says why there is no number', async () => {
    expect(await render('table', empty)).toMatch(
      /Change failure rate +–\n +no deployment is known/,
    );
  });

  test('has what was before in one column, with a band and without', async () => {
    const text = await render('table');
    const columns = text.split('\n').flatMap((line) => {
      const column = line.indexOf('before: ');
      return column < 0 ? [] : [column];
    });
    expect(columns.length).toBeGreaterThan(3);
    expect(new Set(columns).size).toBe(1);
  });

  test('shortens a long name, so that the numbers stay in sight', async () => {
    const name = `${'🚀'.repeat(60)} the end`;
    const text = await render('table', report([deployment(at(2), { service: name })]));
    expect(text).toContain(`service ${'🚀'.repeat(39)}…  `);
    expect(text).not.toContain('the end');
  });

  test('lists the conditions', async () => {
    const gates = [
      { gate: 'change-failure-rate > 15%', outcome: 'fails', value: 0.2, says: 'it is 20 %' },
    ] as const;
    expect(await render('table', sampleReport, { gates })).toContain(
      'MET  change-failure-rate > 15%: it is 20 %',
    );
  });
});

/** Without what makes them code. */
async function chartsOf(given: MetricsReport): Promise<string[]> {
  const text = await render('markdown', given);
  return [...text.matchAll(/```mermaid\nxychart-beta\n([\s\S]*?)```/g)].map(
    ([, body = '']) => body,
  );
}

/** Of the horizontal axis; numbers where it has only these. */
function labelsOf(chart: string): readonly unknown[] {
  const [, names, most = '0'] = /x-axis (?:\[(.*)\]|".*" 1 --> (\d+))/.exec(chart) ?? [];
  return names === undefined ? Array(Number(most)).fill(null) : names.split(', ');
}

describe('Markdown', () => {
  test('no name can make a tag, a mention, a link or a new line', async () => {
    const text = await render('markdown', hostileReport);
    expect(text).not.toMatch(/<img|@jane|`x`/);
    expect(text).toContain('&#60;img src=x&#62; &#124; &#96;x&#96; &#64;jane &#35;');
  });

  test('has charts that GitHub renders, with as many values as labels', async () => {
    const charts = await chartsOf(sampleReport);
    expect(charts).toHaveLength(2);
    for (const chart of charts) {
      const labels = labelsOf(chart);
      const values = /(?:bar|line) \[(.*)\]/.exec(chart)?.[1]?.split(', ') ?? [];
      expect(values.length).toBeGreaterThan(5);
      expect(values).toHaveLength(labels.length);
      expect(values.every((value) => Number.isFinite(Number(value)))).toBe(true);
    }
  });

  test('has labels that do not run into each other: 30 days are 10 bars of 3, and medians are numbered', async () => {
    const [bars = '', line = ''] = await chartsOf(sampleReport);
    expect(bars).toContain('title "Successful deployments per 3 days"');
    expect(bars).toContain('x-axis ["Jan 1", "Jan 4", ');
    const { successful } = sampleReport.groups[0].deploymentFrequency;
    const counts = /bar \[(.*)\]/.exec(bars)?.[1]?.split(', ').map(Number) ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(successful);
    expect(line).toMatch(/x-axis "days with changes, Jan 1 to Jan \d+" 1 --> 2\d\n/);
  });

  test('names each step where there are few', async () => {
    const few = report(
      [1, 9, 16].map((day) => deployment(at(day), { changes: [change(4, at(day))] })),
      null,
      {
        interval: 'week',
      },
    );
    const [bars = '', line = ''] = await chartsOf(few);
    expect(bars).toContain('per week"\n  x-axis ["W01", "W02", "W03", "W04", "W05"]');
    expect(line).toContain('x-axis ["W01", "W02", "W03"]');
  });

  test('keeps the gaps of a trend, where tables show several spaces as one', async () => {
    const given = report(
      [2, 6].map((day) => deployment(at(day), { changes: [change(4, at(day))] })),
    );
    const spaces = '&nbsp;'.repeat(3);
    expect(await render('markdown', given)).toContain(`<td>&nbsp;█${spaces}█</td>`);
  });

  test('draws no chart of nothing', async () => {
    expect(await render('markdown', empty)).not.toContain('mermaid');
  });
});

describe('CSV', () => {
  /** Fields of RFC 4180. */
  const parse = (text: string): string[][] =>
    [...text.matchAll(/((?:"(?:[^"]|"")*"|[^,\r\n"]*))(,|\r\n)/g)]
      .reduce<string[][]>(
        (rows, [, field = '', end]) => {
          rows
            .at(-1)
            ?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
          if (end === '\r\n') rows.push([]);
          return rows;
        },
        [[]],
      )
      .slice(0, -1);

  test('has a line for each group, with as many fields as the first', async () => {
    const rows = parse(await render('csv'));
    expect(rows).toHaveLength(sampleReport.groups.length + 1);
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
    const column = rows[0]?.indexOf('leadTimeMedianHours') ?? -1;
    expect(rows.map((row) => row[column])).toEqual([
      'leadTimeMedianHours',
      '9.75',
      '9.75',
      '9.75',
      '9.75',
      '',
    ]);
  });

  test('names come through whole, but none as a formula', async () => {
    const names = parse(await render('csv', hostileReport)).map((row) => row[4]);
    expect(names).toEqual(['name', 'all', hostile, "'=cmd()"]);
  });
});

describe('OpenMetrics', () => {
  test('is what the specification asks for: types first, units in names, one block each, an end', async () => {
    const text = await render('openmetrics', hostileReport);
    expect(text.endsWith('# EOF\n')).toBe(true);
    const lines = text.trimEnd().split('\n');
    const seen = new Set<string>();
    let family = '';
    const samples = new Set<string>();
    for (const line of lines.slice(0, -1)) {
      const type = /^# TYPE ([a-z_]+) gauge$/.exec(line);
      if (type) {
        family = type[1] ?? '';
        expect(seen.has(family)).toBe(false);
        seen.add(family);
      } else if (line.startsWith('# UNIT')) {
        const [, name, unit] = /^# UNIT ([a-z_]+) (seconds|ratio)$/.exec(line) ?? [];
        expect([name, name?.endsWith(`_${unit}`)]).toEqual([family, true]);
      } else if (line.startsWith('# HELP'))
        expect(line).toMatch(new RegExp(`^# HELP ${family} .+\\.$`));
      else {
        const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\["\\n])*"`;
        expect(line).toMatch(
          new RegExp(`^${family}\\{${label}(?:,${label})*\\} -?\\d+(\\.\\d+)?$`),
        );
        const identity = line.slice(0, line.lastIndexOf(' '));
        expect(samples.has(identity)).toBe(false);
        samples.add(identity);
      }
    }
  });

  test('gives times in seconds and leaves out what is not known', async () => {
    const text = await render('openmetrics');
    expect(text).toContain(
      'dora_lead_time_for_changes_seconds{environment="Production",by="all",name="all",statistic="median"} 35100',
    );
    expect(text).not.toMatch(/dora_change_failure_ratio\{[^}]*legacy/);
    expect(text).toContain('dora_window_seconds{environment="Production",edge="from"} 1767225600');
  });
});

describe('badges', () => {
  test('say the metric that is asked for, in the colour of its band', async () => {
    expect(JSON.parse(await render('shields'))).toEqual({
      ...{ schemaVersion: 1, label: 'lead time for changes', message: '9.75 h' },
      color: 'dfb317',
    });
    expect(JSON.parse(await render('shields', empty))).toMatchObject({
      message: 'no data',
      color: '9f9f9f',
    });
    expect(
      JSON.parse(await render('shields', sampleReport, { metric: 'change-failure-rate' })),
    ).toMatchObject({ color: '007ec6' });
  });

  test('the picture loads nothing and can be read aloud', async () => {
    const svg = await render('badge');
    expect(svg).toContain('aria-label="lead time for changes: 9.75 h"');
    expect(svg).toContain('<title>lead time for changes: 9.75 h</title>');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\((?!#)/);
  });
});

describe('numbers in words', () => {
  test.each([
    [0, '0 min'],
    [0.01, '36 s'],
    [0.25, '15 min'],
    [5.256, '5.26 h'],
    [36, '36 h'],
    [60, '2.5 days'],
  ])('%d hours are %s', (hours, words) => {
    expect(hoursInWords(hours)).toBe(words);
  });

  test.each([
    [0, '0 a day'],
    [2.329, '2.33 a day'],
    [0.4, '2.8 a week'],
    [0.05, '1.52 a month'],
  ])('%d deployments a day are %s', (perDay, words) => {
    expect(rateInWords(perDay)).toBe(words);
  });

  test('a share is a percentage', () => {
    expect(percent(0.142857)).toBe('14.3 %');
  });
});

describe('sparklines', () => {
  test('stand on zero, and leave a gap where nothing is known', () => {
    expect(sparkline([0, 4, null, 8])).toBe('▁▅ █');
    expect(sparkline([5, 5])).toBe('██');
    expect(sparkline([0, 0])).toBe('▁▁');
    expect(sparkline([null])).toBe('');
  });

  test('long ones are squeezed to means of neighbours', () => {
    expect(squeezed([1, 3, null, 5, 7, 9], 3)).toEqual([2, 5, 8]);
    expect(squeezed([1, 2], 3)).toEqual([1, 2]);
  });
});
