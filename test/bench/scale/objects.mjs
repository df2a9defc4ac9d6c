// n small objects.
const all = [];
for (let i = 0; i < Number(process.argv[2]); i++) all.push({ id: i, name: `n${i % 100}` });
setTimeout(() => console.log(all.reduce((sum, { id, name }) => sum + id + name.length, 0)), 1);
