// use: all; points: poll:1
async function poll(url, retry) {
  for (let n = 0; n < 3; n++) {
    try {
      return await retry(url);
    } catch (error) {
      console.log(n, error);
    }
  }
}
poll("x", async () => {});
