import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { blueprintBodies } from '../src/local-port/model/blueprint-body.ts';
import { entityBody, entityPatch, entityReplacement, bulkBody, bulkDeletionBody } from '../src/local-port/model/entity-body.ts';
import { query, blueprintQuery } from '../src/local-port/model/query-body.ts';
import { z } from 'zod';
const doc = JSON.parse(readFileSync('/work/shared/port-api/openapi.json','utf8'));
const ajv = new Ajv2020({strict:false, allErrors:false, unicodeRegExp:true, logger:false});
addFormats.default(ajv);
ajv.addSchema(doc,'doc');
const schemaOf=(m:string,p:string)=>ajv.compile({$ref:`doc#/paths/${p.replaceAll('~','~0').replaceAll('/','~1').replaceAll('{','%7B').replaceAll('}','%7D')}/${m}/requestBody/content/application~1json/schema`});
const searchBody=z.strictObject({query:blueprintQuery.optional(),include:z.array(z.string()).optional(),exclude:z.array(z.string()).optional(),limit:z.number().min(1).max(1000).default(200),from:z.string().optional()});
const q={combinator:'and',rules:[{property:'$blueprint',operator:'=',value:'s'},{property:'a',operator:'between',value:{preset:'lastWeek'}},{property:'a',operator:'notBetween',value:{from:'2024-01-01T00:00:00Z',to:'2024-01-02T00:00:00Z'}},{operator:'isEmpty',property:'x'},{property:'n',operator:'>',value:5},{property:'n',operator:'<=',value:'2024-01-01T00:00:00Z'},{property:'t',operator:'isExpired'},{operator:'relatedTo',blueprint:'b',value:['x'],direction:'upstream',required:true},{propertySchema:{type:'string',format:'url',items:{type:'string'}},operator:'=',value:'x'},{operator:'matchAny',property:{path:['a',{relation:'b',maxHops:3}],fromBlueprint:'c'},value:['x']},{property:{context:'user',property:'$identifier'},operator:'in',value:['a']},{combinator:'or',rules:[{property:'a',operator:'containsAny',value:['x']}]}]};
const q2={...q,rules:[...q.rules,{relation:'r',targetProperty:'$title',operator:'=',value:'x'},{scorecard:'s',scorecardRule:'r',operator:'isEmpty'},{relation:'r',operator:'isNotEmpty'}]};
const s={combinator:'and',rules:[{property:'$title',operator:'=',value:'x'},{property:'a',operator:'in',value:['b']},{property:'a',operator:'contains',value:null},{combinator:'or',rules:[]}]};
const ent={identifier:'a/b=1',title:'x',icon:'i',team:['a'],properties:{a:1,'b-c':{d:[1]}},relations:{r:'x',m:['a','b'],n:null,s}};
const bp={identifier:'dep',title:'D',icon:'i',description:'d',schema:{properties:{a:{type:'string',format:'url',title:'t',enum:['x'],icon:'i',spec:'open-api',specAuthentication:{clientId:'a',authorizationUrl:'https://a.b',tokenUrl:'https://a.b',authorizationScope:['x']}}},required:['a']},relations:{r:{title:'R',target:'s',required:false,many:true,description:'x'}},mirrorProperties:{m:{title:'x',path:'a.b.$title'}},calculationProperties:{c:{title:'c',type:'string',calculation:'.x',format:'url',colorized:true,colors:{a:'red'},items:{type:'string'}}},aggregationProperties:{g:{title:'G',type:'number',target:'x',query:q,pathFilter:[{path:['a'],fromBlueprint:'b'}],calculationSpec:{calculationBy:'property',func:'average',property:'p',averageOf:'week',measureTimeBy:'$createdAt'}}},ownership:{type:'Inherited',path:'r',title:'t'},changelogDestination:{type:'WEBHOOK',url:'https://a.b',agent:true}};
const cases:[string,string,z.ZodType,any[]][]=[
 ['post','/v1/blueprints/{blueprint_identifier}/entities',entityBody,[ent,{},{identifier:s}]],
 ['put','/v1/blueprints/{blueprint_identifier}/entities/{entity_identifier}',entityReplacement,[ent]],
 ['patch','/v1/blueprints/{blueprint_identifier}/entities/{entity_identifier}',entityPatch,[ent,{title:null,icon:null,team:null}]],
 ['post','/v1/blueprints/{blueprint_identifier}/entities/bulk',bulkBody,[{entities:[ent,{}]}]],
 ['post','/v1/blueprints/{blueprint_identifier}/bulk/entities/delete',bulkDeletionBody,[{entities:['a','b']}]],
 ['post','/v1/blueprints/{blueprint_identifier}/entities/search',searchBody,[{query:q2,include:['a'],exclude:['b'],limit:10,from:'x'}]],
 ['post','/v1/entities/search',query,[q]],
 ['post','/v1/blueprints',blueprintBodies['422'].create,[bp]],
 ['put','/v1/blueprints/{identifier}',blueprintBodies['422'].replace,[bp]],
 ['patch','/v1/blueprints/{identifier}',blueprintBodies['422'].patch,[bp]],
];
let seed=1;const rnd=()=>{seed=(seed*1103515245+12345)&0x7fffffff;return seed/0x7fffffff};
const pick=<T>(a:T[])=>a[Math.floor(rnd()*a.length)]!;
const vals=()=>structuredClone(pick<any>([null,true,false,0,1,-1,1.5,'','x','a b','2024-01-01T00:00:00Z','2024-01-01','$title','between','=','and','[]',[],['a'],[1],[true],[null],['a',1],{}, {a:1},{context:'user',property:'x'},{preset:'today'},{preset:'nope'},'x'.repeat(101),'x'.repeat(1001),'.','..','a=b','a.b',s,q]));
function nodes(o:any,path:any[]=[]):any[][]{const out=[path];if(o&&typeof o==='object')for(const k of Object.keys(o))out.push(...nodes(o[k],[...path,k]));return out}
function mutate(o:any){o=structuredClone(o);const n=1+Math.floor(rnd()*2);for(let i=0;i<n;i++){const ps=nodes(o).filter(p=>p.length);if(!ps.length)return vals();const p=pick(ps);const par=p.slice(0,-1).reduce((a,k)=>a?.[k],o);if(par==null||typeof par!=='object')continue;const k=p.at(-1);const r=rnd();if(r<.3){Array.isArray(par)?par.splice(Number(k),1):delete par[k]}else if(r<.75)par[k]=vals();else if(par[k]&&typeof par[k]==='object'&&!Array.isArray(par[k]))par[k][pick(['extra','title','value','operator','property','func','averageOf'])]=vals();else par[k]=vals()}return o}
for(const [m,p,zs,samples] of cases){const v=schemaOf(m,p);const seen=new Map<string,any>();let acc=0,n=0;
 for(const sm of samples){ if(!v(sm)||!zs.safeParse(sm).success)console.log('SAMPLE',m,p,v(sm),JSON.stringify(v.errors?.slice(0,2)),zs.safeParse(sm).error?.issues.slice(0,2))}
 for(let i=0;i<20000;i++){const b=mutate(pick(samples));const a=v(b) as boolean;const zr=zs.safeParse(b);n++;if(a)acc++;if(a!==zr.success){const why=a?JSON.stringify(zr.error!.issues[0]).slice(0,260):JSON.stringify(v.errors?.[0]).slice(0,260);const key=(a?'ZOD-REJECTS ':'ZOD-ACCEPTS ')+why.replace(/\d+/g,'#').slice(0,140);if(!seen.has(key)){seen.set(key,{why,b})}}}
 console.log('##',m,p,'n',n,'accepted',acc,'differences',seen.size);for(const [k,{why,b}] of [...seen].slice(0,14))console.log('  ',k.slice(0,12),why);
}
