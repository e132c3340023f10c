import { describe, expect, test } from 'vitest';
import {
  entriesIn,
  manifestLine,
  planManifest,
} from '../../../../../electron/core/archive/metadata/manifest.ts';
import { toMarkedId, toMarker } from '../../../../../electron/core/archive/metadata/marker.ts';
import { toMoved } from '../../../../../electron/core/archive/move-markers.ts';
import { toRelocations } from '../../../../../electron/core/archive/relocations.ts';
import {
  maxSidecarBytes,
  readSidecar,
  writeSidecar,
} from '../../../../../electron/core/archive/metadata/sidecar.ts';
import { textOf, toNote } from '../../../../../electron/core/download/part-note.ts';
import { toRelativePath } from '../../../../../electron/core/files/relative-path.ts';
import { toSegments } from '../../../../../electron/core/files/segments.ts';
import { parseForeign } from '../../../../../electron/core/platform/storable.ts';
import {
  groupOf,
  readTaskDocument,
  writeTaskDocument,
} from '../../../../../electron/core/ledger/task-document.ts';
import { toFoundTask } from '../../../../../electron/core/upkeep/rebuild/found-task.ts';
import type { JsonValue } from '../../../../../electron/shared/json.ts';
import type { ArchivedTask } from '../../../../../electron/shared/task.ts';
import { base, taskId } from '../archive-harness.ts';
import { aMutant, aRandom } from './text-mutation.ts';

/** Texts that are made of each kind; `HOSTILE_TEXTS` says how many in all. */
const mutants = Math.ceil(Number(process.env.HOSTILE_TEXTS ?? 100_000) / 6);

const folder = '2026/11';
const hash = 'ab'.repeat(32);
const archiveId = '0b9f8a34-92a1-4d52-9b0c-5a9f6f3c2f10';

const aFile = (role: string, ending: string, mimeType: string) => ({
  role,
  sizeBytes: 47_022,
  sha256: hash,
  extension: ending,
  mimeType,
  width: 640,
  height: 360,
});

const aSidecarText = JSON.stringify({
  reelkeep: { schema: 1, appVersion: '1.0.0' },
  taskId,
  endpoint: 'runway',
  provider: 'kie',
  host: 'api.kie.ai',
  account: 'Work',
  accountId: '6e0fd2f6-8a4f-4f3c-8a1e-0c7f6d5e4b3a',
  record: {
    prompt: 'a golden retriever',
    parameters: { ratio: '16:9', seeds: [1, 2], nested: { deep: true } },
    parentTaskId: '0123456789abcdef0123456789abcdef',
    startedAtMs: 1_795_300_000_000,
    finishedAtMs: 1_795_300_100_000,
    videoId: 'v1',
  },
  times: { added: '2026-11-22T10:00:00.000Z', archived: '2026-11-22T10:05:00.000Z' },
  media: { videoUrl: 'https://files.example/v.mp4', moreUrls: ['https://files.example/w.mp4'] },
  files: [
    { name: '2026-11-22 golden retriever [7d2c58e1].mp4', ...aFile('video', 'mp4', 'video/mp4') },
    {
      name: '2026-11-22 golden retriever [7d2c58e1].jpg',
      ...aFile('thumbnail', 'jpg', 'image/jpeg'),
    },
    { name: 'elsewhere.png', folder: 'mine', ...aFile('input', 'png', 'image/png') },
  ],
  missedInputs: [{ host: 'cdn.example', reason: 'media-refused' }],
  tags: ['dogs', 'best'],
  notes: 'by hand',
  rawAnswer: { state: 'success', resultJson: '{"resultUrls":["https://files.example/v.mp4"]}' },
});

const aJournalText = JSON.stringify({
  relocations: [1, 2].map((n) => ({
    taskId,
    from: base,
    to: `runway/a dog ${String(n)}`,
    files: [{ path: `runway/a dog ${String(n)}.mp4`, ...aFile('video', 'mp4', 'video/mp4') }],
  })),
});

const aManifestText = [
  manifestLine({ name: 'one.mp4', sha256: hash }),
  manifestLine({ name: 'two [7d2c58e1].jpg', sha256: hash }),
  manifestLine({ name: 'back\\slash', sha256: hash }),
  `# by hand\n${hash} *binary.mp4\n${hash}  torn.mp4`,
].join('');

const aMovedText = JSON.stringify({
  id: archiveId,
  files: { [`${base}.mp4`]: [47_022, 1_795_300_000_000.25], '2026/11/.note': [3, -1] },
});

const aNote = {
  linkSha256: hash,
  totalBytes: 131_460,
  etag: '"a1"',
  lastModified: 'Wed, 28 Jan 2026 02:42:46 GMT',
  date: 'Fri, 27 Nov 2026 03:04:01 GMT',
  provenBytes: 65_536,
  provenSha256: hash,
};

function isFree(name: string | undefined): void {
  if (name !== undefined && name in {}) throw new Error(`${name} is a name of JavaScript's.`);
}

function isName(path: string): void {
  if (toRelativePath(path) === undefined) throw new Error(`${path} is no name of a file.`);
}

function isSame(one: unknown, other: unknown): void {
  // Far cheaper than `toEqual`, and as strict: both come out of one reader.
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(other).toStrictEqual(one);
}

function isBounded(value: unknown, text: string): void {
  // Escapes of what was raw, and defaults; never many times as much.
  const length = (JSON.stringify(value) as string | undefined)?.length ?? 0;
  if (length > 8 * text.length + 2_000) throw new Error(`${String(length)} characters were read.`);
}

