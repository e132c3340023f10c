import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { areAtOdds, footprintOf } from '../../../../electron/core/files/footprint.ts';
import type { DiskRequest } from '../../../../electron/core/files/protocol.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { expecting, Steps } from '../../../../electron/core/files/steps.ts';
import { OperationStopped } from '../../../../electron/core/files/thread/context.ts';
import { isMatch } from '../../../../electron/core/files/thread/match.ts';
import { sequence, type Step } from '../../../../electron/core/files/thread/sequence.ts';

let folder: string;
let root: Root;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-sequence-'));
  root = new Root(folder);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('steps as one operation', () => {
  it('answer what each by itself would', async () => {
    const { steps } = root;
    const end = await root.sequence([
      steps.makeFolder('a/b'),
      steps.writeDurably('a/b/note', 'text'),
      steps.readBytes('a/b/note', 100),
      steps.move('a/b/note', 'a/moved'),
      steps.factsEach(['a/b/note', 'a/moved']),
    ]);
    expect(end).toMatchObject({ isDone: true });
    const [, , bytes, isMoved, facts] = end.results;
    expect(Buffer.from(bytes ?? []).toString()).toBe('text');
    expect(isMoved).toBe(true);
    expect(facts).toMatchObject([undefined, { kind: 'file', sizeBytes: 4 }]);
  });

  it('end before the first that follows what was not expected', async () => {
    writeFileSync(join(folder, 'taken'), 'somebody’s');
    const { steps } = root;
    const end = await root.sequence([
      expecting(steps.factsEach(['taken']), [undefined]),
      steps.writeDurably('taken', 'ours'),
    ]);
    expect(end).toMatchObject({ isDone: false, results: [[{ kind: 'file' }]] });
    expect(end.error).toBeUndefined();
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('somebody’s');
  });

  it('are not done when it is the last that answers otherwise', async () => {
    const end = await root.sequence([expecting(root.steps.list('', 'x'), [{ name: 'x' }])]);
    expect(end).toMatchObject({ isDone: false, results: [[]] });
  });

  it('end with the error of the first that fails, and with what was answered before', async () => {
    symlinkSync('/nowhere', join(folder, 'link'));
    const { steps } = root;
    const end = await root.sequence([
      steps.checkWritable(),
      steps.writeDurably('link/x', 'text'),
      steps.makeFolder('never'),
    ]);
    expect(end).toMatchObject({
      isDone: false,
      results: [undefined],
      error: { failure: { code: 'foreign-entry', path: `${folder}/link`, found: 'link' } },
    });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it('close what was opened before one of them failed', async () => {
    mkdirSync(join(folder, 'note'));
    const { steps } = root;
    const end = await root.sequence([steps.openOrCreate('x'), steps.writeAtomically('note', '')]);
    expect(end).toMatchObject({ isDone: false, results: [undefined] });
    if (process.platform !== 'linux') return;
    const open = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return ''; // closed since
      }
    });
    expect(open).not.toContain(join(folder, 'x'));
  });

  it('hand over what was opened, which can be closed like any file', async () => {
    const end = await root.sequence([root.steps.openOrCreate('x'), root.steps.checkWritable()]);
    const [opened] = end.results;
    if (opened === undefined) throw new Error('Nothing was opened.');
    const file = root.fileOf(opened);
    await file.write(new TextEncoder().encode('bytes'), 0);
    await file.close();
    expect(readFileSync(join(folder, 'x'), 'utf8')).toBe('bytes');
  });

  it('are refused as a whole where one of them leads out', () => {
    expect(() => root.steps.makeFolder('../out')).toThrow('disk-error');
  });

  it('do not go on once nobody wants them any more', () => {
    const begin = (step: number) => {
      if (step > 0) throw new OperationStopped();
    };
    const { steps } = root;
    const wanted = [steps.makeFolder('made'), steps.makeFolder('never')];
    const context = { beat: () => undefined, page: () => undefined, begin };
    expect(() => sequence(context, wanted)).toThrow(OperationStopped);
    expect(readdirSync(folder)).toEqual(['made']);
  });
});

describe('an answer', () => {
  it.each<readonly [string, unknown, unknown, boolean]>([
    ['nothing', undefined, undefined, true],
    ['nothing, but something is there', undefined, { kind: 'file' }, false],
    ['null, which is not nothing', undefined, null, false],
    ['not a number', NaN, NaN, true],
    ['a part of an object', { kind: 'file' }, { kind: 'file', sizeBytes: 3 }, true],
    ['another kind', { kind: 'file' }, { kind: 'link', sizeBytes: 3 }, false],
    ['what is not there', { sizeBytes: 0 }, {}, false],
    ['a list', [undefined, 1], [undefined, 1], true],
    ['a shorter list', [1], [1, 2], false],
    ['a longer list', [1, undefined], [1], false],
    ['an object that looks like a list', [1], { 0: 1, length: 1 }, false],
    ['bytes', Uint8Array.of(1, 2), Uint8Array.of(1, 2), true],
    ['other bytes', Uint8Array.of(1, 2), Uint8Array.of(1, 3), false],
    ['more bytes', Uint8Array.of(1), Uint8Array.of(1, 2), false],
    ['a list of numbers, not bytes', Uint8Array.of(1), [1], false],
    ['a name of JavaScript’s own', { constructor: undefined }, {}, false],
  ])('is held against what was expected: %s', (...[, expected, found, isAsExpected]) => {
    expect(isMatch(expected, found)).toBe(isAsExpected);
  });
});

describe('what a sequence touches', () => {
  const steps = new Steps('/archive', {});
  const footprint = (...wanted: readonly Step[]) =>
    footprintOf({ name: 'sequence', input: [wanted] } as unknown as DiskRequest, () => undefined);

  it.each<readonly [string, readonly Step[], readonly Step[], boolean]>([
    [
      'what it only reads may be read',
      [steps.readBytes('marker', 1), steps.writeDurably('a.json', '')],
      [steps.readBytes('marker', 1), steps.writeDurably('b.json', '')],
      false,
    ],
    [
      'what it writes may not be read',
      [steps.readBytes('marker', 1), steps.writeDurably('a.json', '')],
      [steps.readBytes('a.json', 1)],
      true,
    ],
    [
      'nor what lies in a folder that it makes',
      [steps.makeFolder('2026/11')],
      [steps.readBytes('2026/11/a.json', 1)],
      true,
    ],
  ])('while it is out: %s', (...[, out, next, isRefused]) => {
    expect(areAtOdds(footprint(...out), footprint(...next))).toBe(isRefused);
  });
});
