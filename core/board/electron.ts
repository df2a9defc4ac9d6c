/**
 * Inside desktop VS Code our own executable is Electron, which is Node only where this variable says so, and opens a window otherwise. The agent passes it
 * on to itself, programs don't see it.
 */
const asNode = "ELECTRON_RUN_AS_NODE";

/** Whether this process's executable is Electron. */
export const isElectron = "electron" in process.versions;

/** The environment in which our own executable is Node. */
export function envAsNode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return isElectron ? { ...env, [asNode]: "1" } : env;
}

/** The environment for any other executable. */
export function envAsUsual(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (!isElectron) return env;
  const { [asNode]: _, ...others } = env;
  return others;
}
