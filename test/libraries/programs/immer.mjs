// immer: drafts (proxies over a tree that is being changed) that stay open over several turns, patches, and frozen results.
import {
  createDraft,
  current,
  enableMapSet,
  enablePatches,
  finishDraft,
  immerable,
  isDraft,
  original,
  produce,
  produceWithPatches,
} from "immer";

enablePatches();
enableMapSet();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

class Task {
  [immerable] = true;
  done = false;
  constructor(title) {
    this.title = title;
  }
  finish() {
    this.done = true;
  }
}

const base = {
  tasks: [new Task("write"), new Task("test"), new Task("land")],
  tags: new Set(["a"]),
  owners: new Map([["write", { name: "ann" }]]),
  deep: { list: [1, 2, 3] },
};
const draft = createDraft(base);
for (const task of draft.tasks) {
  await pause(1);
  task.finish();
  draft.tags.add(task.title[0]);
  console.log(
    isDraft(task),
    original(task).done,
    current(draft.tasks).map(({ done }) => done),
  );
}
draft.owners.get("write").name = "bert";
await pause(1);
draft.owners.set("test", draft.tasks[1]);
draft.deep.list.push(draft.deep.list.length);
await pause(1);
delete draft.deep.list[0];
const next = finishDraft(draft, (patches, inverse) => console.log(JSON.stringify(patches), JSON.stringify(inverse)));
console.log(next, Object.isFrozen(next), next.tasks[0] instanceof Task, base.tasks[0].done);
try {
  draft.tasks;
} catch (error) {
  console.log(error.constructor.name);
}

/** Undo by inverse patches, over turns. */
const history = [];
let state = { count: 0, log: [] };
const step = produce((current, by) => {
  current.count += by;
  if (by > 2) current.log.push(`big ${by}`);
});
for (let i = 0; i < 5; i++) {
  const before = state;
  state = step(state, i);
  await pause(1);
  const [after, , inverse] = produceWithPatches(state, (now) => void (now.last = i));
  history.push([before === state, inverse.length]);
  state = after;
}
console.log(state, history.join(" "), Object.isFrozen(state.log));
