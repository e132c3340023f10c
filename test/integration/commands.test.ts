import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, connectTo, NoAnswerError } from '../../electron/cli/client.ts';
import { openOutputFile } from '../../electron/cli/files.ts';
import { parseCommandLine } from '../../electron/cli/parse.ts';
import type { Message, Request } from '../../electron/cli/protocol.ts';
import { PipeClosedError } from '../../electron/cli/ports.ts';
import { runCommandLine } from '../../electron/cli/run.ts';
import { socketPaths } from '../../electron/cli/socket-path.ts';
import { CommandServer, type CommandServerLimits } from '../../electron/host/cli/command-server.ts';
import { isOwnSocket } from '../../electron/host/cli/socket-folder.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { runIn, wait } from './commands-harness.ts';
import { CoreHarness } from './core-harness.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const other = 'c0d088df35254cc3e7187fb7116b2efa';

let harness: CoreHarness;
let folder: string;

beforeEach(async () => {
  harness = await CoreHarness.start();
  folder = await mkdtemp(join(tmpdir(), 'rk-cli-'));
});

afterEach(async () => {
  await harness.stop();
  await rm(folder, { recursive: true, force: true });
});

function run(args: readonly string[], path?: string, input?: string) {
  return runIn(harness.core, args, { path, ...(input !== undefined && { input }) });
}

function placeIn(runtimeFolder: string) {
  const data = join(folder, 'data');
  const uid = process.getuid?.();
  return {
    platform: process.platform,
    dataFolder: data,
    runtimeFolder,
    tempFolder: folder,
    uid,
    userName: 'me',
  };
}

async function serve(limits: Partial<CommandServerLimits> = {}) {
  const runtime = join(folder, 'run');
  await mkdir(runtime, { recursive: true, mode: 0o700 });
  const server = new CommandServer({
    core: harness.core,
    version: '0.0.0',
    isRunning: true,
    mask: (text) => text.replaceAll(harness.provider.key, '[key]'),
    wait,
    place: placeIn(runtime),
    log: silentLog,
    limits,
  });
  const path = (await server.start()) ?? '';
  return { path, server, [Symbol.dispose]: () => server.dispose() };
}

/** Resolves when the connection is gone, in whatever way. */
function closeOf(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.on('close', () => resolve()));
}

async function answersOf(path: string, request: unknown): Promise<readonly Message[]> {
  const socket = await connectTo(path);
  if (socket === undefined) throw new Error('Nobody listens');
  const messages: Message[] = [];
  for await (const message of ask(socket, request as Request)) messages.push(message);
  return messages;
}

describe('a running Reelkeep', () => {
  test('adds, lists, tells and exports, for this user alone', async () => {
    using served = await serve();
    const { path } = served;
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    const added = await run(['add', id, 'hello', '--json'], path);
    expect(JSON.parse(added.out)).toEqual({
      added: [id],
      alreadyTracked: [],
      refused: [],
      withoutId: 1,
      isRunning: true,
    });
    expect([added.code, added.err]).toEqual([1, 'Not a task ID: hello\n']);
    const again = await run(['add', '--file', '-'], path, `taskId=${id}\n${other}`);
    expect([again.code, again.out]).toEqual([0, '1 video added, 1 already in the library.\n']);
    const listed = JSON.parse((await run(['list', '--json'], path)).out) as { id: string }[];
    expect(listed.map((task) => task.id)).toEqual([id, other]);
    const status = JSON.parse((await run(['status', '--json'], path)).out) as object;
    expect(status).toMatchObject({ videos: 2, isRunning: true, accounts: [{ hasKey: true }] });
    const file = join(folder, 'all.json');
    await writeFile(file, 'older');
    expect((await run(['export', '--output', file], path)).code).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      format: 'reelkeep-export',
      version: 1,
      tasks: [{ id }, { id: other }],
    });
    expect((await run(['check', other], path)).out).toBe('Asking about 1 video.\n');
    expect((await run(['check', other.replace('c', 'd')], path)).code).toBe(1);
  });

  test('reads its archive again, and a changed file ends with a code of its own', async () => {
    const task = harness.aTask();
    harness.add(task, 'runway');
    await harness.reaches(task, 'archived');
    using served = await serve();
    expect(await run(['verify'], served.path)).toMatchObject({
      code: 0,
      out: '1 video read, all as archived.\n',
    });
    const [video = ''] = (await harness.files()).filter((each) => each.endsWith('.mp4'));
    await rm(join(harness.folder, 'archive', video));
    const found = await run(['verify', '--json'], served.path);
    expect(found.code).toBe(4);
    expect(JSON.parse(found.out)).toMatchObject({ damaged: [{ id: task, kind: 'missing' }] });
  });

  test.each([
    ['no JSON', 'hello'],
    ['another version', { version: 99, command: 'status' }],
    ['an unknown command', { version: 1, command: 'remove' }],
    ['a machine’s own name', { version: 1, command: 'constructor' }],
    ['a list of nothing', { version: 1, command: 'add', ids: [] }],
    ['ids that are none', { version: 1, command: 'add', ids: ['../../etc/passwd'] }],
    [
      'a deep structure',
      {
        version: 1,
        command: 'status',
        x: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown,
      },
    ],
  ])('refuses %s, and goes on', async (name, request) => {
    using served = await serve();
    const [message] = await answersOf(served.path, request);
    if (name !== 'a deep structure') expect(message).toMatchObject({ code: 'not-understood' });
    expect(await answersOf(served.path, { version: 1, command: 'status' })).toHaveLength(1);
  });

  test('lets go of whoever asks nothing, or sends a line without an end', async () => {
    using served = await serve({ requestWithinMs: 50 });
    await closeOf(connect(served.path));
    const endless = connect(served.path);
    const closed = closeOf(endless);
    const block = Buffer.alloc(1024 * 1024, 120);
    for (let n = 0; n < 18; n++) endless.write(block);
    endless.resume();
    await closed;
    expect(await answersOf(served.path, { version: 1, command: 'status' })).toHaveLength(1);
  });

  test('sweeps a socket that a crash has left, and its own is gone at the end', async () => {
    const first = await serve();
    const { path } = first;
    first.server.dispose();
    expect(await connectTo(path)).toBeUndefined();
    await rm(path, { force: true });
    const dead = createServer().listen(path);
    await once(dead, 'listening');
    using second = await serve();
    expect(second.path).toBe(path);
    expect(await answersOf(path, { version: 1, command: 'status' })).toHaveLength(1);
    dead.close();
  });

  test('takes the next place where others may look into the folder, or a link stands for it', async () => {
    const [wanted = '', next = ''] = socketPaths(placeIn(join(folder, 'run')));
    await mkdir(dirname(wanted), { recursive: true });
    await chmod(dirname(wanted), 0o755);
    await mkdir(join(folder, 'data'));
    using open = await serve();
    expect(open.path).not.toBe(wanted);
    expect(isOwnSocket(wanted)).toBe(false);
    await rm(dirname(wanted), { recursive: true });
    await symlink(folder, dirname(wanted));
    using linked = await serve();
    expect([open.path, linked.path]).not.toContain(wanted);
    expect(next).not.toBe('');
  });
});

