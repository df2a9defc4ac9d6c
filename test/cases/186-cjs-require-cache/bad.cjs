global.badRuns = (global.badRuns ?? 0) + 1;
throw new Error(`bad run ${global.badRuns}`);
