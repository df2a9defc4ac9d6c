export interface LoopbackSshd {
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  readonly sshOptions: string[];
  stop(): Promise<void>;
}
export function findSshd(): string | undefined;
export function startLoopbackSshd(folder: string): Promise<LoopbackSshd>;
