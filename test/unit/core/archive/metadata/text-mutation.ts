import type { JsonObject, JsonValue } from '../../../../../electron/shared/json.ts';

/** A number from 0 up to, but without, `below`. */
export type Random = (below: number) => number;

/** Numbers that are the same for the same seed (mulberry32). */
export function aRandom(seed: number): Random {
  let state = (seed + 1) * 0x9e3779b9;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function nested(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Names and texts that a file system, JavaScript, or one of the readers gives a meaning to. */
const texts: readonly string[] = [
  ...['', ' ', '.', '..', './x', '../x', '../../etc/passwd', '/etc/passwd', 'C:\\x', 'a\\b', 'a:b'],
  ...['.reelkeep', '.reelkeep-rename.json', '.reelkeep-moved', 'manifest-sha256.txt', 'x.part'],
  ...['CON', 'nul.mp4', 'com1.jpg', 'MANIFE~1.TXT', 'a.', 'a ', 'a//b', 'a/../b', 'a/b/c.mp4'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf'],
  ...['\0', 'a\0b', '\ud800', 'a\udc00.mp4', '\u202egpj.mp4', '\u200b', '\ufeff.x', 'e\u0301.mp4'],
  ...['\n', 'a\nb.mp4', '\r\n', '猫 🐈.mp4', 'x'.repeat(300), `${'a/'.repeat(80)}b`],
  ...['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00.000Z', 'NaN'],
  ...['javascript:alert(1)', 'file:///etc/passwd', 'https://u:p@h/x?sig=1#t', 'https://['],
  ...['{"a":1}', '[[[[', 'ab'.repeat(32), 'AB'.repeat(32), 'video', 'mp4', 'image/png', 'true'],
];

const values: readonly JsonValue[] = [
  ...[null, true, false, 0, -0, 1, -1, 0.5, 1e15, 2 ** 53, 2 ** 53 - 1, 1e308, -1e308],
  ...[8.64e15, 8.65e15, 253_402_300_799_999, 253_402_300_800_000, [], {}, [[]], [null]],
  ...[
    nested(50),
    nested(99),
    nested(150),
    Array<JsonValue>(200).fill('x'),
    { length: 1 },
    { length: { toString: 1 } },
  ],
];

function aText(random: Random): string {
  return texts[random(texts.length)] ?? '';
}

function aValue(random: Random): JsonValue {
  return random(2) === 0 ? aText(random) : (values[random(values.length)] ?? null);
}

function isHolder(value: JsonValue): value is readonly JsonValue[] | JsonObject {
  return typeof value === 'object' && value !== null;
}

type Field = readonly [name: string, value: JsonValue];

/** What becomes of one field or item. */
function changed(random: Random, [name, value]: Field): readonly Field[] {
  switch (random(8)) {
    case 0:
      return [];
    case 1:
      return [[aText(random), value]];
    case 2:
      return [
        [name, value],
        [aText(random), random(2) === 0 ? value : aValue(random)],
      ];
    case 3:
      return [[name, [value, value]]];
    case 4:
      return [[name, JSON.stringify(value)]];
    case 5:
      return [[name, { [aText(random)]: value }]];
    default:
      return [[name, aValue(random)]];
  }
}

/** Changes one value somewhere within; those near the top as often as all below them. */
function mutatedJson(random: Random, value: JsonValue): JsonValue {
  if (!isHolder(value)) return aValue(random);
  const fields = Object.entries<JsonValue>(value as JsonObject); // an array's items as well
  const at = random(Math.max(1, fields.length));
  const next = fields.flatMap(([name, held], index): readonly Field[] => {
    if (index !== at) return [[name, held]];
    const goesDown = isHolder(held) && random(4) > 0;
    return goesDown ? [[name, mutatedJson(random, held)]] : changed(random, [name, held]);
  });
  if (!Array.isArray(value)) return Object.fromEntries(next);
  const items = next.map(([, item]) => item);
  return random(20) === 0 ? items.flatMap((item) => Array<JsonValue>(50).fill(item)) : items;
}

/** Changes some bytes: one bit, some that go, come twice, or come from elsewhere. */
function mutatedBytes(random: Random, text: string): string {
  const bytes = Buffer.from(text);
  const at = random(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const length = 1 + random(random(2) === 0 ? 4 : 60);
  switch (random(6)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      const place = at % Math.max(1, bytes.length);
      if (bytes.length > 0) flipped[place] = (bytes[place] ?? 0) ^ (1 << random(8));
      return flipped.toString();
    }
    case 1:
      return Buffer.concat([before, after.subarray(length)]).toString();
    case 2:
      return Buffer.concat([before, after.subarray(0, length), after]).toString();
    case 3:
      return Buffer.concat([before, Buffer.from(aText(random)), after]).toString();
    case 4:
      return Buffer.concat([before, Buffer.from([random(256)]), after]).toString();
    default:
      return random(4) === 0
        ? before.toString()
        : text.replaceAll('"', () => (random(30) ? '"' : ''));
  }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue; // what JSON.parse gives is JSON
  } catch {
    return undefined;
  }
}

/** A text as somebody hostile, or a torn disk, would leave it: JSON by its structure, and any by its bytes. */
export function aMutant(random: Random, text: string): string {
  let json = parsed(text);
  const steps = 1 + random(4);
  const kind = random(10);
  let mutant = text;
  if (json !== undefined && kind < 8) {
    for (let step = 0; step < steps; step += 1) json = mutatedJson(random, json);
    mutant = JSON.stringify(json);
  }
  if (json === undefined || kind >= 7) {
    for (let step = 0; step < steps; step += 1) mutant = mutatedBytes(random, mutant);
  }
  return mutant;
}
