// Several modules: a ray tracer whose vectors are imported, so that every operation goes through an imported binding.
import { add, calls, count, dot, epsilon, normal, scale, subtract, vector } from "./rays/vectors.mjs";

const spheres = Array.from({ length: 9 }, (_, i) => ({
  centre: vector((i % 3) * 2 - 2, Math.floor(i / 3) * 2 - 2, 6 + (i % 2)),
  radius: 0.9,
  shine: (i % 4) / 4,
}));
const light = normal(vector(1, -2, -3));

function hit(from, direction) {
  let nearest = null;
  let best = Infinity;
  for (const sphere of spheres) {
    const offset = subtract(from, sphere.centre);
    const b = dot(offset, direction);
    const c = dot(offset, offset) - sphere.radius ** 2;
    const inside = b * b - c;
    if (inside < 0) continue;
    const distance = -b - Math.sqrt(inside);
    if (distance < epsilon || distance >= best) continue;
    best = distance;
    nearest = sphere;
  }
  return nearest && { sphere: nearest, point: add(from, scale(direction, best)) };
}

function colour(from, direction, depth) {
  count();
  const found = hit(from, direction);
  if (!found) return 0.2;
  const out = normal(subtract(found.point, found.sphere.centre));
  const lit = Math.max(0, dot(out, light)) * 0.8 + 0.1;
  if (depth === 0 || found.sphere.shine === 0) return lit;
  const mirrored = subtract(direction, scale(out, 2 * dot(direction, out)));
  return lit + found.sphere.shine * colour(add(found.point, scale(out, epsilon)), mirrored, depth - 1);
}

export function run() {
  const before = calls;
  const size = 160;
  let sum = 0;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) sum += colour(vector(0, 0, 0), normal(vector(x / size - 0.5, y / size - 0.5, 1)), 3);
  return Math.round(sum * 1000) + (calls - before);
}
