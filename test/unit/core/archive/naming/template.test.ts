import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basePaths, isBasePath } from '../../../../../electron/core/archive/naming/base-paths.ts';
import { inputBase, resultBase } from '../../../../../electron/core/archive/naming/archive-path.ts';
import { foldName } from '../../../../../electron/core/archive/naming/safe-name.ts';
import type { NameInput } from '../../../../../electron/core/archive/naming/render.ts';
import { derivedSuffix } from '../../../../../electron/core/archive/naming/base-rules.ts';
import {
  parseTemplate,
  type Template,
} from '../../../../../electron/core/archive/naming/template.ts';

const aTask: NameInput = {
  taskId: '7d2c58e1-4f6a-4c0e-9b3d-1a2b3c4d5e6f',
  prompt: 'golden retriever',
  atMs: new Date(2026, 10, 22, 14, 3, 9).getTime(),
  endpoint: 'runway',
  account: 'Work',
  parameters: { duration: 5, aspectRatio: '16:9', seed: 4711, model: 'gen-4', mood: 'calm/cool' },
};

function templateOf(text: string): Template {
  const template = parseTemplate(text);
  if (!template.ok) throw new Error(JSON.stringify(template.failure));
  return template.value;
}

function namesOf(text: string, input: Partial<NameInput> = {}, count = 1): readonly string[] {
  const paths: string[] = [];
  for (const path of basePaths({ ...aTask, ...input }, templateOf(text))) {
    if (paths.push(path) === count) break;
  }
  return paths;
}

describe('a template makes', () => {
  test.each([
    ['{prompt}', 'golden retriever'],
    ['{date} {time}', '2026-11-22 14-03-09'],
    ['{year}-{month}-{day}/{prompt}', '2026-11-22/golden retriever'],
    ['{account}/{endpoint}/{taskId}', 'Work/runway/7d2c58e1-4f6a-4c0e-9b3d-1a2b3c4d5e6f'],
    ['{prompt} {duration} {ratio} {model}', 'golden retriever 5s 16x9 gen-4'],
    ['{prompt}_{param:mood}', 'golden retriever_calm cool'],
    ['{prompt} ({seed})', 'golden retriever (4711) [7d2c58e1]'],
    ['{id}', '7d2c58e1'],
    ['{id} of {prompt}', '7d2c58e1 of golden retriever'],
    ['clip', 'clip'],
  ])('%j: %j', (text, name) => {
    expect(namesOf(text)).toEqual([name]);
  });

  test.each([
    ['{prompt} - {quality}', 'golden retriever'],
    ['{quality} - {prompt}', 'golden retriever'],
    ['{prompt} - {quality} - {model}', 'golden retriever - gen-4'],
    ['{prompt} ({quality}) {id}', 'golden retriever 7d2c58e1'],
    ['{prompt}_[{quality}-{param:none}]_{id}', 'golden retriever_7d2c58e1'],
    ['{quality}/{prompt}', 'golden retriever'],
    ['{quality}', '[7d2c58e1]'],
  ])('nothing of a value that is missing: %j', (text, name) => {
    expect(namesOf(text)).toEqual([name]);
  });

  test.each([
    ['fox 2', 'fox 2 [7d2c58e1]'],
    ['fox (2)', 'fox (2) [7d2c58e1]'],
    ['Fox Input', 'Fox Input [7d2c58e1]'],
    ['fox.mp4', 'fox.mp4 [7d2c58e1]'],
    ['fox.MP4.part', 'fox.MP4.part [7d2c58e1]'],
    ['fox.set-aside-1', 'fox.set-aside-1 [7d2c58e1]'],
    ['a 3.5 s shot', 'a 3.5 s shot'],
    ['seed 65537', 'seed 65537'],
  ])('a name of its own for the prompt %j', (prompt, name) => {
    expect(namesOf('{prompt}', { prompt })).toEqual([name]);
  });

  test('no folder that could stand in a file’s place', () => {
    expect(namesOf('{prompt}/{id}', { prompt: 'manifest-sha256.txt' })).toEqual([
      'manifest-sha256.txt_/7d2c58e1',
    ]);
    expect(namesOf('{prompt}/{id}', { prompt: '.reelkeep' })).toEqual(['reelkeep/7d2c58e1']);
    expect(namesOf('{prompt}/{id}', { prompt: '..' })).toEqual(['7d2c58e1']);
    expect(namesOf('{prompt}/{id}', { prompt: 'nul' })).toEqual(['_nul/7d2c58e1']);
  });

  test('a tag only where another has the name, and then a longer one', () => {
    expect(namesOf('{prompt}', {}, 4)).toEqual([
      'golden retriever',
      'golden retriever [7d2c58e1]',
      'golden retriever [7d2c58e14f6a]',
      'golden retriever [7d2c58e14f6a4c0e]',
    ]);
  });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['/{date}', 'absolute'],
  ['C:/{date}', 'absolute'],
  ['\\\\server\\{date}', 'absolute'],
  ['~/{date}', 'absolute'],
  ['{year}//{date}', 'empty-segment'],
  ['{year}/', 'empty-segment'],
  ['{year}/---', 'empty-segment'],
  ['{year}/../{date}', 'dots'],
  ['./{date}', 'dots'],
  ['.reelkeep', 'hidden'],
  ['{year}/.{date}', 'hidden'],
  ['{year}/manifest-sha256.txt', 'reserved'],
  ['{prompt}.mp4', 'reserved'],
  ['x'.repeat(201), 'too-long'],
  ['あ'.repeat(40), 'too-long'],
  ['a/b/c/d/e/f/{date}', 'too-deep'],
  ['{date', 'brace'],
  ['date}', 'brace'],
  ['{{date}}', 'brace'],
  ['{mood}', 'unknown-token'],
  ['{}', 'unknown-token'],
  ['{param:}', 'unknown-token'],
  ['{param:a.b}', 'unknown-token'],
  ['{date}: {prompt}', 'character'],
  ['{date}\u202e', 'character'],
])('the template %j is refused: %s', (text, reason) => {
  expect(parseTemplate(text)).toMatchObject({
    ok: false,
    failure: { code: 'template-invalid', input: text, reason },
  });
});

