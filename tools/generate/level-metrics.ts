import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atLevel } from '../../src/catalog/at-level.ts';
import { type Level, levels } from '../../src/catalog/choices.ts';
import type { JsonObject } from '../../src/port/json.ts';

/** Writes the metrics of teams and domains, which are those of services reached one relation further. */
export function writeLevelMetrics(root: string): void {
  const folder = join(root, 'catalog/metrics');
  const service = JSON.parse(readFileSync(join(folder, 'service.json'), 'utf8')) as Metrics;
  for (const level of levels) {
    const text = `${formatted(metricsAt(service, level), '')}\n`;
    writeFileSync(join(folder, `${level}.json`), text);
  }
}

interface Metrics {
  readonly aggregationProperties: Readonly<Record<string, JsonObject>>;
  readonly calculationProperties: Readonly<Record<string, JsonObject>>;
}

function metricsAt({ aggregationProperties, calculationProperties }: Metrics, level: Level) {
  const entries = Object.entries(aggregationProperties).map(
    ([id, one]) => [id, atLevel(one, { level, relation: level })] as const,
  );
  return { aggregationProperties: Object.fromEntries(entries), calculationProperties };
}

/** JSON in the form that the formatter keeps: short lists of plain values stand on one line. */
function formatted(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const isPlain = value.every((one) => typeof one !== 'object');
    if (isPlain) return `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
    return `[\n${value.map((one) => inner + formatted(one, inner)).join(',\n')}\n${indent}]`;
  }
  const lines = Object.entries(value).map(
    ([key, one]) => `${inner}${JSON.stringify(key)}: ${formatted(one, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
