// SPDX-License-Identifier: MIT
// A text in, its QR code out (ISO/IEC 18004): byte mode, level Q or M, mask 0 as on our paper
// (docs/decisions/020-qr.md). Tests compare every version with the package `qrcode`.
"use strict";
(() => {
  // By version, from 1: codewords for correction in a block, and the number of blocks (table 9).
  const LEVELS = {
    M: {
      bits: 0,
      correction: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
        26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
      blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
        17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
    },
    Q: {
      bits: 3,
      correction: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
        28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
      blocks: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20,
        23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
    },
  };
  // Beyond, a finer code would cost a phone more than weaker correction does.
  const LARGEST_Q = 15;
  const LARGEST = 40;

  const range = (count) => [...Array(count).keys()];
  const bitsOf = (value, count) => range(count).map((n) => (value >> (count - 1 - n)) & 1);

  function codewords(version) {
    const n = Math.floor(version / 7) + 2;
    const alignment = version < 2 ? 0 : (25 * n - 10) * n - 55;
    const modules = (16 * version + 128) * version + 64 - alignment - (version < 7 ? 0 : 36);
    return Math.floor(modules / 8);
  }

  function dataCodewords(version, level) {
    const { correction, blocks } = LEVELS[level];
    return codewords(version) - correction[version - 1] * blocks[version - 1];
  }

  const lengthBits = (version) => (version < 10 ? 8 : 16);

  // The smallest code that holds so many bytes; null where none does.
  function fit(count) {
    for (const [level, largest] of [["Q", LARGEST_Q], ["M", LARGEST]]) {
      for (let version = 1; version <= largest; version += 1) {
        const bits = 4 + lengthBits(version) + 8 * count;
        if (bits <= 8 * dataCodewords(version, level)) return { version, level };
      }
    }
    return null;
  }

  // ---- Reed and Solomon over the field of 256, x⁸+x⁴+x³+x²+1 -----------------------------------
  const POWER = [1];
  for (let n = 1; n < 255; n += 1) POWER.push((POWER[n - 1] << 1) ^ (POWER[n - 1] > 127 ? 0x11d : 0));
  const LOG = new Map(POWER.map((value, n) => [value, n]));
  const times = (a, b) => (a && b ? POWER[(LOG.get(a) + LOG.get(b)) % 255] : 0);

  function generator(degree) {
    let found = [1];
    for (let n = 0; n < degree; n += 1) {
      found = [...found, 0].map((value, k) => value ^ (k ? times(found[k - 1], POWER[n]) : 0));
    }
    return found.slice(1);
  }

  function remainder(data, divisor) {
    const rest = new Array(divisor.length).fill(0);
    for (const value of data) {
      const factor = value ^ rest.shift();
      rest.push(0);
      divisor.forEach((coefficient, n) => { rest[n] ^= times(coefficient, factor); });
    }
    return rest;
  }

  // ---- What the code says ----------------------------------------------------------------------
  function dataOf(bytes, version, level) {
    const size = dataCodewords(version, level);
    const bits = [...bitsOf(4, 4), ...bitsOf(bytes.length, lengthBits(version))];
    for (const byte of bytes) bits.push(...bitsOf(byte, 8));
    bits.push(...range(Math.min(4, 8 * size - bits.length)).fill(0));
    while (bits.length % 8) bits.push(0);
    const data = range(bits.length / 8).map((n) => parseInt(bits.slice(8 * n, 8 * n + 8).join(""), 2));
    for (let n = 0; data.length < size; n += 1) data.push(n % 2 ? 0x11 : 0xec);
    return data;
  }

  const woven = (blocks) => range(Math.max(...blocks.map((block) => block.length)))
    .flatMap((n) => blocks.filter((block) => n < block.length).map((block) => block[n]));

  // Blocks of data and their corrections, one codeword of each in turn; the last blocks are longer.
  function message(data, version, level) {
    const count = LEVELS[level].blocks[version - 1];
    const divisor = generator(LEVELS[level].correction[version - 1]);
    const short = Math.floor(data.length / count);
    const longer = count - (data.length % count);
    const start = (n) => n * short + Math.max(0, n - longer);
    const blocks = range(count).map((n) => data.slice(start(n), start(n + 1)));
    return [...woven(blocks), ...woven(blocks.map((block) => remainder(block, divisor)))];
  }

  // ---- Where it stands -------------------------------------------------------------------------
  function centres(version) {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const last = 4 * version + 10;
    const step = version === 32 ? 26 : 2 * Math.ceil((4 * version + 4) / (2 * count - 2));
    return [6, ...range(count - 1).map((n) => last - n * step).reverse()];
  }

  // Five bits of level and mask with ten that check them; six of the version with twelve.
  function checked(value, degree, polynomial) {
    let rest = value << degree;
    for (let bit = 31 - Math.clz32(rest); bit >= degree; bit = 31 - Math.clz32(rest)) {
      rest ^= polynomial << (bit - degree);
    }
    return (value << degree) | rest;
  }

  // Every module whose place is fixed; the others are null.
  function frame(version, level) {
    const size = 4 * version + 17;
    const rows = range(size).map(() => new Array(size).fill(null));
    const put = (row, column, value) => {
      if (row >= 0 && column >= 0 && row < size && column < size) rows[row][column] = value;
    };
    const square = (row, column, reach, isDark) => {
      for (let y = -reach; y <= reach; y += 1) {
        for (let x = -reach; x <= reach; x += 1) {
          put(row + y, column + x, Number(isDark(Math.max(Math.abs(x), Math.abs(y)))));
        }
      }
    };
    range(size).forEach((n) => { put(6, n, 1 - (n % 2)); put(n, 6, 1 - (n % 2)); });
    for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) {
      square(row, column, 4, (ring) => ring !== 2 && ring !== 4);
    }
    const inside = centres(version);
    const last = inside.length - 1;
    inside.forEach((row, y) => inside.forEach((column, x) => {
      const isFinder = (!x && !y) || (!x && y === last) || (x === last && !y);
      if (!isFinder) square(row, column, 2, (ring) => ring !== 1);
    }));
    const format = bitsOf(checked(LEVELS[level].bits << 3, 10, 0x537) ^ 0x5412, 15);
    format.forEach((bit, n) => {
      if (n < 7) put(8, n + (n > 5), bit);
      else put(15 - n - (n > 8), 8, bit);
      if (n < 7) put(size - 1 - n, 8, bit);
      else put(8, size - 15 + n, bit);
    });
    put(size - 8, 8, 1);
    if (version > 6) {
      bitsOf(checked(version, 12, 0x1f25), 18).reverse().forEach((bit, n) => {
        put(Math.floor(n / 3), size - 11 + (n % 3), bit);
        put(size - 11 + (n % 3), Math.floor(n / 3), bit);
      });
    }
    return rows;
  }

  // Pairs of columns from the right, up and down in turn, over the upright timing line.
  function* path(size) {
    let isUp = true;
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right -= 1;
      for (let n = 0; n < size; n += 1) {
        const row = isUp ? size - 1 - n : n;
        yield [row, right];
        yield [row, right - 1];
      }
      isUp = !isUp;
    }
  }

  // Rows of 1 (dark) and 0, without margin; null where the text is too long for any code.
  function qrMatrix(text, wanted) {
    const bytes = new TextEncoder().encode(text);
    const { version, level } = wanted || fit(bytes.length) || {};
    if (!version) return null;
    const rows = frame(version, level);
    const words = message(dataOf(bytes, version, level), version, level);
    let n = 0;
    for (const [row, column] of path(rows.length)) {
      if (rows[row][column] !== null) continue;
      const bit = n < 8 * words.length ? (words[n >> 3] >> (7 - (n & 7))) & 1 : 0;
      rows[row][column] = bit ^ Number((row + column) % 2 === 0);
      n += 1;
    }
    return rows;
  }

  const twotrees = (globalThis.twotrees = globalThis.twotrees || {});
  twotrees.qrMatrix = qrMatrix;
})();
