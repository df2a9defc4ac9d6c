import { expect, test } from "vitest";
import { Program } from "./harness/realm.js";
const cases: Record<string, string> = {
  graph: `const o={a:[1,,3],n:NaN,z:-0,b:10n,s:"\\ud800",d:new Date(5),r:/x/g,m:new Map([[1,{}]]),st:new Set([1])}; o.self=o; Object.freeze(o.a); o.m.set(o,o); o.r.lastIndex=3; const w=new WeakMap([[o,{v:1}]]); const sym=Symbol("q"); o[sym]=1; const e=new RangeError("hm",{cause:o}); export function test(){return [o.self===o,o.a.length,1 in o.a,Object.isFrozen(o.a),Object.is(o.z,-0),o.n!==o.n,o.b,o.s.charCodeAt(0),+o.d,o.r.lastIndex,o.m.get(o)===o,w.get(o).v,o[sym],e instanceof RangeError,e.cause===o,e.message].join()}`,
  cls: `class A{#x=1;static s=3;y=2;get x(){return this.#x} inc(){return ++this.#x} static #p=4; static p(){return A.#p++}} class B extends A{#z=5; z(){return this.#z+super.inc()}} const b=new B();b.inc();A.p(); export function test(){return [b.z(),b.x,b.y,A.s,A.p(),new B().z(),b instanceof A,Object.keys(b)].join()}`,
  mixin: `const M=(S,k)=>class extends S{#k=k; k(){return this.#k+k} }; const P=M(Object,1),Q=M(P,2); const q=new Q(); export function test(){return [q.k(),new Q().k(),new P().k()].join()}`,
  gen: `function* g(n){let i=0;try{while(i<n){const f=()=>i;const r=yield f();i+=r??1}}finally{}} function* d(){const r=yield* g(5);return r} const a=g(4),b=d(),c=g(2);a.next();b.next();b.next(1); export function test(){return [a.next(2).value,b.next(1).value,c.next().value,c.next().value,c.next().done].join()}`,
  loop: `const fs=[];for(let i=0;i<3;i++){fs.push(()=>i++)} fs[0](); export function test(){return fs.map(f=>f()).join()}`,
  exotic: `const t={};const p=new Proxy(t,{get:(o,k)=>"got"+String(k)}); function f(a,b){return [this.v,a,b].join()} const bd=f.bind({v:1},2); const u8=new Uint8Array([1,2,3]);const u16=new Uint16Array(u8.buffer,0,1); (function(){})(); const args=(function(){return arguments})(7,8); export function test(){u8[0]=5;return [p.x,bd(3),u16[0],args.length,args[1],Object.prototype.toString.call(args),new f(1,2) instanceof f].join("|")}`,
  realm: `Array.prototype.last=function(){return this[this.length-1]};globalThis.gg={k:1}; delete Array.prototype.flat; export function test(){return [[1,2].last(),gg.k,typeof [].flat].join()}`,
  home: `const base={hi(){return "b"}};const o={__proto__:base,hi(){return "o"+super.hi()}};const h=o.hi; export function test(){return [o.hi(),h()].join()}`,
};
for (const [n, src] of Object.entries(cases))
  test(n, () => {
    const want = new Program({ "app.mjs": src }).call("test");
    const p = new Program({ "app.mjs": src });
    const s = p.move();
    expect(p.realm.capture().text).toBe(s.text);
    p.move();
    expect(p.call("test")).toBe(want);
  });
