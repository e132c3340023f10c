import { readFileSync } from 'node:fs';

/** Numbers of the ELF-64 format. @see https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html */
const [programHeaderLoad, programHeaderDynamic, tagNeeded, tagStrings] = [1, 2, 1, 5];

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly sizeBytes: number;
}

function segmentsOf(bytes: Buffer): readonly Segment[] {
  const [start, size, count] = [
    Number(bytes.readBigUInt64LE(32)),
    bytes.readUInt16LE(54),
    bytes.readUInt16LE(56),
  ];
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    return {
      type: bytes.readUInt32LE(at),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
      address: Number(bytes.readBigUInt64LE(at + 16)),
      sizeBytes: Number(bytes.readBigUInt64LE(at + 32)),
    };
  });
}

/** The libraries that a program or library asks the linker for; `undefined`: it is no ELF file. */
export function neededLibraries(path: string): readonly string[] | undefined {
  const bytes = readFileSync(path);
  if (bytes.length < 64 || bytes.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const segments = segmentsOf(bytes);
  const dynamic = segments.find(({ type }) => type === programHeaderDynamic);
  if (dynamic === undefined) return [];
  const entries = Array.from({ length: dynamic.sizeBytes / 16 }, (_, index) => {
    const at = dynamic.offset + index * 16;
    return { tag: Number(bytes.readBigInt64LE(at)), value: Number(bytes.readBigUInt64LE(at + 8)) };
  });
  const address = entries.find(({ tag }) => tag === tagStrings)?.value ?? 0;
  const holder = segments.find(
    (each) =>
      each.type === programHeaderLoad &&
      address >= each.address &&
      address < each.address + each.sizeBytes,
  );
  if (holder === undefined) throw new Error(`${path}: its strings lie in none of its segments`);
  const strings = address - holder.address + holder.offset;
  return entries
    .filter(({ tag }) => tag === tagNeeded)
    .map(({ value }) => {
      const from = strings + value;
      return bytes.toString('latin1', from, bytes.indexOf(0, from));
    });
}