/** A task that the sidecar tells of is kept by the ledger as it is. */
function isStorable(sidecar: NonNullable<ReturnType<typeof readSidecar>>): void {
  const found = toFoundTask({ base, sidecar }, { archiveId, accounts: [], damage: undefined });
  if (found === undefined) return;
  isFree(found.id);
  isFree(found.accountId);
  isFree(found.endpoint);
  const task: ArchivedTask = { ...found, state: 'archived', updatedAtMs: found.archivedAtMs };
  groupOf(task);
  const document = JSON.stringify(writeTaskDocument({ tasks: [task], unknownEntries: [] }));
  const again = readTaskDocument(JSON.parse(document) as JsonValue);
  isSame(task, again.tasks[0]);
}

function holdsSidecar(text: string): boolean {
  const sidecar = readSidecar(text, folder);
  if (sidecar === undefined) return false;
  for (const { path } of sidecar.files) isName(path);
  isBounded(sidecar, text);
  isStorable(sidecar);
  const written = writeSidecar(sidecar, folder);
  if (written.length >= maxSidecarBytes) throw new Error('It is longer than any that is read.');
  const again = readSidecar(written, folder);
  for (const field of ['taskId', 'files', 'tags', 'notes', 'addedAtMs', 'archivedAtMs'] as const) {
    isSame(sidecar[field], again?.[field]);
  }
  // What may not be told was taken out the first time.
  if (again !== undefined) isSame(again, readSidecar(writeSidecar(again, folder), folder));
  return true;
}

function holdsJournal(text: string): boolean {
  const relocations = toRelocations(parseForeign(text));
  isBounded(relocations, text);
  for (const { taskId: id, from, to, files } of relocations) {
    isFree(id);
    for (const each of [`${from}.json`, `${to}.json`, ...files.map(({ path }) => path)])
      isName(each);
  }
  isSame(relocations, toRelocations(parseForeign(JSON.stringify({ relocations }))));
  return relocations.length > 0;
}

function holdsManifest(text: string): boolean {
  const entries = entriesIn(text);
  isBounded(entries, text);
  for (const { name } of entries) {
    isName(name);
    isName(`${folder}/${name}`);
    if (name.includes('/')) throw new Error(`${name} lies in another folder.`);
  }
  isSame(entries, entriesIn(entries.map(manifestLine).join('')));
  const plan = planManifest(text, [{ name: 'new.mp4', sha256: hash }]);
  const next = 'rewrite' in plan ? plan.rewrite : text + plan.append;
  const has = entriesIn(next).some(({ name, sha256 }) => name === 'new.mp4' && sha256 === hash);
  if (!has) throw new Error('The new line is not in it.');
  return entries.length > 0;
}

function holdsMarkers(text: string): boolean {
  const marker = toMarker(text);
  const id = toMarkedId(text);
  if (marker.kind === 'found' && marker.id !== id) throw new Error('Two ids are read from it.');
  isFree(id);
  if (id !== undefined) expect(id).toMatch(/^[0-9a-z][0-9a-z-]{0,63}$/i);
  return id !== undefined;
}

function holdsMoved(text: string): boolean {
  const moved = toMoved(text);
  if (moved === undefined) return false;
  isFree(moved.id);
  const files = Object.fromEntries(
    [...moved.files].map(([path, file]) => [path, [file.sizeBytes, file.modifiedAtMs]]),
  );
  isBounded(files, text);
  for (const path of moved.files.keys()) toSegments(path); // throws for what leads elsewhere
  const again = toMoved(JSON.stringify({ id: moved.id, files }));
  isSame([...moved.files], [...(again?.files ?? [])]);
  return moved.files.size > 0;
}

function holdsNote(text: string): boolean {
  const note = toNote(text);
  if (note === undefined) return false;
  isBounded(note, text);
  expect(note.linkSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(note.provenSha256).toMatch(/^[0-9a-f]{64}$/);
  if (!Number.isSafeInteger(note.provenBytes) || note.provenBytes < 0)
    throw new Error('Odd bytes.');
  isSame(note, toNote(textOf(note)));
  return true;
}

describe('of texts that anybody may have changed in any way', () => {
  test.each([
    ['sidecars', [aSidecarText], holdsSidecar],
    ['rename journals', [aJournalText], holdsJournal],
    ['hash lists', [aManifestText], holdsManifest],
    ['markers', [JSON.stringify({ id: archiveId, version: 1 })], holdsMarkers],
    ['lists of moved files', [aMovedText], holdsMoved],
    [
      'notes beside parts',
      [
        JSON.stringify(aNote),
        JSON.stringify({ ...aNote, linkSha256: undefined, url: 'https://files.example/v.mp4' }),
      ],
      holdsNote,
    ],
  ] as const)(
    '%s are read without an error, within bounds, and yield only what can be kept',
    (kind, samples, holds) => {
      let taken = 0;
      for (let seed = 0; seed < mutants; seed += 1) {
        const random = aRandom(seed);
        const text = aMutant(random, samples[seed % samples.length] ?? '');
        try {
          if (holds(text)) taken += 1;
        } catch (error) {
          throw new Error(`${kind}, seed ${String(seed)}: ${text.slice(0, 4_000)}`, {
            cause: error,
          });
        }
      }
      // The search is worth something only while many of them are still read.
      expect(taken / mutants).toBeGreaterThan(0.03);
      expect(taken).toBeLessThan(mutants);
    },
    Math.max(60_000, mutants * 10),
  );
});
