setTimeout(() => {
  console.log("rejects");
  setTimeout(() => Promise.reject(new (class Reason {})()), 1);
}, 1);
