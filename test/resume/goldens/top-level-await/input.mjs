// use: all; points: module:1
import { load } from "./io.mjs";
const show = () => console.log(config);
const config = await load(show);
export const ready = config.ok;
show();
