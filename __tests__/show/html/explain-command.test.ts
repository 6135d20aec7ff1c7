import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explainOptions } from '../../../src/options/metrics-options.ts';
import { explainCommand } from '../../../src/show/html/explain-command.ts';
import { sampleReport } from '../../metrics/sample-report.ts';

const from = (deployments: string, incidents: string | null = null) =>
  explainCommand(
    { ...sampleReport, source: { ...sampleReport.source, deployments, incidents } },
    'lead-time-for-changes',
  );

describe('the command that explains a number', () => {
  test('reads what the report was made from, with its window and its settings', () => {
    expect(from('records.jsonl', 'incidents.jsonl')).toBe(
      'port-dora explain lead-time-for-changes --input records.jsonl --incidents incidents.jsonl --from 2026-01-01T00:00:00.000Z --to 2026-01-31T00:00:00.000Z --time-zone Europe/Berlin',
    );
    expect(from('stdin')).toContain(' --input - ');
    expect(from('https://port.example')).toContain(' --base-url https://port.example ');
    expect(from('Port (eu)', 'pagerdutyIncident')).not.toMatch(/--(?:input|incidents|region)/);
    expect(from('Port (us)')).toContain(' --region us ');
  });

  test('has options that the command knows', () => {
    const settings = {
      ...sampleReport.settings,
      recompute: true,
      excludeFailedRuns: true,
      countLowUrgency: true,
      countMaintenance: true,
      incidentWindowHours: 12,
      services: ['a', 'b'],
      teams: ['t'],
    };
    const command = explainCommand(
      {
        ...sampleReport,
        environment: 'Staging',
        settings: { ...settings, bands: { ...settings.bands, id: '2024' } },
      },
      'change-failure-rate',
    );
    const names = [...command.matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
    expect(names).toHaveLength(14);
    for (const name of names) expect(Object.keys(explainOptions)).toContain(name);
  });

  test('is one command for a shell, whatever the names in it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
        (name) => {
          const settings = { ...sampleReport.settings, services: [name] };
          const command = explainCommand({ ...sampleReport, settings }, 'change-failure-rate');
          const script = command.replace('port-dora', 'printf "%s\\0"');
          const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
          expect([
            words[words.indexOf('--service') + 1],
            words.find((word) => word.startsWith('--service='))?.slice(10),
          ]).toContain(name);
        },
      ),
      { numRuns: 25 },
    );
  });
});
