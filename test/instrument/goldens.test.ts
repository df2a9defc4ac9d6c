import path from "node:path";
import { describe } from "vitest";
import { instrumentModule } from "../../core/instrument/instrumentModule.js";
import { goldenTests } from "../goldenFolders.js";

describe("instrumented code reads like the program it comes from", () => {
  goldenTests(path.join(import.meta.dirname, "goldens"), 12, ({ file, source }) => {
    const extension = path.extname(file);
    return instrumentModule(source, { module: `app${extension}`, kind: /^\.m?ts$|^\.mjs$/.test(extension) ? "esm" : "cjs" }).code;
  });
});
