const e=require("./badge-facts.js"),t=(t,{metric:i})=>{let{label:a,message:o,colour:s}=e.t(t,i),[c,l]=[n(a)+12,n(o)+12],[u,d]=[r(a),r(o)],f=(e,t,n)=>`<text x="${e}" y="14" textLength="${t}">${n}</text>`;return`<svg xmlns="http://www.w3.org/2000/svg" width="${c+l}" height="20" role="img" aria-label="${u}: ${d}">
<title>${u}: ${d}</title>
<clipPath id="r"><rect width="${c+l}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${c}" height="20" fill="#555"/><rect x="${c}" width="${l}" height="20" fill="#${s}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
${f(c/2,c-12,u)}
${f(c+l/2,l-12,d)}
</g>
</svg>
`};function n(e){let t=Array.from(e,e=>/[ijl.,:;'|! ]/.test(e)?4:/[mwMW%]/.test(e)?10.5:7);return Math.round(t.reduce((e,t)=>e+t,0))}const r=e=>e.replace(/[&<>"']/g,e=>`&#${e.charCodeAt(0)};`);exports.renderBadge=t;