import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeName } from '../../../../electron/core/archive/naming/safe-name.ts';
import { toRelativePath } from '../../../../electron/core/files/relative-path.ts';

const good = [
  'a.mp4',
  '2026/11/2026-11-22 golden retriever [7d2c58e1].mp4',
  '2026/11/2026-11-22 golden retriever [7d2c58e1] input 2 (2).jpg',
  'clips/what? "why" <no> | yes *.mp4', // a folder of the user's own on Linux or macOS
  '猫/犬と海 👩‍👩‍👧 [7d2c58e1].webm',
  'a..b/c…d.mp4',
  'console/nullify.mp4',
  'trip~1/fox~1.mp4',
  `${'a'.repeat(251)}.mp4`,
  `${'é'.repeat(125)}.mp4`,
];

/** What each piece of a hostile path would do if it were obeyed. */
const badNames: readonly (readonly [string, string])[] = [
  ['', 'an empty name: an absolute path, or a folder for a file'],
  ['.', 'the folder itself'],
  ['..', 'the folder above'],
  ['...', 'the folder itself, on Windows'],
  ['.. ', 'the folder above, on Windows'],
  ['.reelkeep', 'the marker'],
  ['.REELKEEP', 'the marker, where cases are not told apart'],
  ['.reelkeep-rename.json', 'the journal'],
  ['.reelkeep-moved', 'the note of a move'],
  ['.bashrc', 'a hidden file'],
  ['\u200c.reelkeep', 'the marker, on HFS+'],
  ['.\u200creelkeep', 'the marker, on HFS+'],
  ['\ufeff.git', 'a hidden folder, on HFS+'],
  ['\u200d', 'nothing, on HFS+'],
  ['..\\evil', 'the folder above, on Windows'],
  ['a\\b', 'another folder, on Windows'],
  ['C:', 'another drive'],
  ['C:evil.mp4', 'another drive'],
  ['a.mp4:stream', 'another stream of a file'],
  ['a.mp4::$DATA', 'the same file under another name'],
  ['a\0.mp4', 'a name cut short'],
  ['a\n.mp4', 'two lines'],
  ['a\r.mp4', 'a line that is overwritten'],
  ['a\x1b[2J.mp4', 'a command to a terminal'],
  ['a\x7f', 'a control character'],
  ['a\x85b', 'a line end'],
  ['con', 'a device'],
  ['NUL.mp4', 'a device'],
  ['com1.tar.gz', 'a device'],
  ['LPT².mp4', 'a device'],
  ['conin$', 'a device'],
  ['aux .mp4', 'a device'],
  ['a.mp4.', 'another file, on Windows'],
  ['a.mp4 ', 'another file, on Windows'],
  ['a\ud800.mp4', 'a name that no file system can keep'],
  ['\udc00', 'a name that no file system can keep'],
  ['a'.repeat(256), 'longer than a name can be'],
  ['é'.repeat(128), 'longer than a name can be'],
];

const ownTexts = [
  'manifest-sha256.txt',
  'MANIFEST-SHA256.TXT',
  'manifest\u200c-sha256.txt',
  'MANIFE~1.TXT',
  'MA1F2E~1.TXT',
  'REELKE~1',
  'reelke~2.jso',
];

describe('a path below a root', () => {
  test.each(good)('may be %j', (path) => {
    expect(toRelativePath(path)).toBe(path);
  });

  test.each(badNames)('has no name %j: %s', (name) => {
    for (const path of [name, `2026/${name}`, `${name}/a.mp4`, `2026/${name}/a.mp4`]) {
      expect(toRelativePath(path), JSON.stringify(path)).toBeUndefined();
    }
  });

  test.each(ownTexts)('never leads to %j', (name) => {
    expect(toRelativePath(name)).toBeUndefined();
    expect(toRelativePath(`2026/11/${name}`)).toBeUndefined();
  });

  test('is bounded in length and depth', () => {
    const folder = 'a'.repeat(203);
    expect(toRelativePath(`${`${folder}/`.repeat(20)}${'b'.repeat(16)}`)).toBeDefined();
    expect(toRelativePath(`${`${folder}/`.repeat(20)}${'b'.repeat(17)}`)).toBeUndefined();
    expect(toRelativePath('a/'.repeat(63) + 'a')).toBeDefined();
    expect(toRelativePath('a/'.repeat(64) + 'a')).toBeUndefined();
    expect(toRelativePath('a'.repeat(1e7))).toBeUndefined();
  });

  test('may have any name that Reelkeep gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const path = `2026/11/${safeName(text)} [7d2c58e1].mp4`;
        expect(toRelativePath(path)).toBe(path);
      }),
    );
  });

  test('cannot lead anywhere else, whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '', '/', '\\', ':', '\0', ' ', '.reelkeep', 'con', 'a', '\u200c'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = toRelativePath(pieces.join(''));
        if (path === undefined) return;
        for (const name of path.split('/')) expect(name).toMatch(/^[^.\\:\0][^\\:\0]*(?<![. ])$/s);
      }),
      { numRuns: 2000 },
    );
  });
});
