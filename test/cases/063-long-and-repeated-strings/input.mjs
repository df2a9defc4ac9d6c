const long = "0123456789".repeat(20000);
const parts = Array.from({ length: 100 }, (_, i) => long.slice(i, i + 50));
let rope = "";
for (let i = 0; i < 1000; i++) rope += i;
const hash = (s) => { let h = 0; for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0; return h; };
setTimeout(() => {
  console.log(hash(long), hash(parts.join("")), hash(rope), rope.length);
  rope += long;
  setTimeout(() => console.log(hash(rope), rope.length), 1);
}, 1);
