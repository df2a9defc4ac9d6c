let n = 0;
const seen = [];
const timer = setInterval((step) => {
  n += step;
  seen.push(n);
  if (seen.length === 5) {
    clearInterval(timer);
    setTimeout(() => console.log(seen.join(), "stopped"), 3);
  }
}, 1, 10);
