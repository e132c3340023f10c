import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FoundLine } from '../../../../../electron/shared/contract/found-line.ts';
import { fail, succeed } from '../../../../../electron/shared/outcome.ts';
import type { DroppedFile } from '../../../../../renderer/state/add/dropped-files.ts';
import { addableIds, countVerdicts } from '../../../../../renderer/state/add/found.ts';
import { Intake, maxShownLength } from '../../../../../renderer/state/add/intake.svelte.ts';
import { idNumber } from '../../../builders.ts';
import { anAnswer, FakeApi } from '../../fake-api.ts';

const fresh: FoundLine = { text: 'one', verdict: 'new', taskId: idNumber(1) };
const tracked: FoundLine = { text: 'two', verdict: 'tracked', taskId: idNumber(2) };
const noise: FoundLine = { text: 'three', verdict: 'not-an-id' };

function aFile(name: string, text: string): DroppedFile {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, arrayBuffer: () => Promise.resolve(bytes.buffer) };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('only the last of several quick changes is looked at', async () => {
  const api = new FakeApi({ find: () => [fresh] });
  const intake = new Intake(api);
  intake.text = 'a';
  intake.text = 'ab';
  await vi.advanceTimersByTimeAsync(1000);
  expect(api.asked).toEqual([{ name: 'find', input: { text: 'ab' } }]);
  expect(intake.found).toEqual([fresh]);
});

test('adds the new ids only, each once, and then empties the draft', async () => {
  const api = new FakeApi({
    find: () => [fresh, tracked, noise, fresh],
    add: ({ ids }) => succeed({ added: ids, alreadyTracked: [] }),
  });
  const intake = new Intake(api);
  intake.text = 'pasted';
  const added = await intake.add('account-1');
  expect(added?.added).toEqual([idNumber(1)]);
  expect(api.asked[1]?.input).toEqual({ ids: [idNumber(1)], accountId: 'account-1' });
  expect(intake.text).toBe('');
  expect(intake.found).toEqual([]);
});

test('what may be an id is added only when the user insists', async () => {
  const possible: FoundLine = { text: 'maybe', verdict: 'perhaps', taskId: idNumber(4) };
  const api = new FakeApi({
    find: () => [possible],
    add: ({ ids }) => succeed({ added: ids, alreadyTracked: [] }),
  });
  const intake = new Intake(api);
  intake.text = 'pasted';
  expect(await intake.add('account-1')).toBeUndefined();
  expect(intake.problem?.remedy).toContain('Add anyway');
  intake.insist(idNumber(4), true);
  intake.insist(idNumber(4), false);
  expect(await intake.add('account-1')).toBeUndefined();
  intake.insist(idNumber(4), true);
  expect((await intake.add('account-1'))?.added).toEqual([idNumber(4)]);
  expect(intake.insisted).toEqual([]);
});

test('what is cut off is told', async () => {
  const api = new FakeApi({
    find: () => [{ text: '7d2c…', verdict: 'not-an-id', isCutOff: true }],
  });
  const intake = new Intake(api);
  intake.text = 'pasted';
  expect(await intake.add('account-1')).toBeUndefined();
  expect(intake.problem?.sentence).toContain('cut off');
});

test('the endpoint and account chosen go with the ids', async () => {
  const api = new FakeApi({
    find: () => [fresh],
    add: ({ ids }) => succeed({ added: ids, alreadyTracked: [] }),
  });
  const intake = new Intake(api);
  intake.text = 'pasted';
  intake.endpoint = 'aleph';
  intake.accountId = 'account-2';
  await intake.add('account-1');
  expect(api.asked[1]?.input).toEqual({
    ids: [idNumber(1)],
    accountId: 'account-2',
    endpoint: 'aleph',
  });
});

test('a refusal keeps the draft and says why', async () => {
  const api = new FakeApi({
    find: () => [fresh],
    add: () => fail({ code: 'disk-full', path: '/data' } as const),
  });
  const intake = new Intake(api);
  intake.text = 'pasted';
  expect(await intake.add('account-1')).toBeUndefined();
  expect(intake.text).toBe('pasted');
  expect(intake.problem?.sentence).toContain('/data');
});

test('a call that throws is told as well', async () => {
  const intake = new Intake(new FakeApi({ find: () => [fresh] }));
  intake.text = 'pasted';
  expect(await intake.add('account-1')).toBeUndefined();
  expect(intake.problem?.sentence).toContain('no answer to "add"');
});

