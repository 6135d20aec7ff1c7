import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MetricsReport, metricNames } from '../../../src/metrics/report.ts';
import { renderHtml } from '../../../src/show/html/render-html.ts';
import { emptyReport, singleReport } from '../../browser/sample-reports.ts';
import { sampleReport } from '../../metrics/sample-report.ts';

/** The report with every text that comes from outside replaced by this one. */
const withText = (text: string): MetricsReport => ({
  ...sampleReport,
  groups: [
    sampleReport.groups[0],
    ...sampleReport.groups.slice(1).map((group) => ({ ...group, name: text })),
  ],
  excluded: sampleReport.excluded.map((one) => ({ ...one, reason: text })),
  notices: [text],
  settings: { ...sampleReport.settings, services: [text], teams: [text] },
  source: {
    ...sampleReport.source,
    deployments: text,
    incidents: text,
    problems: [{ source: text, line: 1, identifier: text, problem: text }],
  },
});

/** The tags of a page, attributes without their values. */
const skeleton = (page: string): string[] =>
  [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/="[^"]*"/g, '=""'));

describe('the page of metrics', () => {
  const page = renderHtml(sampleReport);

  test('has the same tags whatever the names in it are', () => {
    const plain = skeleton(renderHtml(withText('a')));
    const signs = fc.constantFrom(
      '<script>',
      '">',
      "'",
      '`',
      '&',
      '-->',
      '</td>',
      '\n',
      '\u0000',
      'x',
    );
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1 }), (parts) => {
        expect(skeleton(renderHtml(withText(parts.join(''))))).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });

  test('names nothing that a browser would load', () => {
    expect(page).not.toMatch(
      /<(?:link rel="stylesheet|script src|img|iframe|object|embed)|url\(|@import/,
    );
    expect([...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      'data:,',
      '#main',
    ]);
  });

  test('shows each metric with its number, what it is made of and how to have it explained', () => {
    for (const metric of metricNames)
      expect(page).toContain(`port-dora explain ${metric} --input records.jsonl`);
    for (const text of [
      '2.33 a day',
      '9.75\u00a0h',
      'Median of 98 changes',
      '8 of 74 deployments failed',
    ])
      expect(page.replaceAll(' h<', '\u00a0h<')).toContain(text);
  });

  test('tells what was left out, what was broken, and by which settings', () => {
    for (const text of [
      'environment is Staging',
      '9 deployments',
      'records.jsonl:17',
      'has no createdAt',
      'dora.dev quick check',
      'Europe/Berlin',
    ])
      expect(page).toContain(text);
  });

  test('gives the reason where there is no number, and draws nothing', () => {
    const empty = renderHtml(emptyReport);
    expect(empty.match(/No data/g)).toHaveLength(6);
    expect(empty).toContain('No deployment is known');
    expect(empty).toContain('Nothing happened in this window.');
    expect(empty).not.toContain('class="chart"');
  });

  test('draws a window with one deployment', () => {
    const single = renderHtml(singleReport);
    expect(single).toContain('Jan 10: 1 successful');
    expect(single).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('has no number that is none, in any of its reports', () => {
    for (const report of [sampleReport, emptyReport, singleReport])
      expect(renderHtml(report)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});
