const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An uplink that fails at every fourth attempt, as a bad radio would. */
export function unreliableUplink(delay) {
  let attempts = 0;
  return async function send(batch) {
    await sleep(delay);
    if (++attempts % 4 === 0) throw new Error(`uplink lost at attempt ${attempts}`);
    return { accepted: batch.length, attempt: attempts };
  };
}

/** Tries again, waiting longer each time. */
export async function withRetries(action, retries, onRetry) {
  for (let round = 1; ; round++) {
    try {
      return await action();
    } catch (error) {
      if (round > retries) throw error;
      onRetry(round, error);
      await sleep(2 * round);
    }
  }
}
