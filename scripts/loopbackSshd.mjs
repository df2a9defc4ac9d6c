/** An sshd of one's own on 127.0.0.1, with keys and a folder of its own: nothing of the user's is touched, nobody else can log in. */
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

/** Where sshd is, or undefined: openssh-server is not installed. */
export function findSshd() {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin", "/sbin"];
  return folders.map((folder) => path.join(folder, "sshd")).find((file) => path.isAbsolute(file) && existsSync(file));
}

/**
 * Starts sshd with everything it needs in `folder`. Resolves when it listens.
 * @param settings further lines of its configuration
 * @returns the host to give to `ssh`, options that reach it with the folder's key, and what ends it.
 */
export async function startLoopbackSshd(folder, settings = []) {
  const sshd = findSshd();
  if (sshd === undefined) throw new Error("sshd is missing: apt-get install openssh-server (npm run setup does it)");
  // sshd insists on it when root starts it.
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of ["host", "user"]) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, name)]);
  copyFileSync(path.join(folder, "user.pub"), path.join(folder, "authorized"));
  const port = await freePort();
  const quoted = (name) => `"${path.join(folder, name)}"`;
  const config = [
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${quoted("host")}`,
    `AuthorizedKeysFile ${quoted("authorized")}`,
    `PidFile ${quoted("pid")}`,
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "UsePAM no",
    "StrictModes no",
    ...settings,
  ];
  writeFileSync(path.join(folder, "sshd.conf"), `${config.join("\n")}\n`);
  const server = spawn(sshd, ["-D", "-e", "-f", path.join(folder, "sshd.conf")], { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (chunk) => {
      said += chunk;
      if (said.includes("listening on")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`sshd: ${said.trim()}`)));
  });
  const options = [
    `Port=${port}`,
    `IdentityFile=${quoted("user")}`,
    "IdentitiesOnly=yes",
    "StrictHostKeyChecking=accept-new",
    `UserKnownHostsFile=${quoted("known")}`,
    "LogLevel=ERROR",
  ];
  return {
    host: "127.0.0.1",
    port,
    options,
    pid: server.pid,
    sshOptions: ["-F", "none", ...options.flatMap((option) => ["-o", option])],
    stop: () =>
      new Promise((resolve) => {
        if (server.exitCode !== null || server.signalCode !== null) return resolve();
        server.once("exit", () => resolve());
        server.kill();
      }),
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
