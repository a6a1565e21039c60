/**
 * QR codes (ISO/IEC 18004) of short texts: byte mode, error correction level M, versions 1 to 10,
 * which holds up to 213 bytes.
 */

/** Per version from 1: error correction bytes of a block, and the data bytes of each block. */
const LAYOUT: readonly { check: number; blocks: readonly number[] }[] = [
  { check: 10, blocks: [16] },
  { check: 16, blocks: [28] },
  { check: 26, blocks: [44] },
  { check: 18, blocks: [32, 32] },
  { check: 24, blocks: [43, 43] },
  { check: 16, blocks: [27, 27, 27, 27] },
  { check: 18, blocks: [31, 31, 31, 31] },
  { check: 22, blocks: [38, 38, 39, 39] },
  { check: 22, blocks: [36, 36, 36, 37, 37] },
  { check: 26, blocks: [43, 43, 43, 43, 44] },
];

/** Centres of the alignment patterns, per version from 1. */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** The modules of a code, row by row, true for dark; without the quiet zone of 4 around it. */
export type QrMatrix = readonly (readonly boolean[])[];

/** The code of a text; null if it is too long for one. */
export function encodeQr(text: string): QrMatrix | null {
  const bytes = new TextEncoder().encode(text);
  const version = LAYOUT.findIndex((_, index) => bytes.length <= capacity(index + 1)) + 1;
  if (version === 0) return null;
  const stream = interleave(version, dataBytes(version, bytes));
  let best: boolean[][] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < MASKS.length; mask++) {
    const matrix = draw(version, stream, mask);
    const cost = penalty(matrix);
    if (cost < least) {
      least = cost;
      best = matrix;
    }
  }
  return best;
}

function total(version: number): number {
  return (LAYOUT[version - 1]?.blocks ?? []).reduce((sum, size) => sum + size, 0);
}

function countBits(version: number): number {
  return version < 10 ? 8 : 16;
}

function capacity(version: number): number {
  return total(version) - Math.ceil((4 + countBits(version)) / 8);
}

