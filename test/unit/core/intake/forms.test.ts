import { expect, test } from 'vitest';
import { parseIds } from '../../../../electron/core/intake/parse.ts';

// What people paste besides plain ids: forms that nobody has documented, a terminal's colours, ids broken
// over lines or cut off, and other spellings.

const hex = '7d2c58e1cf02a1a1b9c447cee9e0e5f7';
const uuid = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const esc = '\u001b';

function sure(text: string): readonly string[] {
  return parseIds(text).flatMap(({ ids }) => ids);
}

function perhaps(text: string): readonly string[] {
  return parseIds(text).flatMap((line) => line.perhaps ?? []);
}

test.each([
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '01arz3ndektsv4rrffq69g5fav',
  'V1StGXR8_Z5jdHi6B-myT',
  '394580272376856123',
  '394580272376856',
  '507f1f77bcf86cd799439011',
  `fluxkontext_${hex}`,
  `runway_${hex}`,
  'cm5x8k2aj0001',
])('%s alone on its line is perhaps an id, and never added by itself', (word) => {
  for (const text of [
    word,
    `  ${word}  `,
    `"${word}",`,
    `- ${word}`,
    `3. ${word}`,
    `\`${word}\``,
  ]) {
    expect(perhaps(text), text).toEqual([word]);
    expect(sure(text), text).toEqual([]);
  }
});

test.each([
  [`urn:uuid:${uuid}`, uuid],
  [`https://kie.ai/logs/${hex}`, hex],
  [`https://kie.ai/logs/${hex}/`, hex],
])('%s holds perhaps an id', (text, id) => {
  expect([...perhaps(text), ...sure(text)]).toEqual([id]);
});

test('a line of nothing but such words holds all of them', () => {
  expect(perhaps('01ARZ3NDEKTSV4RRFFQ69G5FAV, 01BX5ZZKBKACTAV9WEVGEMMVS0')).toEqual([
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '01BX5ZZKBKACTAV9WEVGEMMVS0',
  ]);
});

test.each([
  'a golden retriever runs through snow, take 12',
  'IMG_20261122_101530',
  '2026-11-22T10:15:30',
  '20261122101530',
  'sk-proj-4f3cA81b2c3d4e5f',
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
  'https://tempfile.example.com/a/video.mp4',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'name@example.com',
  '+49 170 1234567',
  'VERY_LONG_CONSTANT_NAME',
  '192.168.100.200',
  'x'.repeat(400),
])('%j is not even perhaps an id', (text) => {
  expect(perhaps(text)).toEqual([]);
  expect(sure(text)).toEqual([]);
});

const colours: readonly (readonly [string, (id: string) => string])[] = [
  ['around the id', (id) => `${esc}[36m${id}${esc}[0m`],
  ['whose ESC was lost', (id) => `[36m${id}[0m`],
  ['of 256 colours', (id) => `task ${esc}[38;5;208m${id}${esc}[39m done`],
  ['as a debugger writes them', (id) => `\\u001b[32m${id}\\u001b[0m`],
  ['as a shell writes them', (id) => `\\033[1;32m${id}\\033[0m`],
  ['in caret notation', (id) => `^[[32m${id}^[[0m`],
  ['as Windows shows them', (id) => `\u2190[32m${id}\u2190[0m`],
  ['of jq', (id) => `{${esc}[34;1m"taskId"${esc}[0m:${esc}[32m"${id}"${esc}[0m}`],
  [
    'within the id, as grep marks a hit',
    (id) =>
      `${id.slice(0, 9)}${esc}[01;31m${esc}[K${id.slice(9, 14)}${esc}[m${esc}[K${id.slice(14)}`,
  ],
  ['and a link of the terminal', (id) => `${esc}]8;;https://kie.ai/x\u0007${id}${esc}]8;;\u0007`],
  ['and a line that is erased', (id) => `${esc}[2K${esc}[1G${id}`],
  ['behind a label', (id) => `taskId: ${esc}[33m'${id}'${esc}[39m,`],
  ['behind a label, whose ESC was lost', (id) => `taskId: [33m'${id}'[39m,`],
];

test.each(colours)('colours %s do not hide the id', (_words, wrap) => {
  for (const id of [hex, uuid]) expect(sure(wrap(id)), wrap(id)).toEqual([id]);
});

