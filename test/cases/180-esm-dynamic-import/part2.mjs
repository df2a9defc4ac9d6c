import { calls } from "./part1.mjs";
export default () => `d${calls()}`;
export const value = await Promise.resolve("v2");
