/**
 * A terminal session as an SVG that plays itself again and again. Only CSS moves it, so that it plays inside an `<img>`; who prefers reduced motion sees its
 * end. Colours follow the reader's light or dark scheme.
 */

const lineHeight = 19;
const width = 872;
const padding = 16;
const bar = 34;
const paneTitle = 26;
/** Lines that a pane shows; earlier ones scroll away. */
const rows = [14, 10];
/** Milliseconds that the end stands. */
const standing = 6000;
const piece = 4;

/**
 * @param {{ title: string, start: number, longest: number, panes: readonly { title: string, from?: number, lines: readonly Line[], places?: readonly Line[] }[] }} session
 * @typedef {{ time: number, text: string, command?: string, typed?: number }} Line times in milliseconds
 */
export function terminalSvg({ title: name, start, longest, panes }) {
  const length = Math.max(...panes.flatMap(({ lines }) => lines.map(({ time, typed = 0 }) => time + typed))) - start;
  const speed = Math.max(1, length / longest);
  const title = speed > 1.05 ? `${name} (${speed.toFixed(1)}× speed)` : name;
  const at = (time) => Math.max(0, time - start) / speed + 400;
  const end = at(start + length);
  const film = new Film(end + standing);
  const bodies = [];
  let top = bar;
  panes.forEach((pane, index) => {
    bodies.push(paneOf(film, pane, { top, rows: rows[index], at, clip: `pane${index}` }));
    top += paneTitle + rows[index] * lineHeight + 12;
  });
  const height = top + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<!-- Written by scripts/recording.mjs from a real session: npm run recording -->
<style>
  svg { --back: #ffffff; --edge: #d0d7de; --shade: #f6f8fa; --text: #1f2328; --dim: #656d76; --command: #0550ae; --prompt: #1a7f37; --mark: #8250df; }
  @media (prefers-color-scheme: dark) {
    svg { --back: #0d1117; --edge: #30363d; --shade: #161b22; --text: #e6edf3; --dim: #8d96a0; --command: #79c0ff; --prompt: #56d364; --mark: #d2a8ff; }
  }
  text { font: 13.5px ui-monospace, SFMono-Regular, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--text); white-space: pre; }
  .command { fill: var(--command); }
  .prompt { fill: var(--prompt); }
  .dim { fill: var(--dim); }
  .mark { fill: var(--mark); font-weight: 600; }
  .a { animation: ${film.length} step-end infinite; }
${film.styles()}
  @media (prefers-reduced-motion: reduce) { .a { animation-play-state: paused; animation-delay: -${((film.total - 10) / 1000).toFixed(2)}s; } }
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="var(--back)" stroke="var(--edge)"/>
<g fill="var(--edge)"><circle cx="20" cy="17" r="5.5"/><circle cx="38" cy="17" r="5.5"/><circle cx="56" cy="17" r="5.5"/></g>
<text class="dim" x="${width / 2}" y="22" text-anchor="middle">${escape(title)}</text>
${bodies.join("\n")}
</svg>
`;
}

/** Everything that happens in one round, as keyframes. */
class Film {
  #frames = [];

  constructor(total) {
    this.total = total;
  }

  get length() {
    return `${(this.total / 1000).toFixed(2)}s`;
  }

  /** The attributes of what is seen between two times. */
  shown(from, to) {
    const hidden = "opacity:0";
    const steps = [`0%{${hidden}}`, `${this.#percent(from)}{opacity:1}`];
    if (to !== undefined) steps.push(`${this.#percent(to)}{${hidden}}`);
    return this.#animated(steps);
  }

  /** The attributes of what moves up by so many pixels at these times. */
  moved(steps) {
    return this.#animated(["0%{transform:none}", ...steps.map(({ time, y }) => `${this.#percent(time)}{transform:translateY(${-y}px)}`)]);
  }

  styles() {
    return this.#frames.map((steps, index) => `  .a${index}{animation-name:k${index}}@keyframes k${index}{${steps}}`).join("\n");
  }

  #animated(steps) {
    const text = steps.join("");
    let index = this.#frames.indexOf(text);
    if (index < 0) index = this.#frames.push(text) - 1;
    return `class="a a${index}"`;
  }

  #percent(time) {
    return `${((Math.min(time, this.total) / this.total) * 100).toFixed(2)}%`;
  }
}

function paneOf(film, { title, from, lines, places = [] }, { top, rows: shown, at, clip }) {
  const first = top + paneTitle + lineHeight - 5;
  const texts = lines.map((line, row) => textOf(film, line, first + row * lineHeight, at));
  const steps = lines.flatMap(({ time }, row) => (row < shown ? [] : [{ time: at(time), y: (row - shown + 1) * lineHeight }]));
  const where = places.map(
    ({ time, text }, index) =>
      `<g ${film.shown(at(time), places[index + 1] && at(places[index + 1].time))}><text class="mark" x="${width - padding}" y="${top + 18}" text-anchor="end">${escape(text)}</text></g>`,
  );
  return `<rect x="1" y="${top}" width="${width - 2}" height="${paneTitle}" fill="var(--shade)"/>
<g ${from === undefined ? "" : film.shown(at(from))}><text class="dim" x="${padding}" y="${top + 18}">${escape(title)}</text></g>
${where.join("\n")}
<clipPath id="${clip}"><rect x="0" y="${top + paneTitle}" width="${width}" height="${shown * lineHeight + 8}"/></clipPath>
<g clip-path="url(#${clip})"><g ${film.moved(steps)}>
${texts.filter(Boolean).join("\n")}
</g></g>`;
}

function textOf(film, { time, text, command, typed = 0 }, y, at) {
  if (command !== undefined) {
    const pieces = command.match(new RegExp(`.{1,${piece}}`, "gs"));
    const spans = pieces.map(
      (part, index) => `<tspan ${film.shown(at(time) + ((index + 1) * typed) / pieces.length)}>${escape(part)}</tspan>`,
    );
    return `<g ${film.shown(at(time))}><text class="command" x="${padding}" y="${y}"><tspan class="prompt">$ </tspan>${spans.join("")}</text></g>`;
  }
  if (text === "") return "";
  const look = /^\[moved/.test(text) ? ' class="mark"' : /^\s+retry/.test(text) ? ' class="dim"' : "";
  return `<g ${film.shown(at(time))}><text${look} x="${padding}" y="${y}">${escape(text)}</text></g>`;
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
