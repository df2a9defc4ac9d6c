globalThis.evaluations = (globalThis.evaluations ?? 0) + 1;
throw Object.assign(new Error("module threw"), { n: globalThis.evaluations });
