// A chain of n pending promises.
let resolve;
let last = new Promise((settle) => (resolve = settle));
for (let i = 0; i < Number(process.argv[2]); i++) last = last.then((value) => value + (i % 3));
void last.then((value) => console.log(value));
setTimeout(() => setTimeout(() => resolve(1), 1), 1);
