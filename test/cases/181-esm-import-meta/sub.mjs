export const meta = () => import.meta;
export function own() { return import.meta; }
