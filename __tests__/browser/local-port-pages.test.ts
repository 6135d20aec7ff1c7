import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { demoAccount } from '../../src/demo/demo-account.ts';
import { demoHistory } from '../../src/demo/demo-history.ts';
import { historyCalls } from '../../src/demo/history-calls.ts';
import { localMetricsPage } from '../../src/entry/local-metrics-page.ts';
import { connectTo } from '../../src/entry/local-port-connection.ts';
import { createProcessHost } from '../../src/entry/process-host.ts';
import { type LocalPort, startLocalPort } from '../../src/local-port/index.ts';
import { accessibilityProblems, openBrowser, watch } from './open-browser.ts';

jest.setTimeout(60_000);

const now = Date.parse('2026-03-02T12:00:00Z');

describe('the pages of the local Port in Chromium', () => {
  let browser: Browser;
  let local: LocalPort;

  beforeAll(async () => {
    browser = await openBrowser();
    local = await startLocalPort({ metricsPage: localMetricsPage(createProcessHost('stderr')) });
    const call = connectTo(local);
    for (const { path, body } of demoAccount) await call('POST', path, body);
    for (const { path, body } of historyCalls(demoHistory(now))) await call('POST', path, body);
    await fetch(`${local.url}/_local/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now: new Date(now).toISOString(), frozen: true }),
    });
  });

  afterAll(async () => {
    await browser?.close();
    await local?.close();
  });

  test.each([
    ['light', { colorScheme: 'light' }],
    [
      'dark on a phone',
      { colorScheme: 'dark', viewport: { width: 360, height: 740 }, isMobile: true },
    ],
  ] as const)('lead from the catalog to the metrics and back, %s', async (_name, options) => {
    const { page, complaints, close } = await watch(browser, options);
    await page.goto(local.url);
    expect(await page.getByRole('row', { name: /^Deployment deployment yours 40$/ }).count()).toBe(
      1,
    );
    expect(await page.getByText('The latest 20 of 40 deployments.').count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(
      page.viewportSize()?.width,
    );
    await page.getByRole('link', { name: 'the last 12 weeks' }).click();
    expect(await page.locator('h1').textContent()).toBe('DORA metrics');
    expect(await page.locator('.metric .value').count()).toBe(6);
    expect(await page.getByText('6 of 40 deployments failed').count()).toBe(1);
    expect(await page.locator('.metric code').first().textContent()).toContain(
      `--base-url ${local.url} --from 2025-12-08T12:00:00.000Z --to 2026-03-02T12:00:00.000Z`,
    );
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the local Port' }).click();
    expect(await page.locator('h1').textContent()).toBe('Local Port');
    expect(complaints).toEqual([]);
    await close();
  });

  test('say what is wrong with an address', async () => {
    const { page, close } = await watch(browser);
    const answer = await page.goto(`${local.url}/_local/page/metrics?window=%3Cb%3Esoon`);
    expect(answer?.status()).toBe(500);
    expect(await page.getByRole('alert').textContent()).toContain(
      'is no length of time: "<b>soon"',
    );
    expect(await accessibilityProblems(page)).toEqual([]);
    await close();
  });
});
