import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { metricNames } from '../../../src/metrics/report.ts';
import { html } from '../../../src/page/html.ts';
import { palettes } from '../../../src/page/palette.ts';
import { chartImage } from '../../../src/show/charts/chart-image.ts';
import { drawSvg } from '../../../src/show/charts/draw-svg.ts';
import { drawPng } from '../../../src/show/charts/png/draw-png.ts';
import { outlineText } from '../../../src/show/charts/png/outline-text.ts';
import { renderChartPng } from '../../../src/show/charts/render-chart-png.ts';
import { renderChartSvg } from '../../../src/show/charts/render-chart-svg.ts';
import { trendChart } from '../../../src/show/charts/trend-charts.ts';
import { emptyReport } from '../../browser/sample-reports.ts';
import { all, at, deployment, incident } from '../../metrics/measure-records.ts';
import { sampleReport } from '../../metrics/sample-report.ts';

const colour = (name: keyof typeof palettes.light) => palettes.light[name];

/** The pixels of a PNG of ours, undone by the rules of the format. */
function pixelsOf(png: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const at = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  const pixels = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    for (let byte = 0; byte < width * 3; byte += 1) {
      const above = row === 0 ? 0 : (pixels[(row - 1) * width * 3 + byte] ?? 0);
      pixels[row * width * 3 + byte] = (rows[row * (width * 3 + 1) + 1 + byte] ?? 0) + above;
    }
  }
  return { width, height, pixels };
}

describe.each(metricNames)('the chart of %s', (metric) => {
  const image = chartImage(sampleReport, metric);

  beforeAll(async () => {
    const file = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
    await initWasm(readFileSync(file)).catch((error: Error) => {
      if (!error.message.includes('Already initialized')) throw error;
    });
  });

  test('is the same picture as PNG as another program makes of its SVG', () => {
    // Letters are left out: the other program would need a font.
    const drawing = { ...image, shapes: image.shapes.filter(({ kind }) => kind !== 'text') };
    const svg = html`<svg xmlns="http://www.w3.org/2000/svg" width="${image.width}" height="${image.height}">${drawSvg(drawing, colour)}</svg>`;
    const theirs = new Resvg(svg.toString()).render();
    const expected = theirs.pixels; // copies all of them each time
    const { width, height, pixels } = pixelsOf(drawPng(drawing, colour, 1));
    expect([width, height]).toEqual([theirs.width, theirs.height]);
    let far = 0;
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const apart = [0, 1, 2].map((part) =>
        Math.abs((pixels[pixel * 3 + part] ?? 0) - (expected[pixel * 4 + part] ?? 0)),
      );
      if (Math.max(...apart) > 48) far += 1;
    }
    expect(far / (width * height)).toBeLessThan(0.0005);
  });

  test('says in words what it shows, and loads nothing', () => {
    const svg = renderChartSvg(sampleReport, metric);
    expect(svg).toMatch(/<title id="t">[^<]+: [^<]+<\/title>/);
    expect(svg).toContain('2026-01-09:');
    expect(svg).not.toMatch(/href|url\(|NaN|undefined/);
    expect(svg).not.toBe(renderChartSvg(sampleReport, metric, 'dark'));
  });
});

describe('the charts of a window', () => {
  test('the mean time to recovery is drawn as a time, not as a count of incidents', () => {
    const incidents = [incident(at(3), { resolvedAt: at(3, 1.5) }), incident(at(3))];
    const chart = trendChart(all([], incidents), 'mean-time-to-recovery');
    expect(chart.rows()[2]).toEqual({
      step: '2026-01-03',
      cells: ['1.5 h', '1 resolved of 2 incidents'],
    });
  });

  test('rework is a part of all deployments, also where failed runs are left out of the failure rate', () => {
    const records = [
      deployment(at(3), { kind: 'hotfix', status: 'Failed' }),
      deployment(at(3, 1), { kind: 'hotfix' }),
    ];
    const chart = trendChart(
      all(records, null, { excludeFailedRuns: true }),
      'deployment-rework-rate',
    );
    expect(chart.rows()[2]?.cells).toEqual(['100 %', '2 of 2']);
  });
});

describe('a chart without numbers', () => {
  const metric = 'lead-time-for-changes';

  test('is a picture of the reason where there is no number', () => {
    expect(renderChartSvg(emptyReport, metric)).toContain('Nothing to draw in this window.');
    expect(Buffer.from(renderChartPng(emptyReport, metric, 'dark')).readUInt32BE(16)).toBe(1520);
  });
});

describe('text in a PNG', () => {
  const text = { kind: 'text', y: 0, size: 2048, weight: 'regular', fill: 'text' } as const;
  const ends = (outlines: ReturnType<typeof outlineText>) => {
    const xs = outlines.flat().map(({ x }) => x);
    return [Math.min(...xs), Math.max(...xs)];
  };

  test('stands where its anchor says', () => {
    const [start, end] = ['start', 'end'].map((anchor) =>
      ends(outlineText({ ...text, x: 0, text: 'Hello', anchor: anchor as 'start' | 'end' })),
    );
    expect(start?.[0]).toBeGreaterThanOrEqual(0);
    expect(end?.[1]).toBeLessThanOrEqual(0);
  });

  test('has something for letters that are not there', () => {
    const [unknown, asked] = ['日', '?'].map((letter) =>
      outlineText({ ...text, x: 0, text: letter, anchor: 'start' }),
    );
    expect(unknown).toEqual(asked);
    expect(asked?.length).toBeGreaterThan(0);
  });
});
