export interface LoopbackSshd {
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  /** `Name=value`, as `ssh -o` and, with a space, an ssh configuration take them. */
  readonly options: string[];
  readonly sshOptions: string[];
  stop(): Promise<void>;
}
export function findSshd(): string | undefined;
export function startLoopbackSshd(folder: string, settings?: readonly string[]): Promise<LoopbackSshd>;
