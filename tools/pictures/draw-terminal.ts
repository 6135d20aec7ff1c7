import { type Html, html, trusted } from '../../src/page/html.ts';

/** What a command prints, as a terminal shows it. */
export function drawTerminal(command: string, output: string): string {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><title>${command}</title><style>${trusted(styles)}</style>
<div class="window"><div class="bar"><i></i><i></i><i></i></div><pre><b class="prompt">$</b> ${command}
${coloured(output.trimEnd())}</pre></div></html>`.toString();
}

const styles =
  'body{margin:0;background:#f5f6f8;padding:20px;width:max-content}.window{background:#12171f;border-radius:10px;overflow:hidden;box-shadow:0 2px 14px #0004}.bar{background:#222a36;padding:9px 12px;display:flex;gap:7px}.bar i{width:11px;height:11px;border-radius:50%;background:#4a5568}pre{margin:0;padding:16px 20px 20px;color:#d7dee8;font:14px/1.45 "DejaVu Sans Mono",monospace}.prompt{color:#6fd3b8}.c1{font-weight:700;color:#fff}.c2{color:#96a3b6}.c31{color:#ff9d85}.c32{color:#7fd6a4}.c36{color:#8dbcf5}';

/** The text with its escape sequences as classes: what one turns on, the next turns off or adds to. */
function coloured(text: string): Html {
  let codes: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with this sign
  const parts = text.split(/\u001b\[([\d;]*)m/);
  return html`${parts.map((part, index) => {
    if (index % 2 === 0)
      return codes.length === 0
        ? part
        : html`<span class="${codes.map((code) => `c${code}`).join(' ')}">${part}</span>`;
    codes = after(codes, part);
    return null;
  })}`;
}

/** 0 and nothing end everything, 22 ends bold and dim, 39 ends a colour. */
function after(before: readonly string[], written: string): string[] {
  let on = [...before];
  for (const code of written.split(';')) {
    if (code === '' || code === '0') on = [];
    else if (code === '22') on = on.filter((one) => one !== '1' && one !== '2');
    else if (code === '39') on = on.filter((one) => one.length < 2);
    else on.push(code);
  }
  return on;
}
