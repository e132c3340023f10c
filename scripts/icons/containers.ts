/** A square picture as PNG. */
export interface Picture {
  /** Width and height, in pixels. */
  readonly sizePx: number;
  readonly png: Buffer;
}

/** Windows’ icon: PNGs in one file, sizes up to 256. @see https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10) */
export function ico(pictures: readonly Picture[]): Buffer {
  const headSize = 6 + 16 * pictures.length;
  const head = Buffer.alloc(headSize);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(pictures.length, 4);
  let offset = headSize;
  for (const [index, { sizePx, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(sizePx % 256, at); // 256 is written as 0
    head.writeUInt8(sizePx % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** The types of macOS’ icon that hold PNGs, by size; those of twice a size are the same picture. */
const icnsTypes: readonly (readonly [type: string, sizePx: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** macOS’ icon. @throws if a size that it needs is missing */
export function icns(pictures: readonly Picture[]): Buffer {
  const parts = icnsTypes.map(([type, wantedPx]) => {
    const found = pictures.find(({ sizePx }) => sizePx === wantedPx);
    if (found === undefined) throw new Error(`no picture of ${wantedPx} pixels`);
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + found.png.length, 4);
    return Buffer.concat([head, found.png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([head, body]);
}
