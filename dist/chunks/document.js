const e=require("./palette.js");let t=require("node:crypto");const n=t=>Object.entries(e.t[t]).map(([e,t])=>`--${e}:${t}`).join(`;`),r=e=>`var(--${e})`,i=`
:root{color-scheme:light dark;${n(`light`)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${n(`dark`)}}}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark;${n(`dark`)}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;overflow-wrap:anywhere}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,"DejaVu Sans",sans-serif}
.wide{width:100%;max-width:74rem;margin-inline:auto;padding-inline:1.25rem}
.top{background:var(--surface);border-bottom:1px solid var(--line);padding:1.5rem 0 1.25rem}
.top-row{display:flex;flex-wrap:wrap;gap:.75rem 2rem;align-items:flex-start;justify-content:space-between}
.top-row>div{flex:1 1 18rem;min-width:0}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.02em;margin:0 0 .35rem}
h2{font-size:1.25rem;line-height:1.3;letter-spacing:-.01em;margin:2.75rem 0 1rem}
h3{font-size:1rem;line-height:1.35;margin:0}
p{margin:.35rem 0}
a{color:var(--link)}
.quiet,figcaption,small{color:var(--quiet);font-size:.875rem}
.top p{color:var(--quiet);margin:0}
code{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.card{background:var(--surface);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.25rem;min-width:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
pre{white-space:pre-wrap;margin:.4rem 0 0;padding:.6rem .75rem;background:var(--page);border:1px solid var(--line);border-radius:.5rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--surface);padding:.5rem 1rem;border-radius:.5rem;z-index:2}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:.25rem}
main{padding-top:1.5rem}main>section:first-child>h2{margin-top:0}main:focus{outline:none}
button{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--edge);border-radius:.5rem;padding:.3rem .8rem;cursor:pointer}
button:hover{background:var(--page)}
.theme{font-size:.875rem;display:inline-flex;gap:.5rem;align-items:center}
.theme[hidden]{display:none}
.theme::before{content:"";width:.9rem;height:.9rem;border-radius:50%;border:2px solid currentColor;background:linear-gradient(90deg,currentColor 50%,transparent 50%)}
.theme[aria-pressed=true]{background:var(--text);color:var(--page);border-color:var(--text)}
.scroll{position:relative;overflow-x:auto;border:1px solid var(--line);border-radius:.75rem;background:var(--surface)}
table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.75rem 1rem .25rem;color:var(--quiet)}
th,td{text-align:left;padding:.5rem 1rem;border-bottom:1px solid var(--line);vertical-align:top}
td{white-space:nowrap}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--quiet);font-weight:600;white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:600;min-width:9rem;max-width:22rem}
.number{text-align:right}
footer{margin-top:3rem;margin-bottom:3rem;padding-top:1rem;color:var(--quiet);font-size:.875rem}
@media (max-width:40rem){.wide{padding-inline:1rem}h1{font-size:1.45rem}h2{margin-top:2.25rem}th,td{padding:.45rem .75rem}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}*{transition:none!important;animation:none!important}}
@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${n(`light`)}}
body{font-size:10pt;background:#fff}.theme,.skip{display:none}.card,figure,tr{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}}
`;function a(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var o;function s(t){let n=[`(() => {
const root = document.documentElement, key = 'port-dora-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const kept = (value) => { try { return value ? localStorage.setItem(key, value) : localStorage.getItem(key); } catch { return null; } };
const before = kept();
if (before === 'light' || before === 'dark') root.dataset.theme = before;
const isDark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
addEventListener('DOMContentLoaded', () => {
const button = document.querySelector('[data-theme-switch]');
if (!button) return;
const show = () => { button.setAttribute('aria-pressed', String(isDark())); };
button.hidden = false;
button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; kept(root.dataset.theme); show(); });
system.addEventListener('change', show);
show();
});
})();`,...t.script===void 0?[]:[t.script]],r=[`default-src 'none'`,`style-src 'unsafe-inline'`,`script-src ${n.map(e=>`'sha256-${c(e)}'`).join(` `)}`,`img-src data:`,`base-uri 'none'`,`form-action 'none'`].join(`; `);return e.n`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${r}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${t.title}</title>
<link rel="icon" href="data:,">
<style>${e.r(i+(t.styles??``))}</style>
${n.map(t=>e.n(o||=a([`<script>`,`<\/script>
`],[`<script>`,`<\/script>\\n`]),e.r(t)))}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<div class="wide top-row">
<div><h1>${t.title}</h1>${t.subtitle}</div>
<button type="button" class="theme" data-theme-switch hidden aria-pressed="false">Dark theme</button>
</div>
</header>
<main id="main" class="wide" tabindex="-1">
${t.main}
</main>
<footer class="wide">${t.footer}</footer>
</body>
</html>
`.toString()}const c=e=>(0,t.createHash)(`sha256`).update(e).digest(`base64`);exports.n=r,exports.t=s;