/** Names of every file that Reelkeep may ever make of a base. */
function filesOf(base: string): readonly string[] {
  const bases = [
    base,
    resultBase(base, 2),
    resultBase(base, 17),
    inputBase(base, 1),
    inputBase(base, 2),
  ];
  const endings = ['.mp4', '.jpg', '.mp4.part', '.jpg.part.json', '.json', '.json.tmp'];
  return bases.flatMap((each) =>
    [each, `${each} (2)`].flatMap((name) => endings.map((ending) => foldName(name + ending))),
  );
}

describe('any template, prompt and id', () => {
  const piece = fc.oneof(
    fc.constantFrom('{prompt}', '{id}', '{seed}', '{date}', '{model}', '{param:mood}', '{ratio}'),
    fc.constantFrom(' ', ' - ', '_', ' 2', ' (2)', ' input', '.', 'mp4', '/', '[', ']', 'fox'),
  );
  const templates = fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) => parseTemplate(pieces.join('')))
    .filter((template) => template.ok)
    .map((template) => template.value);
  const additions = ['', ' 2', ' (2)', ' input', ' input 2', '.mp4', '.mp4.part', '.json', '.tmp'];
  const prompts = fc.oneof(
    fc
      .array(fc.constantFrom('fox', 'Fox', ...additions), { maxLength: 4 })
      .map((words) => words.join('')),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
  const wishes = fc.record({
    taskId: fc.constantFrom('7d2c58e1aaaa', '7d2c58e1bbbb', 'input', 'abcd1234'),
    prompt: prompts,
    atMs: fc.constant(aTask.atMs),
    parameters: fc.record({ mood: prompts, seed: fc.nat(20_000) }),
  });
  const someOf = (input: NameInput, template: Template): readonly string[] => {
    const paths: string[] = [];
    for (const path of basePaths(input, template)) if (paths.push(path) === 3) break;
    return paths;
  };

  test('make no two bases that could share a file', () => {
    fc.assert(
      fc.property(templates, templates, wishes, wishes, (...[one, other, input, another]) => {
        for (const base of someOf(input, one)) {
          const files = new Set(filesOf(base));
          for (const next of someOf(another, other)) {
            if (foldName(next) === foldName(base)) continue; // refused by the reservation
            expect(filesOf(next).filter((file) => files.has(file))).toEqual([]);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('make bases all of whose files are known by their names', () => {
    fc.assert(
      fc.property(templates, wishes, (...[template, input]) => {
        for (const base of someOf(input, template)) {
          for (const file of filesOf(base)) {
            expect(derivedSuffix.test(file.slice(foldName(base).length))).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('make names that every system takes', () => {
    fc.assert(
      fc.property(templates, wishes, (...[template, input]) => {
        for (const base of someOf(input, template)) {
          expect(base.split('/').length).toBeLessThanOrEqual(6);
          for (const segment of base.split('/')) {
            expect(segment).not.toMatch(/[<>:"\\|?*\p{Cc}]|^[ .~-]|[ .]$|^$| {2}/u);
            expect(segment).toBe(segment.normalize('NFC'));
            expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(240);
          }
          const last = base.split('/').at(-1) ?? '';
          const longest = `${resultBase(last, 999)}.mp4.part.json`;
          expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(240);
          expect(Buffer.byteLength(`${inputBase(last, 99)}.mp4.part.json`)).toBeLessThanOrEqual(
            255,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a name is known as the task’s', () => {
  const templates = [
    '{year}/{month}/{date} {prompt} [{id}]',
    '{prompt}',
    '{prompt} ({seed})',
    '{id}/{prompt}',
    '{taskId}',
    '{account}/{prompt} {id} {model}',
  ].map(templateOf);
  const wishes = fc.record({
    taskId: fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 40 }), fc.constant('abc')),
    prompt: fc.string({ unit: 'grapheme', maxLength: 300 }),
    atMs: fc.constant(aTask.atMs),
    account: fc.string({ maxLength: 20 }),
    parameters: fc.constantFrom({ seed: 1 }, { model: '7d2c58e1' }, {}),
  });

  test('if it is one of the first eight that the template makes, and only then', () => {
    fc.assert(
      fc.property(
        wishes,
        fc.constantFrom(...templates),
        fc.constantFrom(...templates),
        (input, template, other) => {
          const first: string[] = [];
          for (const path of basePaths(input, template)) if (first.push(path) === 12) break;
          const own = first.slice(0, 8);
          expect(own.filter((path) => !isBasePath(path, input, template))).toEqual([]);
          const others: string[] = [...first.slice(8)];
          for (const path of basePaths(input, other)) if (others.push(path) === 12) break;
          for (const path of others) {
            expect(isBasePath(path, input, template)).toBe(own.includes(path));
          }
        },
      ),
      { seed: 8, numRuns: 300 },
    );
  });
});
