import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { createGithubLog } from '../../src/host/github-log.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { renderSummary } from '../../src/report/render-summary.ts';
import type { Delivery, ReportResult } from '../../src/report/report-result.ts';
import { readLog } from '../bundle/runner/log-commands.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '::error::injected',
    'x\n::add-mask::injected',
    'x\r::set-output name=a::b',
    '##[error]injected',
    '##vso[task.setvariable variable=a]b',
    '</td></tr></table><script>alert(1)</script>',
    '](https://evil.example) @everyone #1 `code` | cell',
    '\n\n# heading\n\n- list',
    '"><img src=x onerror=alert(1)>',
    '\u2028::error::x\u2029',
  ),
);

const recordOf = (text: string): DeploymentRecord => ({
  identifier: text || 'x',
  title: text,
  service: text || 'x',
  environment: 'Production',
  environmentName: text,
  environmentSource: 'ci',
  status: 'Success',
  createdAt: '2026-01-02T03:04:05.000Z',
  finishedAt: '2026-01-02T03:09:05.000Z',
  sha: text,
  ref: text,
  runUrl: text,
  actor: text,
});

const delivered = (text: string): Delivery => ({
  record: recordOf(text),
  reported: true,
  status: 'Success',
  service: { state: 'none', hint: text },
  url: text,
  problem: null,
  leftOut: [text],
  unrelated: [text],
});

const results = (text: string): readonly ReportResult[] => [
  { outcome: 'reported', deliveries: [delivered(text)] },
  { outcome: 'not-a-deployment', reason: text },
  {
    outcome: 'dry-run',
    records: [recordOf(text)],
    requests: [{ method: 'POST', url: text, body: { [text]: text } }],
  },
  {
    outcome: 'not-reported',
    problems: [{ code: 'API_SERVER', message: text, hint: text }],
    deliveries: [delivered(text)],
    records: [recordOf(text)],
    level: 'warning',
    mayFail: true,
  },
];

function logOf(result: ReportResult): string {
  const lines: string[] = [];
  renderReport(
    result,
    createGithubLog((line) => lines.push(line), true),
    ['.port-dora/spool/x.json'],
  );
  return lines.join('\n');
}

describe('text from outside', () => {
  test('never becomes a command of the CI in the log', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const result of results(text)) {
          const { foreign, annotations } = readLog(logOf(result));
          expect(foreign).toEqual([]);
          expect(annotations.filter(({ message }) => message.startsWith('injected'))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('never becomes a tag, a link, a mention or Markdown in the job summary', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const result of results(text)) {
          const html = renderSummary(result);
          const tags = [...html.matchAll(/<\/?([a-z]+)/gi)].map(([, name]) => name);
          expect(tags.filter((name) => !allowedTags.has(name ?? ''))).toEqual([]);
          expect(html.replace(/&#\d+;/g, '').replace(/^### .*$/m, '')).not.toMatch(/[@#`|]/);
          const [, body = ''] = /^### [^\n]*\n\n([\s\S]*)$/.exec(html) ?? [];
          expect(body.split('\n').every((line) => line === '' || line.startsWith('<'))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('links lead only to web addresses', () => {
    const result: ReportResult = {
      outcome: 'reported',
      deliveries: [delivered('javascript:alert(1)')],
    };
    expect(renderSummary(result)).not.toContain('<a ');
    const good: ReportResult = {
      outcome: 'reported',
      deliveries: [delivered('https://a.example/?x="y')],
    };
    expect(renderSummary(good)).toContain('<a href="https://a.example/?x=&#34;y">');
  });

  test('is kept whole in the line of JSON that survives in the log', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const result = results(text)[3];
        if (result?.outcome !== 'not-reported') throw new Error('the table changed');
        const line = logOf(result)
          .split('\n')
          .find((one) => one.startsWith('{"identifier"'));
        expect(JSON.parse(line ?? 'null')).toEqual(result.records[0]);
      }),
    );
  });
});

const allowedTags = new Set([
  ...['table', 'tr', 'th', 'td', 'code', 'a', 'b', 'p', 'ul', 'li', 'br'],
]);
