import type { AgentConnection } from "../board/agentConnection.js";
import type { Operations, ProgramKey } from "../board/agentProtocol.js";
import { codedError, toCodedError } from "../errors.js";

export interface StandOptions {
  /** Milliseconds until it is given up. */
  readonly patience: number;
  /** Before this turn instead of as soon as possible. */
  readonly atTurn?: number | undefined;
  /** Wait for the end of its turn, also where it could be taken in the middle of it. */
  readonly endOfTurn?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** For the answer of a program that has refused. */
const answerTime = 5000;

/**
 * Has a program stand still: in the middle of its turn if it has frames and the engine can tell them, otherwise at the end of it. Whoever asks lets it go on
 * (`thaw`), also if this throws.
 * @throws CodedError E_CAPTURE_STACK if it came to no place where it can be captured, E_TIMEOUT if it came to none where it could have said so.
 */
export async function standStill(
  connection: AgentConnection,
  { id, epoch }: ProgramKey,
  { patience, atTurn, endOfTurn, signal }: StandOptions,
): Promise<Operations["freeze"]["result"]> {
  const when = { ...(atTurn === undefined ? {} : { atTurn }), ...within(patience, { atTurn, endOfTurn }) };
  try {
    return await connection.request(
      "freeze",
      { id, epoch, ...when },
      { timeout: patience + answerTime, ...(signal === undefined ? {} : { signal }) },
    );
  } catch (thrown) {
    const error = toCodedError(thrown);
    if (error.code !== "E_TIMEOUT") throw error;
    throw codedError("E_TIMEOUT", `${id} did not come to the end of its turn within ${String(patience / 1000)} s`, {
      cause: error,
      remedy: endOfTurn
        ? "Try again later, or without `--at turn`."
        : "It is in a long computation, or waits for a call of its host. Programs can be taken in the middle of a turn if they were started with `--capture anywhere`, on Node 20 or later.",
    });
  }
}

/** What is asked of a program that may be stopped in the middle of a turn. */
export function within(patience: number, { atTurn, endOfTurn }: Pick<StandOptions, "atTurn" | "endOfTurn">): { readonly within?: number } {
  return atTurn !== undefined || endOfTurn === true ? {} : { within: patience };
}
