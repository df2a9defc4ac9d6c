const line = "0123456789abcdef".repeat(8);
let n = 0;
const out = () => {
  for (let i = 0; i < 20; i++) console.log(n, i, line);
  if (++n < 6) setTimeout(out, 1);
};
out();
