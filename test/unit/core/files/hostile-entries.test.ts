import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import {
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DiskError, errnoOf } from '../../../../electron/core/platform/disk-error.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { asNobody, giveToNobody } from '../../../fake/nobody.ts';
import { methods } from './root-methods.ts';

let base: string;
let outside: string;
let archive: string;
const servers: Server[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'rk-'));
  outside = join(base, 'out');
  archive = join(base, 'in');
  mkdirSync(join(outside, 'sub'), { recursive: true });
  mkdirSync(archive);
  for (const name of ['x', 'x.tmp', 'm', 'sub/x', 'sub/x.tmp', 'free', 'sub/free']) {
    writeFileSync(join(outside, name), `of others: ${name}`);
  }
});

afterEach(() => {
  for (const stock of Object.values(stocks)) stock.length = 0; // they lie in `base`
  rmSync(base, { recursive: true, force: true });
});
afterAll(() => {
  for (const server of servers) server.close();
});

/** All that is outside: names, kinds, content, permissions and times. */
function outsideNow() {
  const names = readdirSync(outside, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = names.map((name) => {
    const facts = lstatSync(join(outside, name));
    const { mode, size, mtimeMs, nlink } = facts;
    const content = facts.isFile() ? readFileSync(join(outside, name), 'utf8') : '';
    return { nlink, rest: [name, mode, size, mtimeMs, content] };
  });
  const contents = JSON.stringify(files.map(({ rest }) => rest));
  return { contents, links: files.map(({ nlink }) => nlink).join() };
}

/** Each entry inside: which it is, and whether anything was done to it. */
function insideNow(folder = archive): string {
  const entries = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    const { ino, mode, size, nlink, mtimeMs, ctimeMs } = lstatSync(path);
    const below = entry.isDirectory() ? insideNow(path) : '';
    return [entry.name, ino, mode, size, nlink, mtimeMs, ctimeMs, below].join();
  });
  return entries.join(';');
}

/** How a program makes the file `$i`. */
const made = { pipe: 'mkfifo $i', device: 'mknod $i c 1 5' };
const stocks: Record<keyof typeof made, string[]> = { pipe: [], device: [] };

/** A pipe or a device. Made many at a time: only a program can, and to start one from here costs. */
function oneOf(kind: keyof typeof made): string {
  const stock = stocks[kind];
  if (stock.length === 0) {
    const folder = mkdtempSync(join(base, `${kind}-`));
    execFileSync('sh', ['-c', `for i in $(seq 0 63); do ${made[kind]}; done`], { cwd: folder });
    stock.push(...readdirSync(folder).map((name) => join(folder, name)));
  }
  return stock.pop() ?? '';
}

/** What may lie under a name; `false` where this machine cannot make one. */
const kinds: Readonly<Record<string, (path: string) => unknown>> = {
  'a regular file': (path) => {
    writeFileSync(path, 'ours');
  },
  nothing: () => undefined,
  'a link to a file outside': (path) => {
    symlinkSync(join(outside, 'x'), path);
  },
  'a link that leads nowhere': (path) => {
    symlinkSync(join(outside, 'none'), path);
  },
  'a link to a folder outside': (path) => {
    symlinkSync(join(outside, 'sub'), path);
  },
  'a link to itself': (path) => {
    symlinkSync(path, path);
  },
  'a pipe': (path) => {
    renameSync(oneOf('pipe'), path);
  },
  'a folder': (path) => {
    mkdirSync(path);
  },
  'a socket': (path) =>
    new Promise<void>((resolve) => {
      servers.push(
        createServer().listen(path, () => {
          resolve();
        }),
      );
    }),
  'a device': (path) => {
    // Where this is not root, the table has a file in its place.
    if (process.getuid?.() === 0) renameSync(oneOf('device'), path);
    else writeFileSync(path, '');
  },
  'a file that may not be read': (path) => {
    writeFileSync(path, 'secret');
    chmodSync(path, 0);
  },
  'a second name of a file outside': (path) => {
    linkSync(join(outside, 'x'), path);
  },
};

/** Where the odd entry stands on the way to the path that is worked on. */
const positions: readonly (readonly [string, string, string])[] = [
  ['the entry itself', 'm/x', 'm/x'],
  ['its folder', 'm', 'm/x'],
  ['a folder above', 'm', 'm/n/x'],
  ['what is written beside it', 'm/x.tmp', 'm/x'],
];

function isExpected(error: unknown): boolean {
  if (!(error instanceof DiskError)) return errnoOf(error) !== undefined;
  return error.failure.code === 'foreign-entry';
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no error';
}

