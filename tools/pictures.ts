// npm run pictures: makes docs/images from the demo's data, with the Chromium of this machine or of $CHROMIUM.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { takePictures } from './pictures/pictures.ts';

const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of await takePictures(browser)) {
    writeFileSync(join(folder, name), bytes);
    console.log(`${String(bytes.length).padStart(9)}  docs/images/${name}`);
  }
} finally {
  await browser.close();
}
