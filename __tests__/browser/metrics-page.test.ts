import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderHtml } from '../../src/show/html/render-html.ts';
import { sampleReport } from '../metrics/sample-report.ts';
import { accessibilityProblems, openBrowser, openMarkup } from './open-browser.ts';
import { emptyReport, largeReport, singleReport } from './sample-reports.ts';

jest.setTimeout(60_000);

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const settings: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { ...desk, colorScheme: 'light' }],
  ['dark', { ...desk, colorScheme: 'dark' }],
  ['light on a phone', { ...phone, colorScheme: 'light' }],
  ['dark on a phone', { ...phone, colorScheme: 'dark' }],
];
const openAll = "for (const one of document.querySelectorAll('details')) one.open = true";
/** Pixels by which the page is wider than its viewport; on a phone its window grows with what does not fit. */
const overflow = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollWidth')) -
  (page.viewportSize()?.width ?? 0);
const gates = [
  { gate: 'change-failure-rate > 15%', outcome: 'fails', value: 0.2, says: 'it is 20 %' },
] as const;
const reports = [
  ['a report without any data', emptyReport],
  ['one deployment', singleReport],
  ['three hundred services with long names', largeReport],
] as const;

describe('the page of metrics in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser?.close());

  const open = (report = sampleReport, options: BrowserContextOptions = desk) =>
    openMarkup(browser, renderHtml(report, { gates }), options);

  describe.each(settings)('%s', (_name, options) => {
    test('has no accessibility problem, complains of nothing and asks for nothing', async () => {
      const { page, requests, complaints, close } = await open(sampleReport, options);
      await page.evaluate(openAll);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
      await close();
    });
  });

  test.each(reports)('fits on a phone and is accessible: %s', async (_name, report) => {
    const { page, complaints, close } = await open(report, phone);
    await page.evaluate(openAll);
    expect(await overflow(page)).toBe(0);
    if (report !== largeReport) expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('an element from elsewhere would be seen and refused', async () => {
    const markup = renderHtml(sampleReport).replace(
      '</main>',
      '<img src="http://elsewhere.test/a.png" alt=""><script>document.title = "ran"</script></main>',
    );
    const { page, complaints, close } = await openMarkup(browser, markup);
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
    expect(await page.title()).toBe('DORA metrics');
    await close();
  });

  test('every chart has all of its numbers in a table', async () => {
    const { page, close } = await open();
    for (const figure of await page.locator('figure').all()) {
      const marks = await figure.locator('svg.chart :is(rect, circle) > title').allTextContents();
      await figure.locator('summary').click();
      const table = (await figure.locator('tbody :is(th, td)').allTextContents()).join(' ');
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) {
        const number = /^[^:]*: (?:([\d.]+) [a-z]|(.*))/.exec(mark);
        expect([mark, table]).toEqual([
          mark,
          expect.stringContaining(number?.[1] ?? number?.[2] ?? '?'),
        ]);
      }
    }
    await close();
  });

  test('the keyboard reaches the theme, the tables and the reasons, and works them', async () => {
    const { page, close } = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await page.evaluate('document.activeElement.ariaPressed')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const reason = page.locator('.metric details').first();
    expect(await reason.getAttribute('open')).not.toBeNull();
    expect(await reason.locator('code').textContent()).toMatch(
      /^port-dora explain deployment-frequency/,
    );
    const reached = new Set<string>();
    for (let step = 0; step < 120; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(String(await page.evaluate('document.activeElement.textContent')));
    }
    for (const head of ['Service', 'Deployments', 'The bands and their bounds']) {
      expect(reached).toContain(head);
    }
    await close();
  });

  test('the head of a column sorts by numbers, with what has none at the end', async () => {
    const { page, close } = await open(largeReport);
    const head = page.getByRole('columnheader', { name: 'Lead time for changes' });
    await head.getByRole('button').press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const column = page.locator('[data-sortable] tbody tr td:nth-child(4)');
    expect((await column.allTextContents()).indexOf('–')).toBe(257);
    const total = page.getByRole('columnheader', { name: 'Deployments' });
    await total.getByRole('button').press('Space');
    await total.getByRole('button').press('Space');
    const numbers = await page
      .locator('[data-sortable] tbody tr td:nth-child(2)')
      .allTextContents();
    expect(numbers.map(Number)).toEqual(numbers.map(Number).sort((a, b) => a - b));
    expect(await total.getAttribute('aria-sort')).toBe('ascending');
    await close();
  });

  test('a long table can be searched by name', async () => {
    const { page, close } = await open(largeReport);
    await page.getByLabel('Filter by name').fill('SERVICE-29');
    expect(await page.locator('[data-sortable] tbody tr:visible').count()).toBe(11);
    expect(await page.locator('output').textContent()).toBe('11 of 300');
    await close();
  });

  test('without scripts everything is there, and nothing that would not work', async () => {
    const { page, close } = await open(largeReport, { ...desk, javaScriptEnabled: false });
    expect(
      await page.getByRole('heading', { name: 'Lead time for changes' }).first().isVisible(),
    ).toBe(true);
    expect(await page.locator('svg.chart').count()).toBe(8);
    expect(await page.locator('[data-sortable] tbody tr').count()).toBe(300);
    expect(await page.getByRole('button').count()).toBe(0);
    await page.locator('summary').first().click();
    expect(await page.locator('.metric pre').first().isVisible()).toBe(true);
    await close();
  });

  test('a dark system gives a dark page, and the switch makes it light', async () => {
    const { page, close } = await open(sampleReport, { ...desk, colorScheme: 'dark' });
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect([dark, await ground()]).toEqual(['rgb(15, 20, 27)', 'rgb(245, 246, 248)']);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await close();
  });
});
