import { describe, expect, it } from "vitest";
import { runStackProgram, useBuiltStack } from "./builtStack.js";

useBuiltStack();

const lines = (...text: string[]): string => `${text.join("\n")}\n`;

describe.each(["node", "node@22"])("the stack of a program on %s", (engine) => {
  it("gives the variables of each frame, and says which builtins stand between", async () => {
    expect(await runStackProgram(engine, "locals.cjs")).toBe(
      lines(
        "3",
        'shadowed [["shadowed","inner",2,["inner"],{"thrown":"inner"}]]',
        "42",
        "true true",
        'this [["up",{},1,1,["x","y"],{"2":"x","3":"y"},{"2":"x","3":"y"}]]',
        "8",
        'generator [["numbers",4,8],"numbers.next",["consumer",0]]',
        "true NaN 1000000000000000000000000000000n true undefined null",
        'map [["inner",2],"Array.map",["callbacks",[1,2]]]',
        'sort [["inner",2],["compare",1,2],"Array.sort",["callbacks",[1,2]]]',
        'reviver [["inner",2],["reviver","0"],"JSON.parse",["callbacks",[1,2]]]',
        'executor [["inner",2],"new Promise",["callbacks",[1,2]]]',
        'replace [["inner",2],"String.replace",["callbacks",[1,2]]]',
        // Not on the stack: Reflect.apply jumps; the engine calls getters and conversions from the middle of the code.
        'apply [["inner",2],["callbacks",[1,2]]]',
        'getter [["inner",2],["callbacks",[1,2]]]',
        'toString [["inner",2],["toString"],["callbacks",[1,2]]]',
      ),
    );
  });

  it("shares captured variables with closures made in the frames", async () => {
    expect(await runStackProgram(engine, "bindings.cjs")).toBe(
      lines(
        "shared 2 3 3",
        "10 11 11",
        "perIteration [ [ 0, 0 ], [ 'one', 'one' ], [ 2, 2 ] ]",
        "deadZone true true true",
        "6 6 6 false",
        "optimized 172 44 44 44 2 true",
        "token token",
        "during 5.5 token",
        "new.target true",
        "this undefined true true true",
      ),
    );
  });

  it("never takes what optimized code has dropped for undefined", async () => {
    expect(await runStackProgram(engine, "optimized.cjs")).toBe(
      lines(
        'scalars true [["unavailable",[["point"]]],[[{"x":7,"y":2},7]]]',
        'copies true [["unavailable",[["n"]]]]',
        'args true [["unavailable",[["arguments"]]],[[{"0":7,"1":8}]]]',
        'inlined true [["unavailable",[[]]],[[7,7,0]]]',
        'later true [["unavailable",[["value"]]],["unavailable",[["value"]]]]',
        "nothing true [[[null,7]]]",
      ),
    );
  });

  it("can be thousands of frames deep", async () => {
    expect(await runStackProgram(engine, "deep.cjs")).toBe(
      lines("values 5001 true", "6285147", "this 2001 true", "2000", "closures 301 true", "45300.5"),
    );
  });

  it("is left as it was, whatever the program has done to the realm", async () => {
    expect(await runStackProgram(engine, "undisturbed.cjs")).toBe(
      lines(
        "x 3 true stack of 3",
        "RangeError refused true",
        "read",
        "patched",
        "x,x,x,x,x,after,tick,job",
        "unreadable the engine does not tell the frames of its stack",
      ),
    );
  });
});

describe("where the stack can't be read", () => {
  it.each([
    ["node@18", "this engine shows variables that optimized code has no value for as undefined"],
    ["bun", "bun has no inspector that a thread can use"],
  ])("%s says so, and the program goes on", async (engine, reason) => {
    expect(await runStackProgram(engine, "unreadable.cjs")).toBe(lines(`unreadable ${reason}`, "goes on"));
  });
});
