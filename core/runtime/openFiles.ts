/** Files that the program has opened and holds by their numbers, which mean nothing elsewhere. */
const open = new Map<unknown, string>();

/** After `fs.open(path, …)`. @param fd the file's number */
export function noteOpened(args: readonly unknown[], fd: unknown): void {
  open.set(fd, String(args[0]));
}

/** After `fs.close(fd)`. */
export function noteClosed(args: readonly unknown[]): void {
  open.delete(args[0]);
}

/** Names of the files that are open. */
export function openFiles(): string[] {
  const names: string[] = [];
  open.forEach((path, fd) => {
    names[names.length] = `file ${path}, open as number ${String(fd)}`;
  });
  return names;
}
