/** Bundled and evaluated in a fresh realm; hands the runtime out to the host outside (realm.ts), which takes it off the global object again. */
import { boot } from "../../../core/runtime/boot.js";
import { hooks } from "../../../core/runtime/host.js";
import { turns } from "../../../core/runtime/turns.js";

/** What a realm gives to its host. */
export interface RealmExports {
  readonly boot: typeof boot;
  readonly hooks: typeof hooks;
  readonly turns: typeof turns;
}

const realmExports: RealmExports = { boot, hooks, turns };
(globalThis as { $realm?: RealmExports }).$realm = realmExports;
