await new Promise((r) => setTimeout(r, 1));
await new Promise((r) => setTimeout(r, 1));
throw { not: ["an", "error"] };