test.each([
  { text: '', found: [], sentence: 'There is nothing new to add.' },
  { text: 'x', found: [noise], sentence: 'No task IDs found.' },
  { text: 'x', found: [tracked, noise], sentence: 'All of these are already in your library.' },
])('nothing new is explained instead of sent: $sentence', async ({ text, found, sentence }) => {
  const api = new FakeApi({ find: () => found });
  const intake = new Intake(api);
  intake.text = text;
  await intake.add('account-1');
  expect(intake.problem?.sentence).toBe(sentence);
  expect(api.count('add')).toBe(0);
});

test('an answer about an earlier text is dropped', async () => {
  const answers = [anAnswer<readonly FoundLine[]>(), anAnswer<readonly FoundLine[]>()];
  let asked = 0;
  const api = new FakeApi({ find: () => answers[asked++]?.promise ?? [] });
  const intake = new Intake(api);
  intake.text = 'first';
  await vi.advanceTimersByTimeAsync(1000);
  intake.text = 'second';
  await vi.advanceTimersByTimeAsync(1000);
  answers[1]?.resolve([tracked]);
  answers[0]?.resolve([noise]);
  await vi.advanceTimersByTimeAsync(0);
  expect(intake.found).toEqual([tracked]);
  expect(intake.finding).toBe(false);
});

test('dropped text goes behind what is there', () => {
  const intake = new Intake(new FakeApi());
  intake.append('one');
  intake.append('two');
  expect(intake.text).toBe('one\ntwo');
});

test('a previously removed id is added like a new one', async () => {
  const removed: FoundLine = { text: 'four', verdict: 'removed', taskId: idNumber(4) };
  const api = new FakeApi({
    find: () => [fresh, removed, tracked],
    add: ({ ids }) => succeed({ added: ids, alreadyTracked: [] }),
  });
  const intake = new Intake(api);
  intake.text = 'pasted';
  await intake.add('account-1');
  expect(api.asked[1]?.input).toMatchObject({ ids: [idNumber(1), idNumber(4)] });
});

test('lines that are only counted count', () => {
  const rest: FoundLine = { text: 'rest', verdict: 'not-an-id', more: 41 };
  expect(countVerdicts([fresh, noise, rest])).toEqual({
    new: 1,
    removed: 0,
    tracked: 0,
    perhaps: 0,
    'not-an-id': 43,
  });
});

test('of a long text only the ids are shown, and a long text without any is named', async () => {
  const long = 'x'.repeat(maxShownLength + 1);
  const api = new FakeApi({ find: ({ text }) => (text === long ? [fresh, noise, tracked] : []) });
  const intake = new Intake(api);
  await intake.take([{ text: long, fileName: 'session.har' }]);
  expect(intake.text).toBe(`${idNumber(1)}\n${idNumber(2)}`);
  await intake.take([{ text: `${long}y`, fileName: 'empty.log' }]);
  expect(intake.fileProblems[0]?.sentence).toBe('No task ID found in “empty.log”.');
});

test('good files are taken, each bad one is named with its reason and remedy', async () => {
  const intake = new Intake(new FakeApi());
  await intake.takeFiles([
    aFile('ids.txt', 'one'),
    aFile('clip.mp4', 'x'),
    { ...aFile('big.har', 'x'), size: 21 * 1024 * 1024 },
    aFile('binary.log', 'a\0b'),
    { ...aFile('gone.csv', 'x'), arrayBuffer: () => Promise.reject(new Error('not there')) },
    aFile('ids.JSON', 'two'),
  ]);
  expect(intake.text).toBe('one\ntwo');
  expect(intake.fileProblems.map(({ sentence }) => sentence)).toEqual([
    '“clip.mp4” was not read: only .txt, .json, .log, .har and .csv files are.',
    '“big.har” was not read: it is 21 MB; the limit is 20 MB.',
    '“binary.log” was not read: it contains no text.',
    '“gone.csv” could not be read (not there).',
  ]);
  expect(intake.fileProblems.every(({ remedy }) => remedy !== '')).toBe(true);
  intake.text = 'typed';
  expect(intake.fileProblems).toEqual([]);
});

test('a file in UTF-16, as Windows writes it, is read', async () => {
  const intake = new Intake(new FakeApi());
  const bytes = Buffer.from('\uFEFFone', 'utf16le');
  await intake.takeFiles([
    { ...aFile('ids.txt', ''), arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer) },
  ]);
  expect(intake.text).toBe('one');
});

test('an id on several lines is one id', () => {
  expect(addableIds([fresh, fresh, tracked])).toEqual([idNumber(1)]);
});
