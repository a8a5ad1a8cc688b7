// Baseline JPEG of blocks of one colour each: small to write down, and right for every decoder (ITU-T T.81).

/** Every DC value counts in steps of 4, every other coefficient is zero. */
const dcStep = 4;

// The code lengths and values of T.81's tables K.3 and K.4 for DC; of the AC tables only "end of block" is used.
const luminanceDc = huffman([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
const endOfBlock = huffman([0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0x00, 0x01]);

function huffman(counts, values) {
  const codes = new Map();
  let code = 0;
  let next = 0;
  counts.forEach((count, index) => {
    for (let i = 0; i < count; ++i) codes.set(values[next++], { code: code++, length: index + 1 });
    code <<= 1;
  });
  return { counts, values, codes };
}

class BitWriter {
  constructor() {
    this.bytes = Buffer.alloc(1 << 16);
    this.size = 0;
    this.bits = 0;
    this.held = 0;
  }

  put(code, length) {
    this.bits = (this.bits << length) | code;
    this.held += length;
    while (this.held >= 8) {
      this.held -= 8;
      this.#byte((this.bits >>> this.held) & 0xff);
    }
    this.bits &= (1 << this.held) - 1;
  }

  #byte(value) {
    if (this.size + 2 > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    this.bytes[this.size++] = value;
    if (value === 0xff) this.bytes[this.size++] = 0; // so that no marker appears in the data
  }

  finish() {
    if (this.held > 0) this.put((1 << (8 - this.held)) - 1, 8 - this.held);
    return this.bytes.subarray(0, this.size);
  }
}

function putDc(writer, difference) {
  const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
  const { code, length } = luminanceDc.codes.get(size);
  writer.put(code, length);
  if (size > 0) writer.put(difference > 0 ? difference : difference + (1 << size) - 1, size);
}

function segment(marker, ...parts) {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** YCbCr of JFIF, as DC values: eight times the value above mid-grey, in steps. */
function dcOf([red, green, blue]) {
  const y = 0.299 * red + 0.587 * green + 0.114 * blue;
  const cb = 128 + 0.564 * (blue - y);
  const cr = 128 + 0.713 * (red - y);
  return [y, cb, cr].map((value) => Math.round(((value - 128) * 8) / dcStep));
}

/** The entropy-coded part; `colorAt(column, row)` tells the colour of a block of 8 by 8 pixels. */
function scan(width, height, colorAt) {
  const writer = new BitWriter();
  const last = [0, 0, 0];
  const { code, length } = endOfBlock.codes.get(0);
  for (let row = 0; row < Math.ceil(height / 8); ++row) {
    for (let column = 0; column < Math.ceil(width / 8); ++column) {
      dcOf(colorAt(column, row)).forEach((value, component) => {
        putDc(writer, value - last[component]);
        last[component] = value;
        writer.put(code, length);
      });
    }
  }
  return writer.finish();
}

/** A whole file. `comment` is put into it, so that two images of one picture differ. */
export function jpeg(width, height, colorAt, comment = '') {
  return withComment(jpegParts(width, height, colorAt), comment);
}

/** The file without its comment, to be kept and given away often. */
export function jpegParts(width, height, colorAt) {
  const size = Buffer.alloc(5);
  size[0] = 8;
  size.writeUInt16BE(height, 1);
  size.writeUInt16BE(width, 3);
  return {
    head: Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])]),
    rest: Buffer.concat([
      segment(0xdb, [0], Buffer.alloc(64, dcStep)),
      segment(0xc0, size, [3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
      segment(0xc4, [0x00], luminanceDc.counts, luminanceDc.values),
      segment(0xc4, [0x10], endOfBlock.counts, endOfBlock.values),
      segment(0xda, [3, 1, 0x00, 2, 0x00, 3, 0x00, 0, 63, 0]),
      scan(width, height, colorAt),
      Buffer.from([0xff, 0xd9]),
    ]),
  };
}

export function withComment({ head, rest }, comment) {
  return Buffer.concat([head, segment(0xfe, comment), rest]);
}
