import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { renderHtml } from '../../src/show/html/render-html.ts';
import { renderTable } from '../../src/show/render-table.ts';
import { demoReport } from './demo-report.ts';
import { type DashboardFile, drawDashboard } from './draw-dashboard.ts';
import { drawTerminal } from './draw-terminal.ts';

/** Pictures for people who would rather look, by their file's name in docs/images. */
export async function takePictures(browser: Browser): Promise<ReadonlyMap<string, Uint8Array>> {
  const report = await demoReport();
  const dashboard: DashboardFile = JSON.parse(
    readFileSync(new URL('../../catalog/dashboards/dora_metrics.json', import.meta.url), 'utf8'),
  );
  const table = await renderTable(report, {
    ...{ colour: true, width: 100, metric: 'deployment-frequency', gates: [] },
  });
  const page = renderHtml(report);
  const command =
    'port-dora metrics --input records.jsonl --incidents incidents.jsonl --window 28d --interval week --compare';
  const pictures: readonly (readonly [name: string, markup: string, options: Look])[] = [
    ['metrics-light.png', page, { colorScheme: 'light', until: 'figure:nth-child(2)' }],
    ['metrics-dark.png', page, { colorScheme: 'dark', until: 'figure:nth-child(2)' }],
    ['dashboard.png', drawDashboard(dashboard), { colorScheme: 'light' }],
    ['terminal.png', drawTerminal(command, String(table)), { colorScheme: 'light', isTight: true }],
  ];
  const taken = new Map<string, Uint8Array>();
  for (const [name, markup, look] of pictures) taken.set(name, await take(browser, markup, look));
  return taken;
}

interface Look {
  readonly colorScheme: 'light' | 'dark';
  /** The last element that is shown; the whole page when absent. */
  readonly until?: string;
  /** As wide as what is in it. */
  readonly isTight?: boolean;
}

const width = 1200;

async function take(browser: Browser, markup: string, { colorScheme, until, isTight }: Look) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
  try {
    await page.setContent(markup);
    if (isTight) return await page.locator('body').screenshot();
    if (until === undefined) return await page.screenshot({ fullPage: true });
    const last = await page.locator(until).first().boundingBox();
    if (last === null) throw new Error(`the page has no ${until}`);
    const clip = { x: 0, y: 0, width, height: last.y + last.height + 20 };
    return await page.screenshot({ fullPage: true, clip });
  } finally {
    await page.close();
  }
}
