import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderDocument } from '../../src/page/document.ts';
import { escapeMarkup, html, trusted } from '../../src/page/html.ts';

const signs = fc.constantFrom(
  '<',
  '>',
  '&',
  '"',
  "'",
  '`',
  '</script>',
  '<!--',
  ']]>',
  '\0',
  '\ud800',
  '\u202e',
  'a',
  ' ',
  '=',
  '/',
);
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(signs).map((parts) => parts.join('')),
);

describe('text in a page', () => {
  test('never becomes markup, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markup = html`<p title="${text}">${text}</p>`.toString();
        expect(markup).toMatch(/^<p title="[^<>"'`]*">[^<>"'`]*<\/p>$/);
        expect(markup.replaceAll(/&#\d+;/g, '')).not.toContain('&');
      }),
    );
  });

  test('comes out as it went in where it can be written at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const back = escapeMarkup(text).replaceAll(/&#(\d+);/g, (_, code) =>
          String.fromCharCode(Number(code)),
        );
        expect(back).toBe(text);
      }),
    );
  });

  test('has no control characters, lone halves of pairs or marks that turn the direction of writing', () => {
    expect(escapeMarkup('a\0b\u001bc\ud800d\u202ee\u2066f\uffff')).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffd',
    );
    expect(escapeMarkup('line\n\ttab é 日本 🚀')).toBe('line\n\ttab é 日本 🚀');
  });

  test('leaves nothing out but null, and puts lists together', () => {
    expect(html`${0}${null}${['a', html`<b>${'<'}</b>`, 2]}${trusted('<hr>')}`.toString()).toBe(
      '0a<b>&#60;</b>2<hr>',
    );
  });
});

describe('a page', () => {
  const page = (title: string) =>
    renderDocument({
      title,
      subtitle: html``,
      main: html`<p>${title}</p>`,
      footer: html``,
      script: 'void 0;',
    });

  test('allows no script but its own, by hash, and no request', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page('x'))?.[1] ?? '';
    expect(policy.replaceAll('&#39;', "'")).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/]{43}=' 'sha256-[\w+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
  });

  test('has as many scripts as it had, whatever its title', () => {
    const text = page('</title></style><script>alert(1)</script>');
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text).toContain('&#60;script&#62;alert(1)');
  });
});