test('marks without a width within an id are no part of it', () => {
  for (const mark of ['\u00ad', '\u200b', '\u2060', '\ufeff', '<wbr>', '&shy;']) {
    expect(sure(`${hex.slice(0, 16)}${mark}${hex.slice(16)}`), mark).toEqual([hex]);
  }
});

test.each(['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\ufe63', '\uff0d'])(
  'the hyphen %j of a word processor is one',
  (dash) => {
    const written = uuid.replaceAll('-', dash);
    expect(sure(written)).toEqual([uuid]);
    expect(sure(`taskId: ${written}`)).toEqual([uuid]);
    expect(sure(`{"taskId":"${written}"}`)).toEqual([uuid]);
  },
);

const cuts = Array.from({ length: 35 }, (_, n) => n + 1);
const breaks: readonly (readonly [string, string])[] = [
  ['plainly', '\n'],
  ['by Windows', '\r\n'],
  ['and indented', '\n      '],
  ['and quoted', '\n> '],
  ['by mail', '=\n'],
  ['in a shell', '\\\n'],
];

test.each(breaks)('an id that is broken %s, anywhere, is whole or not there', (_words, gap) => {
  for (const id of [hex, uuid]) {
    for (const at of cuts.filter((cut) => cut < id.length)) {
      const broken = `${id.slice(0, at)}${gap}${id.slice(at)}`;
      for (const text of [
        broken,
        `taskId: ${broken}`,
        `{"taskId":"${broken}"}`,
        `task ${broken} ok`,
      ]) {
        expect(
          sure(text).filter((found) => found !== id),
          text,
        ).toEqual([]);
      }
      expect(sure(`task ${broken}`), broken).toEqual([id]);
    }
  }
});

test('a UUID that is broken twice is whole', () => {
  expect(sure('ee603959-\n  debb-48d1-\n  98c4-a6d1c717eba6')).toEqual([uuid]);
});

test('short hashes below each other are not an id', () => {
  const lines = ['7d2c58e1cf02a1a1', 'b9c447cee9e0e5f7', '1a2b3c4d5e6f7a8b', 'c9d0e1f2a3b4c5d6'];
  expect(sure(lines.join('\n'))).toEqual([]);
  expect(sure('7d2c58e1\ncf02a1a1\nb9c447ce\ne9e0e5f7')).toEqual([]);
});

test.each([
  '7d2c58e1cf02…',
  '7d2c58e1...',
  'ee603959-debb-48d1…',
  'ee603959-debb-48d1-98c4-',
  'taskId: ee603959-debb',
  'taskId: 7d2c58e1',
  'taskId=7d2c58e1cf02a1…',
  '{"taskId":"ee603959-debb-48d1-98c4-a6d1c717eb"}',
  '{"taskId":"7d2c58e1cf02…"}',
  'Task ID: veo_task_abcdef12…',
  'ee603959',
])('%j looks cut off, and gives nothing', (text) => {
  expect(sure(text)).toEqual([]);
  expect(perhaps(text)).toEqual([]);
  expect(parseIds(text)[0]?.isCutOff).toBe(true);
});

test('case and hyphens make no second video', () => {
  const spellings = [
    uuid,
    uuid.toUpperCase(),
    uuid.replaceAll('-', ''),
    uuid.replaceAll('-', '').toUpperCase(),
  ];
  for (const first of spellings) {
    expect(sure([first, ...spellings].join('\n'))).toEqual([first.toLowerCase()]);
  }
});

test('a number without quotes in a field of a task is its id, to the last digit', () => {
  expect(sure('{"taskId": 394580272376856123}')).toEqual(['394580272376856123']);
  expect(sure('{"taskId": 1774788502}')).toEqual([]);
});

test.each([
  ['a spreadsheet’s text', `="${hex}"`],
  ['such a text in a row', `1;="${hex}";success`],
  ['such a text in a column', `Task ID,State\n="${hex}",success`],
  ['UTF-16 that was read as something else', `taskId : ${hex}\r\n`.replaceAll(/[^]/g, '$&\0')],
  ['a name and its value', `taskId="${hex}"`],
])('%s holds its id', (_title, text) => {
  expect(sure(text)).toEqual([hex]);
});

test('what is no id in a program is none because of its quotation marks', () => {
  expect(sure(`const checksum="${hex}"`)).toEqual([]);
});
