import { programOf } from "../programOf.js";
import type { Services } from "../services.js";

/** `thingsmigrate.stop`: SIGTERM, as `kill` sends it; the program may handle it. */
export async function stopProgram(services: Services, given?: unknown): Promise<void> {
  const program = await programOf(services, given, "Stop");
  if (!program) return;
  const { board, record } = program;
  const connection = await services.model.connections.to(board);
  await connection.request("stop", { id: record.id, epoch: record.epoch, signal: "SIGTERM" });
  await services.model.refresh();
}
