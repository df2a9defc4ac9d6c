export const all = "from star";
export const shared = { n: 0 };
export default "y default";
