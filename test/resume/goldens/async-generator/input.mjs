// use: all; points: pages:1, pages:2
export async function* pages(fetchPage) {
  let next = 1;
  while (next) {
    const page = await fetchPage(next);
    yield page.items;
    next = page.next;
  }
}
