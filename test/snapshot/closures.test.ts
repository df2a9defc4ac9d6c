import { expect, test } from "vitest";
import { Program } from "./harness/realm.js";

test("two closures that share a variable still share it after a move", () => {
  const program = new Program({
    "app.mjs": `
      function counter() { let n = 0, step = 2; return { inc() { n += step; return n; }, get() { return n; }, setStep: (s) => { step = s; } }; }
      const a = counter(), b = counter();
      a.inc();
      export function test() { a.inc(); b.inc(); a.setStep(10); a.inc(); return [a.get(), b.get()].join(); }
    `,
  });
  const first = program.move();
  expect(program.realm.capture().text).toBe(first.text);
  expect(program.call("test")).toBe("14,2");
  program.move();
  expect(program.call("test")).toBe("34,4");
});
