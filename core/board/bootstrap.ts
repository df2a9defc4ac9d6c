import type { AgentFile } from "./agentFile.js";

/** Lines that the bootstrap script says before the agent speaks. */
export const bootstrapLines = { send: "thingsmigrate:send", ready: "thingsmigrate:ready" } as const;

/** Where engines are that a non-interactive login has not on its PATH. */
const usualPlaces = [
  "$HOME/.local/bin",
  "$HOME/.bun/bin",
  "$HOME/.deno/bin",
  "$HOME/.volta/bin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
  "$HOME/.nvm/versions/node/*/bin",
  "${XDG_CACHE_HOME:-$HOME/.cache}/thingsmigrate/engines/*/bin",
];

/**
 * A POSIX sh command line that runs the agent on a board, installing it first if it is not there: it then says `send`, takes exactly the agent's bytes from
 * stdin, and says `ready`. Without a single quote or a line break, so that it survives every login shell inside '…'. `folder` is relative to the user's
 * home or absolute. An engine on the board is `engine`, or the first of node, bun, deno.
 */
export function bootstrapCommand(agent: AgentFile, folder: string, engine?: string): string {
  if (/['"\\$`\n]/.test(folder) || (engine !== undefined && /['"\\$`\n]/.test(engine)))
    throw new RangeError("quotes in a board's folder or engine");
  const home = folder.startsWith("/") ? folder : `$HOME/${folder.replace(/^~\//, "")}`;
  const script = [
    "umask 077",
    `h="${home}"`,
    `f="$h/agent/${agent.hash}.cjs"`,
    `PATH="$PATH:${usualPlaces.filter((place) => !place.includes("*")).join(":")}"`,
    `for d in ${usualPlaces.filter((place) => place.includes("*")).join(" ")}; do [ -d "$d" ] && PATH="$PATH:$d"; done`,
    `e="${engine ?? ""}"`,
    `[ -n "$e" ] || e=$(command -v node || command -v bun || command -v deno) || { echo "no JavaScript engine (node, bun or deno) on this board" >&2; exit 69; }`,
    `if [ ! -f "$f" ]; then mkdir -p "$h/agent" || exit 73; echo ${bootstrapLines.send}; head -c ${agent.bytes.length} > "$f.$$" && mv "$f.$$" "$f" || exit 74; fi`,
    `echo ${bootstrapLines.ready}`,
    `case "$e" in *deno) exec "$e" run -A "$f" connect "$h";; *) exec "$e" "$f" connect "$h";; esac`,
  ].join("; ");
  return `exec sh -c '${script.replace(/; do;/g, "; do")}'`;
}
