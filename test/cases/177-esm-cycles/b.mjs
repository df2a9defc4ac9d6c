import { a, hoistedA } from "./a.mjs";
export const early = hoistedA();
export let tdz;
try { a; } catch (e) { tdz = e.name; }
export const b = () => `${a}+${tdz}`;
export const callsA = () => hoistedA() + early;
