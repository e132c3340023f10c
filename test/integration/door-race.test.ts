import { spawn } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { errnoOf } from '../../electron/core/platform/disk-error.ts';
import { Root } from '../../electron/core/files/root.ts';

const swapper = fileURLToPath(new URL('../fake/folder-swapper.ts', import.meta.url));
const rounds = 300;

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'reelkeep-race-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

/** Everything in a folder: names, sizes, times and content. */
function picture(folder: string): readonly unknown[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return names.map((name) => {
    const facts = lstatSync(join(folder, name));
    const text = facts.isFile() ? readFileSync(join(folder, name), 'utf8') : undefined;
    return [name, facts.size, facts.mtimeMs, facts.nlink, text];
  });
}

/** Each changes something in the folder `m`; `n` is a number of its own. */
const operations: readonly ((root: Root, n: number) => Promise<unknown>)[] = [
  async (root, n) => {
    const file = await root.create(`m/new-${String(n)}`);
    try {
      await file.write(new Uint8Array([1, 2, 3]), 0);
    } finally {
      await file.close();
    }
  },
  (root) => root.writeDurably('m/text', 'ours'),
  (root) => root.writeAtomically('m/victim', 'ours'),
  (root) => root.append('m/victim', 'ours'),
  (root) => root.overwrite('m/victim', 'ours'),
  (root, n) => root.move(`m/new-${String(n - 1)}`, `m/moved-${String(n)}`),
  (root, n) => root.move('m/victim', `kept-${String(n)}`),
  (root, n) => root.setAside('m/victim', `m/aside-${String(n)}`),
  (root) => root.replace('m/text', 'm/victim'),
  (root) => root.remove('m/victim'),
  (root, n) => root.link('m/text', `m/linked-${String(n)}`),
  (root, n) => root.makeFolder(`m/folder-${String(n)}/below`),
  (root) => root.removeFolder('m/empty'),
];

test(
  'while a folder and a link outside change places, nothing outside ever changes',
  { timeout: 120_000 },
  async () => {
    const [archive, outside, stop] = [join(base, 'in'), join(base, 'out'), join(base, 'stop')];
    mkdirSync(archive);
    mkdirSync(join(outside, 'empty'), { recursive: true });
    for (const name of ['victim', 'text', 'text.tmp', 'victim.tmp']) {
      writeFileSync(join(outside, name), `of others: ${name}`);
    }
    const before = picture(outside);
    const child = spawn(process.execPath, [swapper, archive, outside, stop], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('ready');
    const root = new Root(archive);
    const ends = { done: 0, refused: 0 };
    const codes = new Set<string | undefined>();
    try {
      for (let n = 0; n < rounds; n += 1) {
        for (const operation of operations) {
          // Refused or done: all that counts is where.
          await operation(root, n).then(
            () => (ends.done += 1),
            () => (ends.refused += 1),
          );
        }
        // A link that came between the look and the opening is one: no trouble of the disk's.
        await root.openFile('m').catch((error: unknown) => codes.add(errnoOf(error)));
      }
    } finally {
      writeFileSync(stop, '');
    }
    const swaps = Number((await lines.next()).value);
    if (child.exitCode === null) await once(child, 'exit');
    expect(picture(outside)).toEqual(before);
    expect([...codes]).not.toContain('ELOOP');
    // Both places were met, or nothing was tried.
    expect(Math.min(swaps, ends.done, ends.refused)).toBeGreaterThan(0);
  },
);