/** What the entry's own kind lets be changed: a name inside that leads to a file outside is ours to remove. */
function isOurs(method: string): boolean {
  return /^(remove|move|replace|link|setAside|write|overwrite)/.test(method);
}

const table = Object.keys(kinds).flatMap((kind) =>
  positions.flatMap(([position, at, path]) =>
    [true, false].map((pin) => ({ kind, position, at, path, pin })),
  ),
);

describe.skipIf(process.platform === 'win32').each(table)(
  '$kind as $position (folders held: $pin)',
  ({ kind, at, path, pin }) => {
    test('harms nobody outside, whatever is done', async () => {
      let before: ReturnType<typeof outsideNow> | undefined;
      const harms: unknown[] = [];
      let laidOut: string | undefined; // most methods refuse the entry, and leave all as it is for the next
      for (const [name, method] of Object.entries(methods)) {
        for (const hardLinks of /^(link|move|setAside)/.test(name) ? [true, false] : [true]) {
          if (insideNow() !== laidOut) {
            rmSync(archive, { recursive: true });
            mkdirSync(archive);
            if (at !== 'm') mkdirSync(join(archive, 'm'));
            writeFileSync(join(archive, 'free'), 'ours');
            await kinds[kind]?.(join(archive, at));
            laidOut = insideNow();
          }
          before ??= outsideNow(); // each begins with the same entry, and leaves the rest alone
          const root = new Root(archive, { pin, hardLinks, limits: { answerMs: 15_000 } });
          const error = await Promise.resolve(method(root, path, 'free')).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          const after = outsideNow();
          // Hard links are counted in what they lead to: a name of ours may go, the content may not.
          const isHarmless = isOurs(name) || after.links === before.links;
          const isUntouched = after.contents === before.contents && isHarmless;
          const links = linksOutIn(archive);
          if ((error === undefined || isExpected(error)) && isUntouched && links.length === 0)
            continue;
          harms.push({ name, hardLinks, said: wordsOf(error), before, after, links });
        }
      }
      expect(harms).toEqual([]);
    });
  },
);

/** No link has been given a name that Reelkeep would take for a file of its own. */
function linksOutIn(folder: string): readonly string[] {
  return ['taken-by-link', 'taken-by-move', 'taken-by-replace'].filter((name) => {
    try {
      return readlinkSync(join(folder, name)) !== '';
    } catch {
      return false;
    }
  });
}

test('no more files are open after it all than before', async () => {
  const countOpen = () => readdirSync('/dev/fd').length;
  const root = new Root(archive);
  await root.facts('x');
  const before = countOpen();
  for (const method of Object.values(methods)) {
    for (let n = 0; n < 10; n += 1) {
      await Promise.resolve(method(root, 'm/x', 'free')).catch(() => undefined);
      symlinkSync(join(outside, 'x'), join(archive, `link-${String(n)}`));
      await Promise.resolve(method(root, `link-${String(n)}`, 'free')).catch(() => undefined);
      rmSync(archive, { recursive: true });
      mkdirSync(archive);
    }
  }
  expect(countOpen()).toBeLessThanOrEqual(before);
});

test.skipIf(process.platform === 'win32')(
  'names that are not text are left out of a list, and the others are in it',
  async () => {
    execFileSync('sh', ['-c', String.raw`touch "$(printf 'bad\377name')"`], { cwd: archive });
    writeFileSync(join(archive, 'good'), '');
    expect(await new Root(archive).list('')).toEqual([{ name: 'good', kind: 'file' }]);
  },
);

test('a name of 255 bytes is a name, and one more is the system’s own error', async () => {
  const root = new Root(archive);
  const name = 'a'.repeat(255);
  const file = await root.create(name);
  await file.close();
  expect(await root.list('')).toEqual([{ name, kind: 'file' }]);
  await expect(root.create(`${name}a`)).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
});

test('nobody works below a folder that only root may enter, and the errors have words', async () => {
  mkdirSync(join(archive, 'm'));
  await giveToNobody(archive);
  chmodSync(base, 0o711);
  chmodSync(join(archive, 'm'), 0);
  const tried = asNobody(async () => {
    for (const [name, method] of Object.entries(methods)) {
      const error = await Promise.resolve(method(new Root(archive), 'm/x', 'free')).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error !== undefined) expect(isExpected(error), `${name}: ${wordsOf(error)}`).toBe(true);
    }
  });
  await tried.finally(() => chmodSync(join(archive, 'm'), 0o700)); // or nobody could remove it
});
