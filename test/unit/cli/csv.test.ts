import { expect, test } from 'vitest';
import { csvCell, csvHead, csvRow } from '../../../electron/cli/csv.ts';
import { toJson } from '../../../electron/cli/protocol.ts';
import { textCleaner, toPublicTask } from '../../../electron/cli/task-shape.ts';
import { toAccountId, toTaskId } from '../../../electron/shared/id.ts';
import type { Task } from '../../../electron/shared/task.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1+1', "'  =1+1"],
  ['\t=1+1', "'\t'=1+1"],
  ['\r=1', '"\'\r\'=1"'],
  ['＝1+1', "'＝1+1"],
  ['\u00a0=1', "'\u00a0=1"],
  ['|calc', "'|calc"],
  ['%0A', "'%0A"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['a;=1+1', "a;'=1+1"],
  ['a; ＠SUM(1)', "a; '＠SUM(1)"],
  ['a\t=1', "a\t'=1"],
  ['a\r\n\n @x', '"a\r\n\n \'@x"'],
  ['a;"=1+1"', '"a;""\'=1+1"""'],
  ['"=1+1', '"\'""=1+1"'],
  ['"\t=1', '"\'""\t\'=1"'],
  ['a; b-c = 2', 'a; b-c = 2'],
  [-5, '-5'],
  [undefined, ''],
  [true, 'true'],
])('%j becomes %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test.each(['\n', ';', ' ', '"', '\t'])('a text of nothing but %j takes no time', (char) => {
  const startedMs = performance.now();
  csvCell(char.repeat(1_000_000));
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});

const key = '9e107d9d372bb6826bd81d3542a419d6';
const task: Task = {
  id: toTaskId('ee603959-debb-48d1-98c4-a6d1c717eba6') ?? fail(),
  accountId: toAccountId('a'),
  addedAtMs: Date.UTC(2026, 0, 2),
  updatedAtMs: 0,
  paused: false,
  state: 'ready',
  media: { videoUrl: 'https://f.example/v.mp4?sig=abc' },
  linkStep: 'stored',
  attempts: 0,
  record: { prompt: `\u001b[2Ja\u009b2J https://f.example/x?sig=abc key ${key}`, parameters: {} },
  notes: '=cmd|calc',
};

function fail(): never {
  throw new Error('It is an id.');
}

test('no key, no signed link and nothing that a terminal obeys is told of a video', () => {
  const tidy = textCleaner((text) => text.replaceAll(key, '[key]'));
  const shown = toPublicTask(task, { accountName: 'Mine', tidy });
  const text = toJson(shown) + csvRow(shown);
  expect(text).not.toContain(key);
  expect(text).not.toContain('sig=');
  // eslint-disable-next-line no-control-regex -- control characters are what must not get through
  expect(text).not.toMatch(/[\u0000-\u0009\u001b\u007f-\u009f]/);
  expect(shown).toMatchObject({ addedAt: '2026-01-02T00:00:00.000Z', account: 'Mine', files: [] });
});

test('every row has as many cells as the head', () => {
  const row = csvRow(toPublicTask({ ...task, notes: 'x' }, { accountName: '', tidy: String }));
  expect(row.split(',').length).toBe(csvHead.split(',').length);
  expect(row.endsWith('\r\n')).toBe(true);
});

test('JSON is on one line, and without what a terminal obeys', () => {
  const json = toJson({ text: 'a\u009b\u202e\n\u2028\u007f' });
  expect(json).toBe('{"text":"a\\u009b\\u202e\\n\\u2028\\u007f"}');
  expect(JSON.parse(json)).toEqual({ text: 'a\u009b\u202e\n\u2028\u007f' });
});
