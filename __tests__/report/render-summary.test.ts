import { expect, test } from '@jest/globals';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { renderSummary } from '../../src/report/render-summary.ts';
import type { Delivery } from '../../src/report/report-result.ts';

const record: DeploymentRecord = {
  identifier: 'acme/shop/1/1/deploy/shop/production',
  service: 'shop',
  environment: 'Production',
  status: 'Success',
  kind: 'hotfix',
  createdAt: '2026-01-02T03:04:05.000Z',
  finishedAt: '2026-01-02T03:09:05.000Z',
  sha: 'c'.repeat(40),
  changes: [
    {
      sha: 'c'.repeat(40),
      authoredAt: '2026-01-01T01:09:05.000Z',
      pullRequest: {
        ...{ number: 7, url: null, firstCommitAt: '2026-01-01T01:09:05.000Z' },
        ...{ createdAt: '2026-01-01T03:09:05.000Z', mergedAt: '2026-01-02T02:09:05.000Z' },
      },
    },
  ],
  leadTimeHours: 26,
};

const summaryOf = (edit: Partial<DeploymentRecord>): string => {
  const delivery: Delivery = {
    record: { ...record, ...edit },
    ...{ reported: true, status: 'Success', service: { state: 'unknown' }, url: null },
    ...{ problem: null, leftOut: [], unrelated: [] },
  };
  return renderSummary({ outcome: 'reported', deliveries: [delivery] });
};

test('the summary of a job shows kind and lead time with its parts', () => {
  const html = summaryOf({});
  expect(html).toContain('<th>Kind</th>');
  expect(html).toContain('<td><code>hotfix</code></td>');
  expect(html).toContain(
    '<td>1 d 2 h, median of 1 change (coding 2 h 0 min, review 23 h 0 min, deploy 1 h 0 min)</td>',
  );
});

test('without a lead time it says why, and without a kind nothing', () => {
  const edit = { kind: null, leadTimeHours: null, leadTimeReason: 'no history: <b>' };
  expect(summaryOf(edit)).toContain('<td>none: no history: &#60;b&#62;</td>');
  expect(summaryOf(edit)).toContain('<td></td>');
});
