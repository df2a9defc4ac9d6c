const doc = { text: "", cursors: new Map() };
const undo = [], redo = [];
const act = (doIt, undoIt) => { doIt(); undo.push(() => { undoIt(); redo.push(() => act(doIt, undoIt)); }); };
const insert = (at, s) => act(() => { doc.text = doc.text.slice(0, at) + s + doc.text.slice(at); }, () => { doc.text = doc.text.slice(0, at) + doc.text.slice(at + s.length); });
const move = (who, to) => { const from = doc.cursors.get(who); act(() => doc.cursors.set(who, to), () => (from === undefined ? doc.cursors.delete(who) : doc.cursors.set(who, from))); };
const show = () => console.log(JSON.stringify(doc.text), [...doc.cursors].join(";"), undo.length, redo.length);
const turn = () => new Promise((r) => setTimeout(r, 0));
insert(0, "hello"); move("a", 5); await turn();
insert(5, " world"); show(); await turn();
undo.pop()(); undo.pop()(); show(); await turn();
redo.pop()(); show(); await turn();
move("a", 1); move("b", 2); undo.pop()(); show(); await turn();
while (undo.length) { undo.pop()(); await turn(); }
show();
while (redo.length) { redo.pop()(); await turn(); }
show();
