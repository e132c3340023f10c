import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FakeProvider } from '../fake/provider/server.ts';
import type { Expectation, Scenario } from './scenario.ts';

/** What is looked at after a run. */
export interface Remains {
  readonly folder: string;
  readonly provider: FakeProvider;
  readonly scenario: Scenario;
}

interface StoredFile {
  readonly path: string;
  readonly sha256: string;
  readonly role: string;
}

/** A task as it stands in the ledger's documents: read without Reelkeep's own code. */
interface StoredTask {
  readonly id: string;
  readonly state: string;
  readonly files?: readonly StoredFile[];
  readonly checkedAtMs?: number;
  readonly damage?: unknown;
}

interface Facts {
  readonly tasks: readonly StoredTask[];
  /** Every file of the archive, relative, with the hash of its bytes. */
  readonly hashes: ReadonlyMap<string, string>;
  /** What the manifests say, by path. */
  readonly manifest: ReadonlyMap<string, string>;
  /** What the sidecars say, by path. */
  readonly sidecars: ReadonlyMap<string, string>;
  readonly twice: readonly string[];
}

const mediaFile = /\.(mp4|mov|webm|jpg|png|gif|webp)$/;

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readTasks(data: string): Promise<readonly StoredTask[]> {
  const folder = join(data, 'ledger');
  const names = existsSync(folder) ? await readdir(folder) : [];
  const texts = await Promise.all(
    names
      .filter((name) => name.endsWith('.json') && !/last-good|damaged/.test(name))
      .map((name) => readFile(join(folder, name), 'utf8')),
  );
  type Document = { readonly value: { readonly tasks: readonly StoredTask[] } };
  return texts.flatMap((text) => (JSON.parse(text) as Document).value.tasks); // the layout under test
}

async function readArchive(root: string): Promise<Omit<Facts, 'tasks'>> {
  const hashes = new Map<string, string>();
  const manifest = new Map<string, string>();
  const sidecars = new Map<string, string>();
  const twice: string[] = [];
  const entries = existsSync(root) ? await readdir(root, { recursive: true }) : [];
  for (const path of entries.filter((entry) => /\.\w+$/.test(entry))) {
    const bytes = await readFile(join(root, path));
    const folder = dirname(path);
    hashes.set(path, sha256(bytes));
    if (basename(path) === 'manifest-sha256.txt') {
      for (const line of bytes.toString().trimEnd().split('\n')) {
        const file = join(folder, line.slice(66));
        if (manifest.has(file)) twice.push(file);
        manifest.set(file, line.slice(0, 64));
      }
    } else if (path.endsWith('.json') && !path.endsWith('.part.json')) {
      type Sidecar = { readonly files: readonly { name: string; sha256: string }[] };
      const { files } = JSON.parse(bytes.toString()) as Sidecar; // the layout under test
      for (const file of files) sidecars.set(join(folder, file.name), file.sha256);
    }
  }
  return { hashes, manifest, sidecars, twice };
}

function* wrongWithTask(
  { id, end, files }: Expectation,
  { tasks, hashes }: Facts,
  provider: FakeProvider,
): Generator<string> {
  const found = tasks.filter((task) => task.id === id);
  const states = found.map(({ state }) => state);
  const wanted = end === 'removed' ? [] : [end];
  if (states.join() !== wanted.join()) {
    yield `${id} is [${states.join()}] and not [${wanted.join()}]`;
  }
  if (end !== 'archived') return;
  if (found[0]?.damage !== undefined) yield `${id} counts as damaged`;
  if (found[0]?.checkedAtMs === undefined) yield `${id} was not checked`;
  const kept = found[0]?.files ?? [];
  const had = kept.map(({ sha256: hash }) => hash);
  const wish = files.map((name) => sha256(provider.bytesOf(name)));
  if (had.join() !== wish.join()) yield `${id} has not the files ${files.join()}`;
  for (const { path, sha256: hash } of kept) {
    if (hashes.get(path) !== hash) yield `${path} of ${id} is not on disk as archived`;
  }
}

function* wrongWithArchive({ tasks, hashes, manifest, sidecars, twice }: Facts): Generator<string> {
  for (const path of twice) yield `${path} is twice in its manifest`;
  for (const [path, hash] of manifest) {
    if (hashes.get(path) !== hash) yield `${path} is not what its manifest says`;
  }
  for (const [path, hash] of sidecars) {
    if (hashes.get(path) !== hash) yield `${path} is not what its sidecar says`;
  }
  const owners = new Map<string, number>();
  for (const { path } of tasks.flatMap(({ files }) => files ?? [])) {
    owners.set(path, (owners.get(path) ?? 0) + 1);
  }
  for (const [path, count] of owners) {
    if (count > 1) yield `${path} belongs to ${String(count)} tasks`;
  }
  for (const path of hashes.keys()) {
    if (/\.(part|tmp)\b|\.part\.json/.test(path)) yield `${path} is left over`;
    if (!mediaFile.test(path)) continue;
    if (!manifest.has(path)) yield `${path} is in no manifest`;
    if (!sidecars.has(path)) yield `${path} is in no sidecar`;
  }
}

async function wrongWithData(data: string, { provider }: Remains): Promise<readonly string[]> {
  const wrong: string[] = [];
  const read = async (name: string) =>
    existsSync(join(data, name)) ? await readFile(join(data, name), 'utf8') : '';
  if (!(await read('settings.json')).includes(provider.baseUrl)) wrong.push('the account is lost');
  const key = Buffer.from(provider.key).toString('base64');
  if (!(await read('keys.json')).includes(key)) wrong.push('the key is lost');
  type Record = { readonly value: { readonly state: string; readonly crashes: number } };
  const { value: run } = JSON.parse(await read('run.json')) as Record; // the layout under test
  if (run.state !== 'clean') wrong.push(`the last run ended by a quit, not ${run.state}`);
  if (existsSync(join(data, 'in-hand')) && (await read('in-hand')).trim() !== '') {
    wrong.push('something is still in flight');
  }
  const claims = existsSync(join(data, 'lock')) ? await readdir(join(data, 'lock')) : [];
  if (claims.filter((name) => name.startsWith('claim-')).length > 2) {
    wrong.push(`the lock is ${claims.join(', ')}`);
  }
  const entries = existsSync(data) ? await readdir(data, { recursive: true }) : [];
  for (const path of entries) {
    if (path.includes('damaged')) wrong.push(`${path} was set aside as damaged`);
  }
  return wrong;
}

/** Counts what is on disk against what was accepted. @returns what is wrong, a sentence each */
export async function audit(remains: Remains): Promise<readonly string[]> {
  const data = join(remains.folder, 'data');
  const tasks = await readTasks(data);
  const facts = { tasks, ...(await readArchive(join(remains.folder, 'archive'))) };
  const { expectations } = remains.scenario;
  const strangers = tasks.filter(({ id }) => !expectations.some((each) => each.id === id));
  return [
    ...strangers.map(({ id }) => `${id} was never added`),
    ...expectations.flatMap((each) => [...wrongWithTask(each, facts, remains.provider)]),
    ...wrongWithArchive(facts),
    ...(await wrongWithData(data, remains)),
  ];
}
