import { createHash } from 'node:crypto';
import { type Html, html, trusted } from './html.ts';
import { styles } from './styles.ts';
import { themeScript } from './theme-script.ts';

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  /** Beside the title, in the head of the page. */
  readonly subtitle: Html;
  readonly main: Html;
  readonly footer: Html;
  /** Styles beside the shared ones. */
  readonly styles?: string;
  /** Our own script, run when the page is there; the page must be whole without it. */
  readonly script?: string;
}

/** One self-contained page, light and dark; its policy allows no request and no script but its own. */
export function renderDocument(parts: PageParts): string {
  const scripts = [themeScript, ...(parts.script === undefined ? [] : [parts.script])];
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src ${scripts.map((text) => `'sha256-${sha256(text)}'`).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${parts.title}</title>
<link rel="icon" href="data:,">
<style>${trusted(styles + (parts.styles ?? ''))}</style>
${scripts.map((text) => html`<script>${trusted(text)}</script>\n`)}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<div class="wide top-row">
<div><h1>${parts.title}</h1>${parts.subtitle}</div>
<button type="button" class="theme" data-theme-switch hidden aria-pressed="false">Dark theme</button>
</div>
</header>
<main id="main" class="wide" tabindex="-1">
${parts.main}
</main>
<footer class="wide">${parts.footer}</footer>
</body>
</html>
`.toString();
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
