// A ray tracer: vectors as small objects, shapes as classes, recursion for mirrored rays.
class Vector {
  constructor(x, y, z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }
  plus({ x, y, z }) {
    return new Vector(this.x + x, this.y + y, this.z + z);
  }
  minus({ x, y, z }) {
    return new Vector(this.x - x, this.y - y, this.z - z);
  }
  times(factor) {
    return new Vector(this.x * factor, this.y * factor, this.z * factor);
  }
  dot(other) {
    return this.x * other.x + this.y * other.y + this.z * other.z;
  }
  normal() {
    return this.times(1 / Math.sqrt(this.dot(this)));
  }
}

class Sphere {
  constructor(centre, radius, colour, shine) {
    this.centre = centre;
    this.radius = radius;
    this.colour = colour;
    this.shine = shine;
  }
  distance(from, direction) {
    const offset = this.centre.minus(from);
    const along = offset.dot(direction);
    if (along < 0) return Infinity;
    const inside = this.radius ** 2 - (offset.dot(offset) - along * along);
    return inside < 0 ? Infinity : along - Math.sqrt(inside);
  }
  normalAt(point) {
    return point.minus(this.centre).normal();
  }
  colourAt() {
    return this.colour;
  }
}

class Floor {
  constructor(height, shine) {
    this.height = height;
    this.shine = shine;
    this.up = new Vector(0, 1, 0);
  }
  distance(from, direction) {
    const distance = (this.height - from.y) / direction.y;
    return distance > 0 ? distance : Infinity;
  }
  normalAt() {
    return this.up;
  }
  colourAt({ x, z }) {
    return (Math.floor(x) + Math.floor(z)) % 2 === 0 ? white : grey;
  }
}

const white = new Vector(1, 1, 1);
const grey = new Vector(0.25, 0.25, 0.25);
const sky = new Vector(0.4, 0.5, 0.8);
const black = new Vector(0, 0, 0);
const epsilon = 1e-6;

class Scene {
  shapes = [new Floor(-1, 0.2)];
  lights = [];

  constructor() {
    for (let i = 0; i < 5; i++)
      this.shapes.push(new Sphere(new Vector(i - 2, (i % 2) - 0.4, 5 + (i % 3)), 0.6, new Vector(0.2 * i, 0.5, 1 - 0.2 * i), (i % 3) / 3));
    for (const [x, y, z] of [
      [-3, 4, -1],
      [5, 6, 2],
    ])
      this.lights.push({ place: new Vector(x, y, z), strength: 0.7 });
  }
  nearest(from, direction) {
    let found = null;
    let best = Infinity;
    for (const shape of this.shapes) {
      const distance = shape.distance(from, direction);
      if (distance > epsilon && distance < best) {
        best = distance;
        found = shape;
      }
    }
    return found && { shape: found, point: from.plus(direction.times(best)) };
  }
  trace(from, direction, depth) {
    const hit = this.nearest(from, direction);
    if (hit === null) return sky;
    const { shape, point } = hit;
    const normal = shape.normalAt(point);
    const lifted = point.plus(normal.times(epsilon * 10));
    let colour = this.lit(lifted, normal, shape.colourAt(point));
    if (shape.shine > 0 && depth > 0) {
      const mirrored = direction.minus(normal.times(2 * direction.dot(normal)));
      colour = colour.plus(this.trace(lifted, mirrored, depth - 1).times(shape.shine));
    }
    return colour;
  }
  lit(point, normal, colour) {
    let sum = black;
    for (const { place, strength } of this.lights) {
      const way = place.minus(point);
      const direction = way.normal();
      const shadow = this.nearest(point, direction);
      if (shadow !== null) {
        const blocked = shadow.point.minus(point);
        if (blocked.dot(blocked) < way.dot(way)) continue;
      }
      const brightness = Math.max(0, normal.dot(direction)) * strength + 0.05;
      sum = sum.plus(colour.times(brightness));
    }
    return sum;
  }
}

export function run(size = 110) {
  const scene = new Scene();
  const eye = new Vector(0, 0.3, -2);
  let sum = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const direction = new Vector(x / size - 0.5, 0.5 - y / size, 1).normal();
      const colour = scene.trace(eye, direction, 3);
      sum = (sum * 31 + Math.floor(255 * (colour.x + colour.y * 2 + colour.z * 3))) % 1_000_003;
    }
  }
  return sum;
}