/** Mode, length, text, terminator and padding. */
function dataBytes(version: number, text: Uint8Array): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  put(0b0100, 4);
  put(text.length, countBits(version));
  for (const byte of text) put(byte, 8);
  const size = total(version);
  put(0, Math.min(4, size * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  for (let pad = 0xec; bits.length < size * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  const bytes = new Uint8Array(size);
  bits.forEach((bit, index) => {
    bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (bit << (7 - (index & 7)));
  });
  return bytes;
}

/** The blocks' bytes taken in turn, then their error correction bytes in turn. */
function interleave(version: number, data: Uint8Array): number[] {
  const layout = LAYOUT[version - 1];
  if (!layout) throw new RangeError(`no QR version ${version}`);
  const divisor = generator(layout.check);
  const blocks: { data: Uint8Array; check: Uint8Array }[] = [];
  let at = 0;
  for (const size of layout.blocks) {
    const block = data.subarray(at, at + size);
    blocks.push({ data: block, check: remainder(block, divisor) });
    at += size;
  }
  const stream: number[] = [];
  for (let index = 0; index < Math.max(...layout.blocks); index++) {
    for (const block of blocks) {
      if (index < block.data.length) stream.push(block.data[index] ?? 0);
    }
  }
  for (let index = 0; index < layout.check; index++) {
    for (const block of blocks) stream.push(block.check[index] ?? 0);
  }
  return stream;
}

/** Multiplication in GF(256) with the polynomial 0x11d. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

/** The Reed–Solomon generator polynomial of a degree, without its leading 1. */
function generator(degree: number): Uint8Array {
  const result = new Uint8Array(degree);
  result[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step++) {
    for (let index = 0; index < degree; index++) {
      result[index] = times(result[index] ?? 0, root) ^ (result[index + 1] ?? 0);
    }
    root = times(root, 2);
  }
  return result;
}

function remainder(data: Uint8Array, divisor: Uint8Array): Uint8Array {
  const result = new Uint8Array(divisor.length);
  for (const byte of data) {
    const factor = byte ^ (result[0] ?? 0);
    result.copyWithin(0, 1);
    result[result.length - 1] = 0;
    for (let index = 0; index < result.length; index++) {
      result[index] = (result[index] ?? 0) ^ times(divisor[index] ?? 0, factor);
    }
  }
  return result;
}

function draw(version: number, stream: readonly number[], mask: number): boolean[][] {
  const size = 17 + 4 * version;
  const dark = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const fixed = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const set = (row: number, column: number, value: boolean) => {
    const inside = dark[row];
    const taken = fixed[row];
    if (!inside || !taken || column < 0 || column >= size) return;
    inside[column] = value;
    taken[column] = true;
  };

  for (let index = 0; index < size; index++) {
    set(6, index, index % 2 === 0);
    set(index, 6, index % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    for (let dr = -4; dr <= 4; dr++) {
      for (let dc = -4; dc <= 4; dc++) {
        const ring = Math.max(Math.abs(dr), Math.abs(dc));
        set(row + dr, column + dc, ring !== 2 && ring !== 4);
      }
    }
  }
  const centres = ALIGNMENT[version - 1] ?? [];
  const last = centres.length - 1;
  for (const [i, row] of centres.entries()) {
    for (const [j, column] of centres.entries()) {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) continue;
      for (let dr = -2; dr <= 2; dr++) {
        for (let dc = -2; dc <= 2; dc++) {
          set(row + dr, column + dc, Math.max(Math.abs(dr), Math.abs(dc)) !== 1);
        }
      }
    }
  }
  drawFormat(size, mask, set);
  if (version >= 7) drawVersion(size, version, set);

  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const row = upward ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const line = dark[row];
        if (!line || fixed[row]?.[column]) continue;
        const value = bit < stream.length * 8 && ((stream[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        line[column] = Boolean(value) !== (MASKS[mask]?.(row, column) ?? false);
        bit += 1;
      }
    }
  }
  return dark;
}

type Setter = (row: number, column: number, value: boolean) => void;

/** Level M (00) and the mask, with a BCH(15,5) code, twice. */
function drawFormat(size: number, mask: number, set: Setter): void {
  let rest = mask;
  for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (index: number) => ((bits >> index) & 1) === 1;
  for (let index = 0; index <= 5; index++) set(index, 8, bit(index));
  set(7, 8, bit(6));
  set(8, 8, bit(7));
  set(8, 7, bit(8));
  for (let index = 9; index < 15; index++) set(8, 14 - index, bit(index));
  for (let index = 0; index < 8; index++) set(8, size - 1 - index, bit(index));
  for (let index = 8; index < 15; index++) set(size - 15 + index, 8, bit(index));
  set(size - 8, 8, true);
}

/** The version, with a BCH(18,6) code, twice. */
function drawVersion(size: number, version: number, set: Setter): void {
  let rest = version;
  for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let index = 0; index < 18; index++) {
    const value = ((bits >> index) & 1) === 1;
    const far = size - 11 + (index % 3);
    const near = Math.floor(index / 3);
    set(near, far, value);
    set(far, near, value);
  }
}

/** How hard a code is to read: runs, blocks, finder look-alikes, imbalance. */
function penalty(matrix: QrMatrix): number {
  const size = matrix.length;
  const at = (row: number, column: number) => matrix[row]?.[column] ?? false;
  let cost = 0;
  let darks = 0;
  for (const turned of [false, true]) {
    for (let line = 0; line < size; line++) {
      let run = 0;
      let history = 0;
      for (let index = 0; index < size; index++) {
        const value = turned ? at(index, line) : at(line, index);
        const before = index > 0 && (turned ? at(index - 1, line) : at(line, index - 1));
        run = index > 0 && value === before ? run + 1 : 1;
        if (run === 5) cost += 3;
        else if (run > 5) cost += 1;
        history = ((history << 1) | Number(value)) & 0x7ff;
        if (index >= 10 && (history === 0b10111010000 || history === 0b00001011101)) cost += 40;
        if (!turned && value) darks += 1;
      }
    }
  }
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const value = at(row, column);
      if (
        value === at(row, column + 1) &&
        value === at(row + 1, column) &&
        value === at(row + 1, column + 1)
      ) {
        cost += 3;
      }
    }
  }
  return cost + 10 * Math.floor(Math.abs((darks * 20) / (size * size) - 10));
}

/** One SVG path of all dark modules, each a unit square, a run of them one rectangle. */
export function qrPath(matrix: QrMatrix): string {
  let path = "";
  for (const [row, line] of matrix.entries()) {
    for (let column = 0; column < line.length; column++) {
      if (!line[column]) continue;
      let width = 1;
      while (line[column + width]) width += 1;
      path += `M${column} ${row}h${width}v1h-${width}z`;
      column += width;
    }
  }
  return path;
}
