import { describe, expect, test } from 'vitest';
import { endpointId } from '../../../electron/shared/endpoint.ts';
import type {
  Failure,
  FailureCode,
  Saved,
  SavingTrouble,
} from '../../../electron/shared/failure.ts';
import { describeFailure, stateWord, taskTitle } from '../../../electron/shared/messages/en.ts';
import type { TaskView } from '../../../electron/shared/task.ts';
import { accountId, aCheckingTask, aReadyTask, aRunningTask, anId, nowMs } from '../builders.ts';

const host = 'api.example.com';
const path = '/media/films';

/** One failure of each code. A new code does not compile until it has an example here. */
const examples: { readonly [C in FailureCode]: Extract<Failure, { code: C }> } = {
  unreachable: { code: 'unreachable', host, detail: 'ENOTFOUND' },
  'proxy-refused': {
    code: 'proxy-refused',
    host,
    proxy: 'proxy.example.com:3128',
    detail: 'HTTP 407 Proxy Authentication Required',
    httpStatus: 407,
  },
  'bad-certificate': { code: 'bad-certificate', host, detail: 'CERT_HAS_EXPIRED' },
  'key-refused': { code: 'key-refused', host },
  'client-blocked': { code: 'client-blocked', host },
  'rate-limited': { code: 'rate-limited', host, retryAfterMs: 30_000 },
  maintenance: { code: 'maintenance', host },
  'no-credits': { code: 'no-credits', host },
  'sub-key-limit': { code: 'sub-key-limit', host },
  'not-the-provider': { code: 'not-the-provider', host, httpStatus: 200, got: 'html' },
  'provider-error': { code: 'provider-error', host, providerCode: 501, message: 'Broken' },
  'address-invalid': { code: 'address-invalid', input: 'api example' },
  'address-not-https': { code: 'address-not-https', input: 'http://api.example.com' },
  'file-of-another': { code: 'file-of-another', path: '2026/11/a.mp4' },
  'other-task': { code: 'other-task', host },
  'address-private': { code: 'address-private', input: 'https://10.0.0.1' },
  'address-port': { code: 'address-port', input: 'files.example.com:8443' },
  'media-refused': { code: 'media-refused', host, httpStatus: 403 },
  'media-http': { code: 'media-http', host, httpStatus: 502 },
  'media-not-media': { code: 'media-not-media', host, got: 'a web page' },
  'media-truncated': { code: 'media-truncated', host, receivedBytes: 10, expectedBytes: 20 },
  'media-damaged': { code: 'media-damaged', detail: 'no moov' },
  'media-too-large': { code: 'media-too-large', host, limitBytes: 4_000_000_000 },
  'media-stalled': { code: 'media-stalled', host },
  'media-expired': { code: 'media-expired' },
  'host-refuses': { code: 'host-refuses', host },
  'host-busy': { code: 'host-busy', host, retryAfterMs: 90_000 },
  'path-refused': { code: 'path-refused', path, detail: 'ENAMETOOLONG' },
  'transfer-stopped': { code: 'transfer-stopped' },
  'folder-not-absolute': { code: 'folder-not-absolute', path: 'films' },
  'folder-not-confirmed': { code: 'folder-not-confirmed', path },
  'folder-not-chosen': { code: 'folder-not-chosen', path },
  'folder-not-writable': { code: 'folder-not-writable', path, detail: 'EACCES' },
  'not-an-archive': { code: 'not-an-archive', path },
  'archive-copy': { code: 'archive-copy', path, otherPath: '/elsewhere' },
  'folder-missing': { code: 'folder-missing', path },
  'marker-unreadable': { code: 'marker-unreadable', path, why: 'content', id: 'a' },
  'folder-not-empty': { code: 'folder-not-empty', path },
  'folder-nested': {
    code: 'folder-nested',
    path,
    other: '/media',
    use: 'archive',
    lies: 'inside',
  },
  'folder-unsuitable': { code: 'folder-unsuitable', path, reason: 'root' },
  'disk-full': { code: 'disk-full', path },
  'disk-reserve': {
    code: 'disk-reserve',
    path,
    freeBytes: 312_000_000,
    shortBytes: 220_000_000,
    keptBytes: 512 * 1024 ** 2,
    isForAll: true,
  },
  'not-saved': {
    code: 'not-saved',
    what: 'ids',
    reason: 'full',
    folder: path,
    detail: 'ENOSPC',
  },
  'disk-error': { code: 'disk-error', path, detail: 'EIO' },
  'drive-not-answering': { code: 'drive-not-answering', path },
  'foreign-entry': { code: 'foreign-entry', path, found: 'link' },
  'account-unknown': { code: 'account-unknown' },
  'account-no-key': { code: 'account-no-key', name: 'Studio' },
  'key-empty': { code: 'key-empty' },
  'key-elsewhere': { code: 'key-elsewhere' },
  'key-malformed': { code: 'key-malformed' },
  'name-empty': { code: 'name-empty' },
  'keyring-missing': { code: 'keyring-missing' },
  'keyring-failed': { code: 'keyring-failed' },
  quitting: { code: 'quitting' },
  'nothing-to-add': { code: 'nothing-to-add' },
  'endpoint-unknown': { code: 'endpoint-unknown', endpoint: 'veo' },
  'task-unknown': { code: 'task-unknown', taskId: anId() },
  'file-changed': { code: 'file-changed', path },
  'file-missing': { code: 'file-missing', path },
  'trash-refused': { code: 'trash-refused', path, detail: 'no trash on this drive' },
  'template-invalid': {
    code: 'template-invalid',
    input: '{date}/{mood}',
    reason: 'unknown-token',
    detail: '{mood}',
  },
  busy: { code: 'busy', job: 'scrub' },
  'set-aside': { code: 'set-aside', crashes: 2, nextTryAtMs: nowMs },
  'internal-error': { code: 'internal-error', detail: 'TypeError' },
};

