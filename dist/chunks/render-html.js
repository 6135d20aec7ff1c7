const e=require("./document.js"),t=require("./palette.js"),n=require("./metric-rows.js"),r=require("./window-words.js"),i=require("./plan-measurement.js"),a=require("./draw-svg.js");function o({excluded:e}){return e.length===0?t.n`<p>Nothing was left out.</p>`:t.n`<div class="scroll" tabindex="0" role="region" aria-label="Table of what was left out"><table>
<caption class="hidden">What was left out, by reason</caption>
<thead><tr><th scope="col">Reason</th><th scope="col">Left out of</th><th scope="col" class="number">How many</th></tr></thead>
<tbody>${e.map(({reason:e,count:r,what:i,metric:a})=>t.n`<tr><th scope="row">${e}</th><td>${a===null?`everything`:n.r[a]}</td><td class="number">${n.a(r,i)}</td></tr>\n`)}</tbody></table></div>`}function s({source:{badRecords:e,problems:r}}){if(e===0)return null;let i=e-r.length;return t.n`<details><summary>${n.a(e,`record`)} could not be used</summary>
<ul>${r.map(({source:e,line:n,identifier:r,problem:i})=>t.n`<li><code>${e}${n===null?``:`:${n}`}</code>${r===null?``:` ${r}`}: ${i}</li>\n`)}${i>0?t.n`<li>and ${i} more</li>`:null}</ul></details>`}function c(e){let{settings:i,source:a,window:o,environment:s}=e,c=e=>e?`yes`:`no`,l=[[`Deployments`,`${a.deployments}, ${n.a(a.records,`record`)}`],[`Incidents`,a.incidents===null?`none were read`:`${a.incidents}, ${n.a(a.incidentRecords,`incident`)}`],[`Read`,r.t(a.readAt,o.timeZone)],[`Environment`,s],[`Days, weeks and months begin in`,o.timeZone],[`Only services`,i.services.join(`, `)||`all`],[`Only teams`,i.teams.join(`, `)||`all`],[`Bands`,i.bands.id===`none`?`none`:`${i.bands.title}: ${i.bands.source}`],[`Percentiles`,i.percentile],[`An incident belongs to a deployment for`,`${i.incidentWindowHours} h`],[`Incidents of low urgency count`,c(i.countLowUrgency)],[`Scheduled maintenance counts`,c(i.countMaintenance)],[`Failed runs are left out of the failure rate`,c(i.excludeFailedRuns)],[`Kinds, failures and recoveries derived again`,c(i.recompute)]];return t.n`<dl class="facts card">${l.map(([e,n])=>t.n`<div><dt>${e}</dt><dd>${n}</dd></div>\n`)}</dl>`}function l({settings:{bands:e}}){return e.scales.length===0?null:t.n`<details><summary>The bands and their bounds</summary><div class="scales">${e.scales.map(({metric:e,bands:r})=>t.n`<div class="card"><h3>${n.r[e]}</h3><ol>${r.map(({name:e,bound:n})=>t.n`<li>${e} <span class="quiet">${n}</span></li>`)}</ol></div>\n`)}</div></details>`}const u={run:`Failed run: recovered by the next success`,rollback:`Rolled back: recovered by the rollback`,incident:`Incident: recovered by its resolution, or by a rollback or hotfix before`};function d({groups:[e]}){let{failedBy:n,failed:r}=e.changeFailureRate,{by:i}=e.failedDeploymentRecoveryTime;if(r===0&&Object.keys(i).length===0)return t.n`<p>No deployment of this window is known to have failed.</p>`;let a=Object.entries(u).map(([e,r])=>{let a=i[e];return t.n`<tr><th scope="row">${r}</th>
<td class="number">${n[e]}</td><td class="number">${a?.n??0}</td><td class="number">${a?.open??0}</td>
<td class="number">${f(a?.medianHours)}</td><td class="number">${f(a?.meanHours)}</td></tr>
`});return t.n`<div class="scroll" tabindex="0" role="region" aria-label="Table of failures"><table>
<caption>Failed deployments by what showed the failure. Consecutive failed runs are one outage, so recoveries can be fewer than failures.</caption>
<thead><tr><th scope="col">Shown by</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Recovered</th><th scope="col" class="number">Still open</th><th scope="col" class="number">Median</th><th scope="col" class="number">Mean</th></tr></thead>
<tbody>${a}</tbody></table></div>
<p class="quiet">Incidents of the window: ${e.incidents.linked} belong to a deployment, ${e.incidents.unlinked} to none; those stand beside the failure rate, not in it.</p>`}const f=e=>e==null?`\u2013`:n.o(e);function p(e){let t=e.findLastIndex(({count:e})=>e>0);return e.slice(0,t+1)}function m(e,t){let n=p(t),r=Math.max(0,...n.map(({count:e})=>e)),i=a.r(e,n.map(()=>``),{measure:`count`,most:r}),o=i.middle(1)-i.middle(0),s=n.flatMap((e,t)=>{let{x:n,width:r}=i.bar(t),s=i.y(e.count),c=e.count===0,l={kind:`rect`,x:n,y:s,width:r,height:i.ground-s,fill:`success`,says:`${h(e)}: ${e.count}`},u=e.toHours===null?[]:[a.i({x:i.middle(t)+o/2,y:i.ground+19},g(e.toHours))];return c?u:[l,...u]});return[...i.shapes.filter(e=>e.kind!==`text`||e.text!==``),...s]}function h({fromHours:e,toHours:t}){return t===null?`${g(e)} or more`:e===0?`less than ${g(t)}`:`${g(e)} to ${g(t)}`}const g=e=>e<24?`${n.c(e)} h`:`${Math.round(e/24)} d`;function _({split:e}){return[{name:`Coding`,colour:`coding`,hours:e.codingHours},{name:`Review`,colour:`review`,hours:e.reviewHours},{name:`Deploy`,colour:`deploy`,hours:e.deployHours}].flatMap(({hours:e,...t})=>e===null?[]:[{...t,hours:e}])}function v(e,t){let r=t.reduce((e,{hours:t})=>e+t,0),i=r>0?r:1,o=e.width-62-10,s=Math.min(52,e.height/Math.max(1,t.length)),c=0;return t.flatMap(({name:t,colour:r,hours:l},u)=>{let[d,f]=[e.x+62+c/i*o,e.y+u*s];c+=l;let p=Math.max(2,l/i*o),m=n.o(l),h=d+p+m.length*9>e.x+e.width;return[{kind:`rect`,x:e.x+62,y:f,width:o,height:s-14,fill:`grid`},{kind:`rect`,x:d,y:f,width:p,height:s-14,fill:r,says:`${t}: ${m}`},a.i({x:e.x,y:f+(s-14)/2+4},t,{anchor:`start`,fill:`text`}),a.i({x:h?d-7:d+p+7,y:f+(s-14)/2+4},m,{anchor:h?`end`:`start`,fill:`text`,weight:`bold`})]})}function y(e){let{id:n,title:r,about:i,isEmpty:a}=e;return t.n`<figure class="card" aria-labelledby="${n}">
<h3 id="${n}">${r}</h3>
<figcaption>${i}</figcaption>
${a?t.n`<p class="nothing">${e.nothing}</p>`:[x(e),b(e),S(e)]}
</figure>
`}const b=({id:n,title:r,height:i,draw:o})=>{let s=o({x:0,y:0,width:480,height:i});return t.n`<svg class="chart" viewBox="0 0 ${480} ${i}" role="img" aria-label="Chart: ${r}. Its numbers are in the table below it." aria-describedby="${n}-numbers">
${a.t({width:480,height:i,shapes:s},e.n)}</svg>`},x=({legend:n})=>n.length<2?null:t.n`<ul class="legend">${n.map(({name:n,colour:r})=>t.n`<li><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" fill="${e.n(r)}"/></svg>${n}</li>`)}</ul>`;function S({id:e,title:n,heads:r,rows:i}){return t.n`<details id="${e}-numbers"><summary>Numbers<span class="hidden">: ${n}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${n}"><table>
<caption class="hidden">${n}</caption>
<thead><tr>${r.map((e,n)=>t.n`<th scope="col"${n>0?t.n` class="number"`:null}>${e}</th>`)}</tr></thead>
<tbody>${i().map(([e=``,...n])=>t.n`<tr><th scope="row">${e}</th>${n.map(e=>t.n`<td class="number">${e}</td>`)}</tr>\n`)}</tbody></table></div></details>`}function C(e){let{interval:r}=e.window,o=n.n(e.groups[0]);return t.n`<div class="figures">${i.h.map(t=>{let n=a.n(e.groups[0],t);return y({...n,id:`trend-${t}`,about:n.about.replace(`each step`,`each ${r}`),nothing:w(t,o),height:220,heads:[r,...n.columns],rows:()=>n.rows().map(({step:e,cells:t})=>[e,...t.map(e=>e??`none`)])})})}</div>`}function w(e,t){let n=t.find(t=>t.metric===e);return n?.value===null?`Nothing to draw: ${n.detail}.`:`Nothing to draw in this window.`}function T({groups:[e]}){let r=e.leadTimeForChanges,i=_(r),a=p(r.histogram);return t.n`<div class="figures">${y({id:`lead-split`,title:`Coding, review and deploy`,about:`Medians over the changes that came through a pull request: first commit to opened, opened to merged, merged to deployed. Medians do not add up to the median of the whole.`,nothing:`No change of this window came through a known pull request.`,isEmpty:i.length===0,legend:[],height:150,draw:e=>v(e,i),heads:[`part`,`median`],rows:()=>i.map(({name:e,hours:t})=>[e,n.o(t)])})}${y({id:`lead-histogram`,title:`Changes by lead time`,about:`${n.a(r.n,`change`)}. The steps grow, because most changes are quick and a few are not.`,nothing:`Nothing to draw: ${r.reason??`no change has a lead time`}.`,isEmpty:a.length===0,legend:[],height:220,draw:e=>m(e,a),heads:[`lead time`,`changes`],rows:()=>a.map(e=>[h(e),String(e.count)])})}</div>`}function E(e,t){return{"deployment-frequency":e.deploymentFrequency.perDay,"lead-time-for-changes":e.leadTimeForChanges.medianHours,"change-failure-rate":e.changeFailureRate.ratio,"failed-deployment-recovery-time":e.failedDeploymentRecoveryTime.medianHours,"deployment-rework-rate":e.deploymentReworkRate.ratio,"mean-time-to-recovery":e.meanTimeToRecovery.meanMinutes}[t]}function D(e,t,r){if(r.endsWith(`-rate`)){let t=n.c(e*100);return t===`0`?``:`${t} percentage ${t===`1`?`point`:`points`} `}return t===0||e/t<5e-4?``:`${n.c(e/t*100)} % `}function O(e,t,n){if(e===null||t===null)return null;if(e===t)return{words:`as before`,isBetter:null,direction:null};let r=e>t,i=r===(n===`deployment-frequency`),a=D(Math.abs(e-t),t,n),o=n===`deployment-frequency`?[`more`,`fewer`]:[`higher`,`lower`];return{words:`${a}${(n.includes(`time`)?[`longer`,`shorter`]:o)[+!r]??``}, ${i?`better`:`worse`}`,isBetter:i,direction:r?`up`:`down`}}const k=[[`domain`,`Domains`,`Domain`],[`team`,`Teams`,`Team`],[`service`,`Services`,`Service`]];function A({groups:e}){return t.n`${k.map(([t,n,r])=>{let i=e.filter(({by:e})=>e===t);return i.length===0?null:j(i,n,r)})}`}function j(e,r,i){let[a]=e,o=a===void 0?[]:n.n(a).map(e=>e.title);return t.n`<section aria-labelledby="by-${i}">
<h2 id="by-${i}">${r}</h2>
<div data-table>
<div class="scroll${e.length>20?` tall`:``}" tabindex="0" role="region" aria-label="Table of ${r.toLowerCase()}"><table data-sortable class="groups">
<caption>${e.length} ${e.length===1?i.toLowerCase():r.toLowerCase()}, each over its own deployments. \u201c\u2013\u201d is no number.</caption>
<thead><tr><th scope="col">${i}</th><th scope="col" class="number">Deployments</th>${o.map(e=>t.n`<th scope="col" class="number">${e}</th>`)}</tr></thead>
<tbody>${e.map(M)}</tbody></table></div>
</div>
</section>
`}const M=e=>t.n`<tr><th scope="row">${e.name}</th><td class="number" data-value="${e.deploymentFrequency.total}">${e.deploymentFrequency.total}</td>${n.n(e).map(t=>N(t,e))}</tr>
`;function N({metric:e,value:n,detail:r},i){let a=E(i,e);return n===null||a===null?t.n`<td class="number none" data-value="" title="${r}">\u2013</td>`:t.n`<td class="number" data-value="${a}">${n}</td>`}function P(e,t){let{window:n,settings:r,environment:i}=e;return[`port-dora`,`explain`,t,...F(e),...I(`--from`,n.from),...I(`--to`,n.to),...I(`--time-zone`,n.timeZone,`UTC`),...I(`--environment`,i,`Production`),...r.services.length>0?I(`--service`,r.services.join(`
`)):[],...r.teams.length>0?I(`--team`,r.teams.join(`,`)):[],...I(`--incident-window`,String(r.incidentWindowHours),`24`),...I(`--bands`,r.bands.id,`quick-check`),...r.excludeFailedRuns?[`--exclude-failed-runs`]:[],...r.countLowUrgency?[`--count-low-urgency`]:[],...r.countMaintenance?[`--count-maintenance`]:[],...r.recompute?[`--recompute`]:[]].join(` `)}function F({source:{deployments:e,incidents:t}}){if(/^https?:\/\//.test(e))return I(`--base-url`,e);let n=/^Port \((\w+)\)$/.exec(e)?.[1];if(n!==void 0)return I(`--region`,n,`eu`);let r=t!==null&&t!==e;return[...I(`--input`,e===`stdin`?`-`:e),...r?I(`--incidents`,t===`stdin`?`-`:t):[]]}const I=(e,t,n)=>t===n?[]:[t.startsWith(`-`)&&t!==`-`?`${e}=${L(t)}`:`${e} ${L(t)}`],L=e=>/^[\w./:@%+,-]+$/.test(e)?e:`'${e.replaceAll(`'`,`'\\''`)}'`;function R(e){let[r]=e.groups,i=e.compare?.groups[0]??null,a=n.n(r,i);return t.n`<div class="cards">${a.map(n=>t.n`
<article class="card metric">
<h3>${n.title}</h3>
${n.value===null?t.n`<p class="value none">No data</p>`:t.n`<p class="value">${n.value}</p>`}
<p class="detail">${U(n.detail)}</p>
${i===null?null:z(n,e)}
${B(n,e)}
<details><summary>Why this number<span class="hidden">: ${n.title}</span></summary>
<p class="quiet">See every deployment, change or incident behind it, and what was left out:</p>
<pre tabindex="0" role="region" aria-label="Command that explains ${n.title}"><code>${P(e,n.metric)}</code></pre></details>
</article>`)}</div>`}function z(e,{groups:n,compare:r}){let i=r?.groups[0],a=E(n[0],e.metric),o=i?O(a,E(i,e.metric),e.metric):null;if(e.before===null)return t.n`<p class="change quiet">No number in the window before.</p>`;if(o===null)return t.n`<p class="change">In the window before: ${W(e.before)}</p>`;let s=o.isBetter===null?`same`:o.isBetter?`better`:`worse`,c={up:`\u25b2`,down:`\u25bc`,none:`\u25a0`}[o.direction??`none`];return t.n`<p class="change ${s}"><span aria-hidden="true">${c}</span> ${o.words} <span class="quiet">(before: ${W(e.before)})</span></p>`}function B({metric:e,band:n,value:r},{settings:i,groups:a}){let{bands:o}=i;if(o.id===`none`)return null;let s=V(o,e),c=s.findIndex(e=>e.name===n);return c<0&&s.length>0?null:c<0?r===null?null:t.n`<p class="no-band">${H(e,o,a[0])}</p>`:t.n`<div class="band"><span class="steps" aria-hidden="true">${s.map((e,n)=>n===c?t.n`<i class="here"></i>`:t.n`<i></i>`)}</span>
<p><strong>${U(n??``)}</strong> <span class="quiet">band ${c+1} of ${s.length}, the first is the best</span></p></div>`}const V=({scales:e},t)=>e.find(e=>e.metric===t)?.bands??[];function H(e,t,n){let r=e===`deployment-frequency`?n.deploymentFrequency.bandReason:null;return r===null?`No band: ${t.title} has none for this metric.`:`No band: ${r}.`}const U=e=>W(e.charAt(0).toUpperCase()+e.slice(1)),W=e=>e.replace(/(\d) (?=(?:h|min|s|days|%)(?![\w]))/g,`$1\xA0`);function G(n,{gates:i=[],home:a}={}){let{window:o,source:s,environment:c}=n;return e.t({title:`DORA metrics`,subtitle:t.n`<p><strong>${c}</strong>, ${r.n(n)}${$(n)}</p>
${a===void 0?null:t.n`<p><a href="${a.href}">${a.title}</a></p>`}`,main:K(n,i),footer:t.n`<p>Made from ${s.deployments} at ${r.t(s.readAt,o.timeZone)} (${o.timeZone}) by port-dora. This page holds all of its data and loads nothing.</p>`,styles:`
.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}
.metric{display:flex;flex-direction:column;gap:.35rem}
.metric h3{color:var(--quiet);font-size:.9375rem;font-weight:600}
.value{font-size:2.1rem;line-height:1.15;font-weight:700;letter-spacing:-.02em;margin:0;font-variant-numeric:tabular-nums}
.value.none{color:var(--quiet);font-weight:600;font-size:1.5rem;line-height:1.6}
.detail{font-size:.9375rem;margin:0}
.change{font-size:.9375rem;font-weight:600;margin:.1rem 0 0}
.change .quiet,.change.quiet{font-weight:400}
.better{color:var(--better)}.worse{color:var(--worse)}
.band{margin-top:.4rem}.band p{margin:.35rem 0 0;font-size:.875rem;line-height:1.4}.band strong{display:block}
.no-band{color:var(--quiet);font-size:.875rem;margin:.4rem 0 0}
.steps{display:flex;gap:3px}
.steps i{flex:1;height:7px;border-radius:4px;background:var(--line)}
.steps i.here{background:var(--success)}
details{margin-top:.6rem}
.metric details{margin-top:auto;padding-top:.6rem}
summary{cursor:pointer;font-size:.875rem;color:var(--link);width:fit-content}
.figures{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr))}
figure{margin:0}
figcaption{margin:.2rem 0 .75rem}
.chart{display:block;width:100%;height:auto;overflow:visible}
.nothing{color:var(--quiet);background:var(--page);border-radius:.5rem;padding:2rem 1rem;text-align:center}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;padding:0;margin:0 0 .5rem;font-size:.875rem}
.legend li{display:inline-flex;align-items:center;gap:.45rem}
figure .scroll{max-height:22rem;overflow:auto;margin-top:.5rem}
.notices{background:var(--notice);border:1px solid var(--line);border-radius:.75rem;padding:.75rem 1.25rem;margin-bottom:2rem}
.notices ul,.scales ol,details ul{margin:.25rem 0;padding-left:1.25rem}
.facts{display:grid;gap:.6rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));margin:0;font-size:.9375rem}
.facts dt{color:var(--quiet);font-size:.875rem}.facts dd{margin:0}
.scales{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));margin-top:.75rem}
.scales li .quiet{margin-left:.25rem}
.tall{max-height:40rem;overflow:auto}
.tall thead th{position:sticky;top:0;background:var(--surface);box-shadow:inset 0 -1px var(--line)}
.groups thead th{white-space:normal;overflow-wrap:normal;min-width:7rem}
.groups thead th:first-child{min-width:min(15rem,45vw)}
.none{color:var(--quiet)}
th button{border:0;padding:0;background:none;font-weight:600;color:inherit;text-align:inherit;font-size:inherit}
th button:hover{background:none;text-decoration:underline}
th button::after{content:"\\2195";margin-left:.3rem;color:var(--edge)}
[aria-sort=ascending] button::after{content:"\\2191";color:var(--text)}
[aria-sort=descending] button::after{content:"\\2193";color:var(--text)}
.filter{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;font-size:.875rem;margin-bottom:.6rem}
.filter input{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--edge);border-radius:.5rem;padding:.3rem .6rem;width:16rem;max-width:100%}
.jump{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:.75rem 0 0;padding:0;font-size:.9375rem}
@media (max-width:40rem){.chart text{font-size:15px}.value{font-size:1.8rem}.facts{grid-template-columns:1fr}}
@media print{.tall,figure .scroll{max-height:none}.filter,.jump,th button::after,.metric details{display:none}}
`,script:`addEventListener('DOMContentLoaded', () => {
for (const table of document.querySelectorAll('[data-sortable]')) {
const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
const read = (row, column) => { const cell = row.cells[column]; return column === 0 ? cell.textContent : cell.dataset.value; };
const sort = (column) => {
const head = heads[column], isDown = column === 0 ? head.ariaSort === 'ascending' : head.ariaSort !== 'descending';
for (const other of heads) other.removeAttribute('aria-sort');
head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
const rows = [...body.rows].map((row) => [read(row, column), row]);
rows.sort(([a], [b]) => column === 0 ? a.localeCompare(b, 'en') * (isDown ? -1 : 1) : a === '' || b === '' ? (a === '' ? 1 : 0) - (b === '' ? 1 : 0) : (a - b) * (isDown ? -1 : 1));
body.append(...rows.map(([, row]) => row));
};
heads.forEach((head, column) => {
const button = document.createElement('button');
button.type = 'button';
button.append(...head.childNodes);
button.addEventListener('click', () => sort(column));
head.append(button);
});
heads[0].setAttribute('aria-sort', 'ascending');
if (body.rows.length <= 10) continue;
const bar = document.createElement('div'), label = document.createElement('label'), input = document.createElement('input'), count = document.createElement('output');
bar.className = 'filter';
input.type = 'search';
label.append('Filter by name ', input);
bar.append(label, count);
input.addEventListener('input', () => {
const text = input.value.trim().toLowerCase();
let shown = 0;
for (const row of body.rows) { row.hidden = !row.cells[0].textContent.toLowerCase().includes(text); if (!row.hidden) shown += 1; }
count.textContent = text === '' ? '' : shown + ' of ' + body.rows.length;
});
table.closest('[data-table]').prepend(bar);
}
});`})}const K=(e,n)=>t.n`${Z(e)}
${Q(n)}
${X(`metrics`,`All services together`,R(e))}
${J(e)?X(`trends`,`Over time`,Y(e)):q(e)}
${X(`left-out`,`Left out`,t.n`${o(e)}${s(e)}`)}
${X(`about`,`About these numbers`,t.n`${c(e)}${l(e)}`)}`,q=e=>t.n`${X(`trends`,`Over time`,C(e))}
${X(`lead-time`,`Lead time in detail`,T(e))}
${X(`failures`,`Failures and recovery`,d(e))}
${A(e)}`,J=({groups:[e]})=>e.deploymentFrequency.total===0&&e.trend.every(({incidents:e})=>e===0),Y=({environment:e,source:r,excluded:i})=>t.n`<div class="card">
<p><strong>Nothing happened in this window.</strong> ${n.a(r.records,`record`)} ${r.records===1?`was`:`were`} read from ${r.deployments}, and none is a deployment to ${e} that began in it.</p>
<p>${i.length>0?`The table below says what was left out, and why.`:`Report a deployment, or choose another window or environment, and make this page again.`}</p>
</div>`,X=(e,n,r)=>t.n`<section aria-labelledby="${e}">
<h2 id="${e}">${n}</h2>
${r}
</section>
`,Z=({notices:e})=>e.length===0?null:t.n`<aside class="notices" aria-label="Notices"><ul>${e.map(e=>t.n`<li>${e}</li>`)}</ul></aside>`;function Q(e){if(e.length===0)return null;let n={holds:`not met`,fails:`met`,unknown:`cannot be told`};return X(`conditions`,`Conditions`,t.n`<ul>${e.map(({gate:e,outcome:r,says:i})=>t.n`<li><code>${e}</code>: <strong class="${r===`fails`?`worse`:`same`}">${n[r]}</strong>, ${i}</li>`)}</ul>`)}function $({compare:e,window:{timeZone:t}}){if(e===null)return``;let{from:n,to:i}=e.window;return`; compared with ${r.t(n,t)} to before ${r.t(i,t)}`}exports.t=G;