// An LZ77 compressor with hash chains, and back: bytes, shifts, tables.
const window = 1 << 13;
const shortest = 4;
const longest = 258;
const tries = 24;

class Writer {
  bytes = new Uint8Array(1024);
  length = 0;

  byte(value) {
    if (this.length === this.bytes.length) {
      const more = new Uint8Array(2 * this.length);
      more.set(this.bytes);
      this.bytes = more;
    }
    this.bytes[this.length++] = value;
  }
  /** Seven bits a byte, the lowest first. */
  number(value) {
    while (value > 127) {
      this.byte((value & 127) | 128);
      value >>>= 7;
    }
    this.byte(value);
  }
  result() {
    return this.bytes.slice(0, this.length);
  }
}

const hashAt = (data, at) =>
  (Math.imul(data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24), 0x9e3779b1) >>> 18) & 0x3fff;

function matchLength(data, from, to) {
  const most = Math.min(longest, data.length - to);
  let length = 0;
  while (length < most && data[from + length] === data[to + length]) length++;
  return length;
}

function compress(data) {
  const heads = new Int32Array(1 << 14).fill(-1);
  const previous = new Int32Array(window);
  const out = new Writer();
  const note = (at) => {
    if (at + shortest > data.length) return;
    const hash = hashAt(data, at);
    previous[at % window] = heads[hash];
    heads[hash] = at;
  };
  const find = (at) => {
    const best = { length: 0, distance: 0 };
    if (at + shortest > data.length) return best;
    let candidate = heads[hashAt(data, at)];
    for (let i = 0; i < tries && candidate >= 0 && at - candidate < window; i++) {
      const length = matchLength(data, candidate, at);
      if (length > best.length) {
        best.length = length;
        best.distance = at - candidate;
      }
      candidate = previous[candidate % window];
    }
    return best;
  };
  let literal = 0;
  const flush = (end) => {
    out.number(end - literal);
    for (let i = literal; i < end; i++) out.byte(data[i]);
  };
  for (let at = 0; at < data.length;) {
    const { length, distance } = find(at);
    if (length < shortest) {
      note(at++);
      continue;
    }
    flush(at);
    out.number(length);
    out.number(distance);
    for (const end = at + length; at < end; at++) note(at);
    literal = at;
  }
  flush(data.length);
  out.number(0);
  return out.result();
}

function decompress(data) {
  const out = new Writer();
  let at = 0;
  const number = () => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = data[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
  };
  for (;;) {
    for (let literals = number(); literals > 0; literals--) out.byte(data[at++]);
    const length = number();
    if (length === 0) return out.result();
    const distance = number();
    for (let i = 0; i < length; i++) out.byte(out.bytes[out.length - distance]);
  }
}

function sample(size) {
  const words = ["migrate", "closure", "snapshot", "turn", "frame", "safepoint", "board", "engine"];
  const bytes = new Uint8Array(size);
  let seed = 12_345;
  let at = 0;
  while (at < size) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const word = seed % 11 === 0 ? String(seed) : words[(seed >>> 9) % words.length];
    for (let i = 0; i < word.length && at < size; i++) bytes[at++] = word.charCodeAt(i);
    if (at < size) bytes[at++] = 32;
  }
  return bytes;
}

function checksum(bytes) {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

export function run(size = 60_000) {
  const data = sample(size);
  const packed = compress(data);
  const back = decompress(packed);
  if (checksum(back) !== checksum(data)) throw new Error("the bytes have changed");
  return `${packed.length} ${checksum(packed)}`;
}
