let valueOf = { n: 0 };
let toString = () => `called ${++valueOf.n} times`;
export { toString, valueOf };
export default function constructor() {
  return toString.name;
}
