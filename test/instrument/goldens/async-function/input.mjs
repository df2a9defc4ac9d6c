export async function load(url, { retries = 3 } = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fetch(url);
      return await answer.json();
    } catch (error) {
      if (attempt === retries) throw error;
    }
  }
}
