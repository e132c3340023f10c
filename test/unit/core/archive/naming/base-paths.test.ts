import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basePaths } from '../../../../../electron/core/archive/naming/base-paths.ts';
import { resultBase } from '../../../../../electron/core/archive/naming/archive-path.ts';
import {
  truncate,
  foldName,
  safeName,
} from '../../../../../electron/core/archive/naming/safe-name.ts';
import type { NameInput } from '../../../../../electron/core/archive/naming/render.ts';
import { defaultTemplate } from '../../../../../electron/core/archive/naming/template.ts';

const noon = new Date(2026, 10, 22, 12).getTime();
const taskId = '7d2c58e1-4f6a-4c0e-9b3d-1a2b3c4d5e6f';

function aWish(input: Partial<NameInput> = {}): NameInput {
  return { taskId, prompt: 'golden retriever running through', atMs: noon, ...input };
}

function firstPaths(input: NameInput, count: number): string[] {
  const paths: string[] = [];
  for (const path of basePaths(input, defaultTemplate)) {
    if (paths.push(path) === count) break;
  }
  return paths;
}

function nameOf(prompt: string): string {
  return firstPaths(aWish({ prompt }), 1)[0]?.slice('2026/11/'.length) ?? '';
}

describe('a safe name', () => {
  test.each([
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['  many \t\n spaces  ', 'many spaces'],
    ['...hidden', 'hidden'],
    ['--option', 'option'],
    ['~home', 'home'],
    ['the end...', 'the end'],
    ['the end. . ', 'the end'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['Com1', '_Com1'],
    ['LPT9.tar.gz', '_LPT9.tar.gz'],
    ['com²', '_com²'],
    ['NUL ', '_NUL'],
    ['nul .txt', '_nul .txt'],
    ['console', 'console'],
    ['COM10', 'COM10'],
    ['cafe\u0301', 'café'],
    ['tab\u0007bell\u0000nul', 'tabbellnul'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['line\u2028break', 'line break'],
    ['lone \ud800 half', 'lone half'],
    ['👩‍🚀 on 🌍', '👩‍🚀 on 🌍'],
    ['👩🏽‍🚀', '👩🏽‍🚀'],
    ['❤️‍🔥', '❤️‍🔥'],
    ['a\u200db', 'ab'],
    ['猫が走る', '猫が走る'],
    ['', ''],
    ['///', ''],
    ['. . .', ''],
  ])('%j becomes %j', (text, name) => {
    expect(safeName(text)).toBe(name);
  });
});

describe('a base path', () => {
  test('has the month, the day, the prompt and the id', () => {
    expect(firstPaths(aWish(), 1)).toEqual([
      '2026/11/2026-11-22 golden retriever running through [7d2c58e1]',
    ]);
  });

  test('goes by the local day', () => {
    const lastMinute = new Date(2025, 11, 31, 23, 59).getTime();
    expect(firstPaths(aWish({ atMs: lastMinute }), 1)[0]).toMatch(/^2025\/12\/2025-12-31 /);
  });

  test('of an empty prompt has only day and id', () => {
    expect(nameOf('')).toBe('2026-11-22 [7d2c58e1]');
    expect(nameOf('???')).toBe('2026-11-22 [7d2c58e1]');
    expect(firstPaths({ taskId, atMs: noon }, 1)).toEqual(['2026/11/2026-11-22 [7d2c58e1]']);
  });

  test('cuts a long prompt at a word', () => {
    const prompt = 'A golden retriever running through a field of sunflowers at dawn, cinematic';
    expect(nameOf(prompt)).toBe(
      '2026-11-22 A golden retriever running through a field of sunflowers at [7d2c58e1]',
    );
  });

  test('cuts a long word in its middle', () => {
    expect(nameOf('x'.repeat(100))).toBe(`2026-11-22 ${'x'.repeat(60)} [7d2c58e1]`);
  });

  test('is cut by bytes where characters are long, but never within one', () => {
    const name = nameOf('👩‍👩‍👧‍👦'.repeat(60));
    expect(Buffer.byteLength(`${resultBase(name, 999)}.mp4.part.json`)).toBeLessThanOrEqual(240);
    expect(name).toMatch(/^2026-11-22 (?:👩‍👩‍👧‍👦)+ \[7d2c58e1\]$/u);
  });

  test('shows more of the id on a collision, then a counter', () => {
    expect(firstPaths(aWish({ prompt: '' }), 6).map((path) => path.slice(19))).toEqual([
      '[7d2c58e1]',
      '[7d2c58e14f6a]',
      '[7d2c58e14f6a4c0e]',
      '[7d2c58e14f6a4c0e9b3d1a2b3c4d5e6f]',
      '[7d2c58e14f6a4c0e9b3d1a2b3c4d5e6f-2]',
      '[7d2c58e14f6a4c0e9b3d1a2b3c4d5e6f-3]',
    ]);
  });

  test('of a short id goes to the counter at once', () => {
    expect(firstPaths({ taskId: 'abcd1234', atMs: noon }, 2)).toEqual([
      '2026/11/2026-11-22 [abcd1234]',
      '2026/11/2026-11-22 [abcd1234-2]',
    ]);
  });

  test('of an id without letters has a word in its place', () => {
    expect(firstPaths({ taskId: '--------', atMs: noon }, 1)).toEqual([
      '2026/11/2026-11-22 [task]',
    ]);
  });
});

describe('any prompt and id', () => {
  const units = fc.constantFrom<'grapheme' | 'binary'>('grapheme', 'binary');
  const prompts = units.chain((unit) => fc.string({ unit, maxLength: 300 }));
  const ids = fc.stringMatching(/^[A-Za-z0-9_-]{8,128}$/);
  const times = fc.date({ min: new Date(2000, 0), max: new Date(2100, 0), noInvalidDate: true });

  test('make names that every system takes', () => {
    fc.assert(
      fc.property(prompts, ids, times, (...[prompt, id, time]) => {
        const input = { taskId: id, prompt, atMs: time.getTime() };
        for (const path of firstPaths(input, 6)) {
          const [year, month, name, ...rest] = path.split('/');
          expect(rest).toEqual([]);
          expect(`${year ?? ''}/${month ?? ''}`).toMatch(/^\d{4}\/\d{2}$/);
          expect(name).toMatch(/^\d{4}-\d\d-\d\d (?:.+ )?\[[a-z0-9-]+\]$/u);
          expect(name).not.toMatch(
            /[<>:"/\\|?*\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
          );
          expect(name).toBe(name?.normalize('NFC'));
          expect(name).not.toMatch(/\p{Cs}/u);
          const longest = `${resultBase(name ?? '', 999)}.mp4.part.json`;
          expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(240);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('make names that stay as they are when they are made safe again', () => {
    fc.assert(
      fc.property(prompts, (prompt) => {
        expect(safeName(safeName(prompt))).toBe(safeName(prompt));
      }),
      { numRuns: 1000 },
    );
  });
});

test('names that a file system does not tell apart fold to one', () => {
  expect(foldName('Café.MP4')).toBe(foldName('cafe\u0301.mp4'));
});

test('plain text is cut as any other', () => {
  const marked = '\u00a0'; // of two bytes, and no part of what is cut
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-ascii', maxLength: 80 }),
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 0, max: 90 }),
      (text, characters, bytes) => {
        const most = Math.min(characters, bytes);
        const whole = `${text}${marked.repeat(100)}`;
        const expected = text.length > most ? truncate(whole, characters, bytes) : text;
        expect(truncate(text, characters, bytes)).toBe(expected);
      },
    ),
    { seed: 8 },
  );
});
