// Small functions in a module of their own, called across the border all the time.
export const epsilon = 1e-6;
export const vector = (x, y, z) => ({ x, y, z });
export const add = (a, b) => vector(a.x + b.x, a.y + b.y, a.z + b.z);
export const subtract = (a, b) => vector(a.x - b.x, a.y - b.y, a.z - b.z);
export const scale = (a, k) => vector(a.x * k, a.y * k, a.z * k);
export const dot = (a, b) => a.x * b.x + a.y * b.y + a.z * b.z;
export const normal = (a) => scale(a, 1 / Math.sqrt(dot(a, a)));
export let calls = 0;
export function count() {
  calls++;
}
