import { describe, expect, test } from 'vitest';
import { calls, type CallName } from '../../../../electron/shared/contract/contract.ts';
import { accountId, anId } from '../../builders.ts';

const id = anId();
const ids = [id];
const path = '/films';
const account = { id: accountId, provider: 'custom', baseUrl: 'https://a.example', key: 'sk-1' };
const template = '{title}';

/** A good input of each call, every field filled. A new call does not compile without one. */
const inputs: { readonly [N in CallName]: unknown } = {
  snapshot: undefined,
  find: { text: 'x' },
  add: { ids, endpoint: 'runway', accountId },
  check: { ids },
  pause: { ids, paused: true },
  remove: { ids, withFiles: false },
  removed: { from: 0, count: 1 },
  putBack: { ids },
  moveToTrash: { ids },
  forget: { ids },
  saveAccount: { ...account, name: 'Mine', storage: 'plain' },
  removeAccount: { id: accountId },
  testAccount: account,
  chooseFolder: 'archive',
  setArchiveFolder: { path, choice: 'move' },
  changeSettings: { appearance: 'dark' },
  previewFileNames: { template },
  setFileNames: { template },
  planRename: undefined,
  renameFiles: undefined,
  dismissAlert: { key: 'a' },
  answerAlert: { answer: 'go-on' },
  setMirrorFolder: { path },
  setWatchedFolder: { path },
  fillMirror: undefined,
  cancelJob: { kind: 'move' },
  annotate: { id, tags: ['a'], notes: 'b' },
  checkArchive: undefined,
  repair: { ids },
  readArchive: { includesRemoved: false },
  openArchive: { path },
  showInFolder: { id, path },
  openFile: { id, path },
  openArchiveFolder: undefined,
  recheck: { id },
  notices: undefined,
  offeredIds: { id: 'n' },
  markNoticesRead: { id: 'x' },
  clearNotices: undefined,
  testNotification: undefined,
  copyText: { text: 'x' },
  keepView: {
    view: {
      ...{ filter: 'all', search: 'x', sort: 'newest', selected: ['a'], lead: 'a' },
      ...{ scrollTopPx: 1, isTrashOpen: false },
    },
    isBusy: false,
  },
  answerClose: { choice: 'keep' },
  loginStart: undefined,
  setLoginStart: { start: 'off' },
  lookForUpdate: undefined,
  fetchUpdate: undefined,
  stopUpdate: undefined,
  installUpdate: undefined,
  restartForUpdate: undefined,
  whatsNew: undefined,
};

/** Calls that take any text: one only looks for ids in it, the other hands it to the clipboard. */
const takesAnyText: ReadonlySet<string> = new Set(['find', 'copyText']);

type Place = readonly (string | number)[];

/** Where the texts of an input are. */
function textsOf(value: unknown, place: Place = []): readonly Place[] {
  if (typeof value === 'string') return [place];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...place, key]));
}

/** The input with another value in one place. */
function withValue(value: unknown, [key, ...rest]: Place, put: (old: unknown) => unknown): unknown {
  if (key === undefined) return put(value);
  const copy = structuredClone(value) as Record<string | number, unknown>; // a place leads through these
  copy[key] = withValue(copy[key], rest, put);
  return copy;
}

const bad: readonly (readonly [string, (old: unknown) => unknown])[] = [
  ['a NUL at its end', (old) => `${String(old)}\0`],
  ['a NUL at its start', (old) => `\0${String(old)}`],
  ['half a character', (old) => `${String(old)}\uD83D`],
  ['30 million characters', () => 'a'.repeat(30_000_000)],
  ['a number', () => 7],
  ['a list', (old) => [old]],
  ['null', () => null],
];

const cases = Object.entries(inputs).flatMap(([name, input]) =>
  textsOf(input).flatMap((place) =>
    bad
      .filter(([kind]) => !takesAnyText.has(name) || !/NUL|half/.test(kind))
      .map(([kind, put]) => ({
        name: name as CallName,
        path: place.join('.') || 'input',
        kind,
        place,
        put,
      })),
  ),
);

describe('the contract', () => {
  test.each(Object.keys(inputs) as CallName[])('%s takes its good input', (name) => {
    expect(calls[name].input.safeParse(inputs[name]).error).toBeUndefined();
  });

  test.each(cases)('$name refuses $path with $kind', ({ name, place, put }) => {
    const input = withValue(inputs[name], place, put);
    const { error } = calls[name].input.safeParse(input);
    expect(error?.issues[0]?.path.map(String)).toEqual(place.map(String));
  });
});
