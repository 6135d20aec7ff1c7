import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { drawDashboard } from '../../tools/pictures/draw-dashboard.ts';
import { drawTerminal } from '../../tools/pictures/draw-terminal.ts';
import { takePictures } from '../../tools/pictures/pictures.ts';
import { openBrowser } from './open-browser.ts';

jest.setTimeout(60_000);

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(at(path), 'utf8');

describe('the pictures in docs/images', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser?.close());

  test('are those that npm run pictures makes, small, and shown or linked in the README', async () => {
    const taken = await takePictures(browser);
    expect(readdirSync(at('docs/images')).sort()).toEqual([...taken.keys()].sort());
    for (const [name, bytes] of taken) {
      expect([name, Buffer.from(bytes).readUInt32BE(16) > 600]).toEqual([name, true]);
      expect(statSync(at(`docs/images/${name}`)).size).toBeLessThan(250_000);
      expect(read('README.md')).toContain(`(docs/images/${name})`);
    }
  });

  test('have words for those who do not see them', () => {
    const words = [...read('README.md').matchAll(/!\[([^\]]*)\]\(docs\/images/g)].map(
      ([, text]) => text,
    );
    expect(words.length).toBeGreaterThan(0);
    for (const text of words) expect(text?.length).toBeGreaterThan(40);
  });
});

describe('the drawing of a dashboard', () => {
  const file = JSON.parse(read('catalog/dashboards/dora_metrics.json'));

  test('has every widget of the catalog', () => {
    const page = drawDashboard(file);
    for (const { title } of file.widgets[0].widgets) expect(page).toContain(title);
  });

  test('stops at a layout that names a widget which is not there', () => {
    const [board] = file.widgets;
    expect(() => drawDashboard({ ...file, widgets: [{ ...board, widgets: [] }] })).toThrow(
      'is no widget',
    );
  });
});

describe('the drawing of a terminal', () => {
  test('shows colours, and text as it is', () => {
    const page = drawTerminal(
      'a <b>',
      'plain \u001b[1mbold\u001b[22m \u001b[2;31m<i>\u001b[0m end\n',
    );
    expect(page).toContain(
      '<b class="prompt">$</b> a &#60;b&#62;\nplain <span class="c1">bold</span>',
    );
    expect(page).toContain(' <span class="c2 c31">&#60;i&#62;</span> end</pre>');
  });
});
