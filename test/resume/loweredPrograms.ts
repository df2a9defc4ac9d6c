/** Writes random generator functions as the instrumenter would leave them: every yield a statement with its report, local names unique. */
export interface LoweredProgram {
  readonly source: string;
  /** Names of the locals by point. */
  readonly points: readonly (readonly string[])[];
}

/** A choice between `n` alternatives, 0 when there is nothing left to choose. */
export type Choose = (n: number) => number;

export function choicesOf(list: readonly number[]): Choose {
  let at = 0;
  return (n) => (at < list.length ? list[at++]! % n : 0);
}

interface Place {
  /** Unlabelled jumps possible here. */
  readonly canBreak: boolean;
  readonly canContinue: boolean;
  readonly labels: readonly { name: string; loop: boolean }[];
  readonly names: readonly string[];
  readonly depth: number;
  /** Around: a `try` whose completions are recorded, and the jumps that stay inside it. */
  readonly recorders: readonly Recorder[];
}

interface Recorder {
  readonly kind: string;
  readonly value: string;
  next: number;
  readonly labelsInside: Set<string>;
  breakInside: boolean;
  continueInside: boolean;
}

export function writeProgram(choose: Choose): LoweredProgram {
  const points: string[][] = [[]];
  const vars: string[] = ["p", "$1"];
  let count = 0;
  const fresh = (base: string): string => `${base}${++count}`;

  const at = (names: readonly string[]): string => {
    points.push([...names]);
    const n = points.length - 1;
    return `$tm.at("t.1", ${n}, [%${n}%], [], [])`;
  };
  const suspend = (place: Place): string => {
    const label = fresh("y");
    switch (choose(4)) {
      case 0:
        return `$d1 = $tm.delegate(inner("${label}")); do { $1 = yield* $d1; if (!$capturing) break; yield ${at(place.names)}; } while (true); log("${label}", $1);`;
      case 1:
        return `yield "${label}"; while ($capturing) yield ${at(place.names)};`;
      default:
        return `$1 = yield "${label}"; while ($capturing) $1 = yield ${at(place.names)}; log("${label}", $1);`;
    }
  };
  const show = (place: Place): string => `log(${[`"${fresh("s")}"`, ...place.names.slice(-3)].join(", ")});`;

  const jump = (place: Place): string => {
    const targets: { text: string; inside: (r: Recorder) => boolean }[] = [];
    if (place.canBreak) targets.push({ text: "break;", inside: (r) => r.breakInside });
    if (place.canContinue) targets.push({ text: "continue;", inside: (r) => r.continueInside });
    for (const label of place.labels) {
      targets.push({ text: `break ${label.name};`, inside: (r) => r.labelsInside.has(label.name) });
      if (label.loop) targets.push({ text: `continue ${label.name};`, inside: (r) => r.labelsInside.has(label.name) });
    }
    const kind = choose(targets.length + 2);
    if (kind < targets.length) {
      const target = targets[kind]!;
      const records = place.recorders.filter((r) => !target.inside(r)).map((r) => `${r.kind} = ${r.next++};`);
      return `{ ${records.join(" ")} ${target.text} }`;
    }
    const value = fresh("e");
    if (kind === targets.length) return `throw "${value}";`;
    const inner = place.recorders.map((r) => `${r.kind} = 2; ${r.value} = "${value}";`);
    return `{ ${inner.join(" ")} return "${value}"; }`;
  };

  const list = (place: Place, max: number, inCase = false): string => {
    const out: string[] = [];
    const names = [...place.names];
    for (let n = 1 + choose(max); n > 0; n--) {
      const here = { ...place, names: [...names] };
      if (choose(5) === 0) {
        const name = fresh("v");
        // Whether a name declared in a case is initialized is not plain from the text.
        if (inCase) vars.push(name);
        else names.push(name);
        out.push(`${inCase ? "var" : choose(2) ? "let" : "const"} ${name} = tick() + ${choose(9)};`);
      } else out.push(statement(here));
    }
    return out.join("\n");
  };

  const guarded = (place: Place): string => `if (tick() % ${2 + choose(3)} === ${choose(2)}) ${jump(place)}`;

  const statement = (place: Place): string => {
    if (place.depth <= 0) return choose(3) === 0 ? show(place) : choose(2) ? suspend(place) : guarded(place);
    const deeper: Place = { ...place, depth: place.depth - 1 };
    const loopPlace = (label: string | undefined): Place => {
      const inside = {
        ...deeper,
        canBreak: true,
        canContinue: true,
        labels: label ? [...place.labels, { name: label, loop: true }] : place.labels,
      };
      return { ...inside, recorders: place.recorders };
    };
    const recorded = <T>(label: string | undefined, breaks: boolean, continues: boolean, write: () => T): T => {
      const saved = place.recorders.map((r) => [r.breakInside, r.continueInside] as const);
      for (const r of place.recorders) {
        if (label) r.labelsInside.add(label);
        if (breaks) r.breakInside = true;
        if (continues) r.continueInside = true;
      }
      const result = write();
      place.recorders.forEach((r, i) => ([r.breakInside, r.continueInside] = saved[i]!));
      return result;
    };
    const label = choose(2) ? fresh("L") : undefined;
    const prefix = label ? `${label}: ` : "";
    switch (choose(13)) {
      case 0:
        return show(place);
      case 1:
      case 2:
        return suspend(place);
      case 3:
        return guarded(place);
      case 4:
        return `if (tick() % 2) {\n${list(deeper, 3)}\n} else {\n${list(deeper, 2)}\n}`;
      case 5: {
        const body = recorded(label, true, true, () => list(loopPlace(label), 4));
        return `${prefix}while (fuel() && tick() % 4) {\n${body}\n}`;
      }
      case 6: {
        const body = recorded(label, true, true, () => list(loopPlace(label), 4));
        return `${prefix}do {\n${body}\n} while (fuel() && tick() % 3);`;
      }
      case 7: {
        const i = fresh("i");
        const kind = choose(2) ? "let" : "var";
        if (kind === "var") vars.push(i);
        const inside = loopPlace(label);
        const body = recorded(label, true, true, () => list(kind === "var" ? inside : { ...inside, names: [...inside.names, i] }, 4));
        return `${prefix}for (${kind} ${i} = 0; ${i} < ${1 + choose(3)} && fuel(); ${i}++) {\n${body}\nlog("${i}", ${i});\n}`;
      }
      case 8: {
        const inside = { ...deeper, canBreak: true };
        const cases = recorded(undefined, true, false, () => {
          return Array.from({ length: 1 + choose(4) }, (_, n) => {
            const head = n === 1 && choose(2) ? "default:" : `case ${n}:`;
            return `${head}\n${list(inside, 3, true)}${choose(3) === 0 ? "\nbreak;" : ""}`;
          }).join("\n");
        });
        return `switch (tick() % 4) {\n${cases}\n}`;
      }
      case 9: {
        const e = fresh("c");
        return `try {\n${list(deeper, 4)}\n} catch (${e}) {\n${list({ ...deeper, names: [...place.names, e] }, 4)}\n}`;
      }
      case 10:
        return `try {\n${list(deeper, 4)}\n} finally {\n${show(place)}\n}`;
      case 11: {
        const recorder: Recorder = {
          kind: fresh("$k"),
          value: fresh("$v"),
          next: 3,
          labelsInside: new Set(),
          breakInside: false,
          continueInside: false,
        };
        vars.push(recorder.kind, recorder.value);
        const inside = { ...deeper, recorders: [...place.recorders, recorder] };
        const body = list(inside, 4);
        const e = fresh("c");
        const handler = choose(2) ? list({ ...inside, names: [...place.names, e] }, 3) : `throw ${e};`;
        const k = recorder.kind;
        const record = `try {\n${body}\n} catch (${e}) {\n${handler}\n}\n${k} = 0;`;
        const last = fresh("c");
        return `${k} = 2; ${recorder.value} = undefined;\ntry {\n${record}\n} catch (${last}) { ${k} = 1; ${recorder.value} = ${last}; throw ${last}; } finally {\n${list(deeper, 4)}\n}`;
      }
      default: {
        const name = label ?? fresh("L");
        const inside = { ...deeper, labels: [...place.labels, { name, loop: false }] };
        return `${name}: {\n${recorded(name, false, false, () => list(inside, 4))}\n}`;
      }
    }
  };
  const body = list({ canBreak: false, canContinue: false, labels: [], names: [], depth: 4, recorders: [] }, 5);
  vars.push("$d1");
  points.forEach((names, n) => (points[n] = [...vars, ...names.filter((name) => !vars.includes(name))]));
  const text = `while ($capturing) yield $tm.at("t.1", 0, [%0%], [], []);\n${body}`.replace(/%(\d+)%/g, (_, n: string) =>
    points[Number(n)]!.join(", "),
  );
  const temporaries = vars.filter((name) => name.startsWith("$"));
  const source = `function* g(p) {\nlet ${temporaries.join(", ")};\n${text}\n}`;
  points[0] = ["p"];
  return { source: source.replace(/(\$tm\.at\("t\.1", 0, \[)[^\]]*/, "$1p"), points };
}
