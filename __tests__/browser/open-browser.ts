import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executables = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** A real Chromium without a window. A machine that has none fails its tests, and says what to install. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = executables.find((path) => path !== '' && existsSync(path));
  if (executablePath === undefined) {
    throw new Error('these tests need Chromium: apt-get install chromium, or set CHROMIUM to it');
  }
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
      ...['--disable-component-update', '--disable-sync', '--disable-quic'],
    ],
  });
}

/** A page, with what it asked for and what it complained about. */
export interface WatchedPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** The markup opened as a file is; every request beside its own is refused and written down. */
export async function openMarkup(
  browser: Browser,
  markup: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const address = 'http://page.test/';
  const watched = await watch(browser, options);
  await watched.page.route('**/*', (route) => {
    if (route.request().url() === address && route.request().isNavigationRequest())
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup });
    watched.requests.push(route.request().url());
    return route.abort();
  });
  await watched.page.goto(address);
  return watched;
}

/** A page that is watched while it goes where it is sent. */
export async function watch(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, requests, complaints, close: () => context.close() };
}

/** What axe finds, as `rule: element`; empty when the page is good. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const loaded = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await loaded.axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