describe('the words of a failure', () => {
  test.each(Object.values(examples))('$code has a whole sentence and a remedy', (failure) => {
    const words = describeFailure(failure);
    expect(words.sentence).toMatch(/^\S.{10,}/);
    expect(words.remedy).toMatch(/^[A-Z].{10,}[.]$/);
    expect(`${words.sentence} ${words.remedy}`).not.toMatch(/undefined|null|NaN|\[object/);
  });

  test.each(Object.values(examples))(
    '$code names the host, path or input it is about',
    (failure) => {
      const { sentence } = describeFailure(failure);
      for (const part of [
        'host',
        'path',
        'input',
        'detail',
        'name',
        'endpoint',
        'taskId',
      ] as const) {
        const value = (failure as { readonly [K in typeof part]?: string })[part];
        if (value !== undefined) expect(sentence).toContain(value);
      }
    },
  );

  test('a pause that the host named is told in seconds', () => {
    expect(describeFailure(examples['rate-limited']).sentence).toBe(
      'api.example.com asks for a pause of 30 seconds.',
    );
    expect(describeFailure({ code: 'rate-limited', host }).sentence).toBe(
      'api.example.com asks for fewer requests.',
    );
  });
});

const rawState = 'x';
const files = [] as const;
const ended = { endedAtMs: nowMs };
const refusal = { providerCode: '400', providerMessage: 'no' };
const cause: Failure = { code: 'media-expired' };
const base = { id: anId(), accountId, addedAtMs: nowMs, updatedAtMs: nowMs, paused: false };
const { media, linkStep, attempts } = aReadyTask();

const words: readonly (readonly [string, TaskView])[] = [
  ['Checking', aCheckingTask()],
  ['Waiting', aRunningTask({ phase: 'waiting' })],
  ['Queued', aRunningTask({ phase: 'queued' })],
  ['Generating', aRunningTask({ phase: 'generating' })],
  ['Generating', aRunningTask({ phase: 'unknown', rawState: 'polishing' })],
  ['Ready', aReadyTask()],
  ['Downloading', { ...base, state: 'downloading', media, linkStep, attempts }],
  ['Archived', { ...base, state: 'archived', archivedAtMs: nowMs, files }],
  ['Failed', { ...base, ...ended, ...refusal, state: 'failed' }],
  ['Not found', { ...base, ...ended, state: 'not-found', missedAt: [], rechecks: 0 }],
  ['Stalled', { ...base, state: 'stalled', phase: 'queued', rawState, sinceMs: nowMs }],
  ['Lost', { ...base, ...ended, state: 'lost', cause }],
  ['Paused', aReadyTask({ paused: true })],
];

const saved: readonly Saved[] = ['ids', 'list', 'removal', 'put-back', 'settings', 'keys', 'names'];
const reasons: readonly SavingTrouble['reason'][] = ['full', 'not-writable', 'other'];
const unsaved = saved.flatMap((what) => reasons.map((reason) => ({ what, reason })));

test.each(unsaved)('what of its own data is not saved: $what, $reason', ({ what, reason }) => {
  const folder = '/home/ada/.config/Reelkeep';
  const told = describeFailure({ code: 'not-saved', what, reason, folder, detail: 'E1' });
  expect(told.sentence).toContain(folder);
  expect(told.sentence).toContain('E1');
  expect(`${told.sentence} ${told.remedy}`).not.toMatch(/archive folder|ledger/);
  // What to do, and what it means.
  expect(told.remedy).toMatch(/^[A-Z][^.]+\. ?[A-Z]?.+\.$/);
});

const kinds = ['file', 'folder', 'link', 'second-name', 'pipe', 'socket', 'device'] as const;

test('each kind of thing in the way has words of its own', () => {
  const told = kinds.map((found) => describeFailure({ code: 'foreign-entry', path, found }));
  expect(new Set(told.map(({ sentence }) => sentence)).size).toBe(kinds.length);
  expect(told[2]?.sentence).toContain('symbolic link');
  expect(told[3]?.sentence).toContain('second name');
});

describe('the word of a state', () => {
  test.each(words)('%s', (word, task) => {
    expect(stateWord(task)).toBe(word);
  });

  test('an archived task that was once paused is archived', () => {
    const archivedAtMs = nowMs;
    expect(stateWord({ ...base, paused: true, state: 'archived', archivedAtMs, files })).toBe(
      'Archived',
    );
  });
});

describe('the title of a task', () => {
  const endpoint = endpointId('runway');

  test('is its prompt', () => {
    const record = { prompt: ' A fox \n', parameters: {} };
    expect(taskTitle(aRunningTask({ endpoint, record }))).toBe('A fox');
  });

  test('is its id while no prompt is known', () => {
    expect(taskTitle(aCheckingTask())).toBe(anId());
    expect(taskTitle(aRunningTask({ record: { prompt: '  ', parameters: {} } }))).toBe(anId());
  });
});
