// Navier-Stokes on a grid (after Jos Stam, "Real-Time Fluid Dynamics for Games"): loops over arrays of floating-point numbers.
class Fluid {
  constructor(size) {
    this.size = size;
    this.row = size + 2;
    const cells = this.row ** 2;
    this.u = new Float64Array(cells);
    this.v = new Float64Array(cells);
    this.density = new Float64Array(cells);
    this.before = { u: new Float64Array(cells), v: new Float64Array(cells), density: new Float64Array(cells) };
  }

  /** @param kind 1: horizontal speed, turned round at the sides; 2: vertical; 0: neither */
  setBounds(kind, x) {
    const { size, row } = this;
    const last = (size + 1) * row;
    for (let i = 1; i <= size; i++) {
      x[i] = kind === 2 ? -x[i + row] : x[i + row];
      x[i + last] = kind === 2 ? -x[i + last - row] : x[i + last - row];
      x[i * row] = kind === 1 ? -x[i * row + 1] : x[i * row + 1];
      x[i * row + size + 1] = kind === 1 ? -x[i * row + size] : x[i * row + size];
    }
    x[0] = 0.5 * (x[1] + x[row]);
    x[last] = 0.5 * (x[1 + last] + x[last - row]);
    x[size + 1] = 0.5 * (x[size] + x[size + 1 + row]);
    x[last + size + 1] = 0.5 * (x[last + size] + x[last + size + 1 - row]);
  }

  solve(kind, x, x0, a, c) {
    const { size, row } = this;
    for (let round = 0; round < 8; round++) {
      for (let j = 1; j <= size; j++) {
        let at = j * row + 1;
        let left = x[at - 1];
        for (let i = 1; i <= size; i++, at++) left = x[at] = (x0[at] + a * (left + x[at + 1] + x[at - row] + x[at + row])) / c;
      }
      this.setBounds(kind, x);
    }
  }

  diffuse(kind, x, x0, step) {
    const a = step * 0.0001 * this.size ** 2;
    this.solve(kind, x, x0, a, 1 + 4 * a);
  }

  advect(kind, d, d0, u, v, step) {
    const { size, row } = this;
    const far = size + 0.5;
    for (let j = 1; j <= size; j++) {
      for (let i = 1; i <= size; i++) {
        const at = j * row + i;
        const x = Math.min(far, Math.max(0.5, i - step * size * u[at]));
        const y = Math.min(far, Math.max(0.5, j - step * size * v[at]));
        const i0 = x | 0;
        const j0 = y | 0;
        const s = x - i0;
        const t = y - j0;
        const from = j0 * row + i0;
        d[at] = (1 - s) * ((1 - t) * d0[from] + t * d0[from + row]) + s * ((1 - t) * d0[from + 1] + t * d0[from + 1 + row]);
      }
    }
    this.setBounds(kind, d);
  }

  project(u, v, pressure, divergence) {
    const { size, row } = this;
    const h = 0.5 / size;
    for (let j = 1; j <= size; j++) {
      for (let at = j * row + 1, end = at + size; at < end; at++) {
        divergence[at] = h * (u[at - 1] - u[at + 1] + v[at - row] - v[at + row]);
        pressure[at] = 0;
      }
    }
    this.setBounds(0, divergence);
    this.setBounds(0, pressure);
    this.solve(0, pressure, divergence, 1, 4);
    for (let j = 1; j <= size; j++) {
      for (let at = j * row + 1, end = at + size; at < end; at++) {
        u[at] -= 0.5 * size * (pressure[at + 1] - pressure[at - 1]);
        v[at] -= 0.5 * size * (pressure[at + row] - pressure[at - row]);
      }
    }
    this.setBounds(1, u);
    this.setBounds(2, v);
  }

  move(step) {
    const { u, v, before } = this;
    this.diffuse(1, before.u, u, step);
    this.diffuse(2, before.v, v, step);
    this.project(before.u, before.v, u, v);
    this.advect(1, u, before.u, before.u, before.v, step);
    this.advect(2, v, before.v, before.u, before.v, step);
    this.project(u, v, before.u, before.v);
    this.diffuse(0, before.density, this.density, step);
    this.advect(0, this.density, before.density, u, v, step);
  }

  stir(time) {
    const middle = (this.row * this.row) >> 1;
    const sign = time % 2 === 0 ? 1 : -1;
    for (let i = 0; i < this.row; i += 3) {
      this.u[middle + i] += 0.5 * sign;
      this.v[middle + i] += 0.25;
      this.density[middle + i] += 5;
    }
  }
}

export function run(size = 64, steps = 12) {
  const fluid = new Fluid(size);
  for (let time = 0; time < steps; time++) {
    if (time < 4) fluid.stir(time);
    fluid.move(0.1);
  }
  let sum = 0;
  for (const value of fluid.density) sum = (sum * 7 + Math.round(value * 1e6)) % 1_000_003;
  return sum;
}
