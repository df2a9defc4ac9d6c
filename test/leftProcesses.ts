import { readdirSync, readFileSync } from "node:fs";
import { expect, vi } from "vitest";

/** A process that is still there. */
export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * Processes of this machine whose command line or environment has `mark` in it, this one excepted: what was started with a folder or a variable of a test's
 * own, by whomever, and has not ended. Needs /proc.
 */
export function leftProcesses(mark: string): LeftProcess[] {
  return readdirSync("/proc").flatMap((name): LeftProcess[] => {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    const command = read(`/proc/${name}/cmdline`).replaceAll("\0", " ").trim();
    return command.includes(mark) || read(`/proc/${name}/environ`).includes(mark) ? [{ pid, command }] : [];
  });
}

/** Resolves when none is left; fails with those that stay. */
export function noneLeft(mark: string): Promise<void> {
  return vi.waitFor(
    () => {
      expect(leftProcesses(mark)).toEqual([]);
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** Empty for a process that has just ended, and for those of others. */
function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
