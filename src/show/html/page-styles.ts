/** What only the page of metrics has. */
export const pageStyles = `
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
`;
