import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type MetricsFindings, renderMetrics } from '../../bench/metrics-findings.ts';
import { writeRecords } from '../../bench/write-records.ts';
import { parseRecord } from '../../src/metrics/parse-record.ts';

const found = (edit: Partial<MetricsFindings>): MetricsFindings => ({
  ...{ count: 1_000_000, bytes: 2 ** 30, seconds: 12.34, time: 2.3, memoryKib: 300 * 1024 },
  ...{ memory: 2.9, bytesPerRecord: 217, ...edit },
});

describe('the benchmark of metrics', () => {
  test('says what a file costs, as a multiple of reading and parsing it', () => {
    const lines = renderMetrics(3, [found({})]).split('\n');
    expect(lines[2]).toMatch(/1,000,000 +1024 MiB +12\.3 s +2\.30 x +300 MiB +2\.90 x +217 B$/);
    expect(lines.slice(3).every((line) => line.endsWith('ok'))).toBe(true);
  });

  test('says what is missed', () => {
    const text = renderMetrics(3, [found({ time: 3.1, bytesPerRecord: 401 })]);
    expect(text.match(/MISSED/g)).toHaveLength(2);
  });

  test('its records are records, successful and failed ones of every service', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-bench-'));
    await writeRecords(join(folder, 'r.jsonl'), 3000);
    const lines = readFileSync(join(folder, 'r.jsonl'), 'utf8').trimEnd().split('\n');
    rmSync(folder, { recursive: true });
    const records = lines.map((line) => parseRecord(JSON.parse(line)));
    expect(records.filter((reading) => 'record' in reading)).toHaveLength(3000);
    const places = records.map((one) =>
      'record' in one ? `${one.record.service} ${one.record.status}` : '',
    );
    expect(new Set(places).size).toBe(100);
  });
});