test('a server that says nothing, breaks off or speaks another language is no answer', async () => {
  const path = join(folder, 'odd');
  let behave = (socket: Socket) => void socket.resume();
  const odd = createServer((socket) => {
    behave(socket);
  }).listen(path);
  await once(odd, 'listening');
  const trial = async (silentMs: number) => {
    const socket = await connectTo(path);
    if (socket === undefined) throw new Error('Nobody listens');
    for await (const _message of ask(socket, { version: 1, command: 'status' }, silentMs)) {
      throw new Error('An answer');
    }
  };
  await expect(trial(50)).rejects.toThrow(new NoAnswerError('Reelkeep does not answer.'));
  behave = (socket) => void socket.end();
  await expect(trial(5_000)).rejects.toThrow('ended before');
  behave = (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  await expect(trial(5_000)).rejects.toThrow('no Reelkeep');
  behave = (socket) => void socket.end('{"kind":"alive"}\n{"kind":"alive"}\n');
  await expect(trial(5_000)).rejects.toThrow('ended before');
  odd.close();
});

describe('without a running Reelkeep', () => {
  test('what is added is kept, with a word that nobody looks after it yet', async () => {
    const { code, out, err } = await run(['add', id]);
    expect([code, out]).toEqual([0, '1 video added.\n']);
    expect(err).toContain('Reelkeep is not running');
    expect((await run(['check'])).code).toBe(3);
  });

  test('a ledger that is only loaded asks nobody, and notes nothing of how the run ended', async () => {
    const task = harness.aTask();
    harness.add(task, 'runway');
    await harness.reaches(task, 'archived');
    await harness.core.stop();
    const run = harness.store.documents.get('run');
    const asked = harness.provider.requestsOf(task).length;
    await harness.load();
    expect(harness.taskOf(task).state).toBe('archived');
    await harness.core.stop();
    expect(harness.store.documents.get('run')).toBe(run);
    expect(harness.provider.requestsOf(task).length).toBe(asked);
  });

  test('data that another process works with is waited for, and then not touched', async () => {
    let tries = 0;
    const { code, out, err } = await runIn(harness.core, ['list'], {
      openData: () => {
        tries += 1;
        return { ok: false, failure: 'Process 7 works with it.' };
      },
    });
    expect([code, out, err]).toEqual([3, '', 'Process 7 works with it.\n']);
    expect(tries).toBeGreaterThan(10);
  });

  test.each([
    ['a folder', '.', 'cannot be read'],
    ['nothing', 'none.txt', 'cannot be read'],
    ['what is no text', 'clip.mp4', 'does not hold text'],
    ['more than anybody reads', 'huge.log', 'more than 20 MiB'],
  ])('of %s nothing is added', async (_name, file, words) => {
    await writeFile(join(folder, 'clip.mp4'), Buffer.from([0, 0, 0, 24]));
    await writeFile(join(folder, 'huge.log'), Buffer.alloc(20 * 1024 * 1024 + 1, 97));
    const { code, err } = await run(['add', '--file', join(folder, file)]);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  test('an export that cannot be finished leaves the older file as it was', async () => {
    const file = join(folder, 'all.json');
    await writeFile(file, 'older');
    const output = await openOutputFile(file);
    await output.write('half');
    await output.drop();
    expect(await readFile(file, 'utf8')).toBe('older');
  });

  test('a reader that goes away, as head does, is no failure', async () => {
    const line = parseCommandLine(['reelkeep', '--help'], {
      hasAppPath: false,
      isForeignSwitch: () => false,
    });
    if (line.kind !== 'help') throw new Error(line.kind);
    const never = () => Promise.reject(new Error('Not asked for'));
    const code = await runCommandLine(line, {
      version: '0',
      print: () => Promise.reject(new PipeClosedError()),
      say: () => undefined,
      showProgress: () => undefined,
      readFile: never,
      openOutput: never,
      connect: never,
      openData: never,
      wait,
    });
    expect(code).toBe(0);
  });
});
