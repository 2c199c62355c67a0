import { randomFillSync } from 'node:crypto';

const counterBits = 0xfff;
const bytes = new Uint8Array(16);
const view = new DataView(bytes.buffer);
let lastMillisecond = 0;
let counter = 0;

/**
 * A new identifier: UUID version 7 (RFC 9562, section 5.7). Ids sort in the order in which this process made them,
 * which keeps index pages hot; ids of one millisecond are told apart by a counter (section 6.2, method 1).
 */
export const newId = (): string => {
  randomFillSync(bytes);
  const millisecond = Math.max(Date.now(), lastMillisecond);
  if (millisecond > lastMillisecond) {
    lastMillisecond = millisecond;
    // Starting in the lower half leaves room to count up.
    counter = view.getUint16(6) & 0x7ff;
  } else if (counter === counterBits) {
    lastMillisecond += 1;
    counter = 0;
  } else {
    counter += 1;
  }
  view.setUint32(0, Math.floor(lastMillisecond / 0x1_0000));
  view.setUint16(4, lastMillisecond % 0x1_0000);
  view.setUint16(6, 0x7000 | counter);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  return format(Buffer.from(bytes.buffer).toString('hex'));
};

const format = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
