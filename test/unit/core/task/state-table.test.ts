import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TaskEvent } from '../../../../electron/core/task/event.ts';
import { advance } from '../../../../electron/core/task/lifecycle.ts';
import type { Task, TaskState } from '../../../../electron/shared/task.ts';
import { toAccountId } from '../../../../electron/shared/id.ts';
import {
  aCheckingTask,
  accountId,
  aFile,
  alephId,
  anArchivedTask,
  aReadyTask,
  aRunningTask,
  nowMs,
  runwayId,
} from '../../builders.ts';

// What each event does in each state, written down: nobody adds a state or an event without saying so here.

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const other = toAccountId('account-2');
const media = { videoUrl: 'https://files.example/v.mp4' };
const refused = { code: 'media-refused', host: 'files.example', httpStatus: 410 } as const;
const slow = { code: 'unreachable', host: 'files.example', detail: 'ECONNRESET' } as const;
const input = { url: 'https://files.example/input.png', count: 1, tries: 0 };
const picture = aFile({ role: 'thumbnail', path: '2026/11/a.jpg', extension: 'jpg' });
const second = aFile({ path: '2026/11/a 2.mp4' });
const record = { parameters: {} };

const states = [
  'checking',
  'running',
  'ready',
  'downloading',
  'archived',
  'failed',
  'not-found',
  'stalled',
  'lost',
] as const satisfies readonly TaskState[];

/** A task in each state, with something in its way, so that it shows when that is gone. */
const tasks = {
  checking: aCheckingTask({ hindrance: slow }),
  running: aRunningTask({ phase: 'queued', hindrance: slow }),
  ready: aReadyTask({ hindrance: slow }),
  downloading: { ...aReadyTask(), state: 'downloading', hindrance: slow },
  archived: anArchivedTask({ hindrance: slow, isSidecarBehind: true, inputs: [input] }),
  failed: {
    ...ended(),
    state: 'failed',
    providerCode: '',
    providerMessage: '',
    withoutFile: {},
  },
  'not-found': { ...ended(), state: 'not-found', rechecks: 0, missedAt: [] },
  stalled: { ...aRunningTask({ sinceMs: nowMs - dayMs, hindrance: slow }), state: 'stalled' },
  lost: { ...ended(), state: 'lost', cause: refused },
} as const satisfies { readonly [State in TaskState]: Task & { readonly state: State } };

function ended() {
  const { missedAt: _none, ...base } = aCheckingTask({ hindrance: slow });
  return { ...base, endedAtMs: nowMs };
}

type Answered = Extract<TaskEvent, { readonly type: 'answered' }>;

function answered(answer: Answered['answer']): TaskEvent {
  return { type: 'answered', endpoint: runwayId, answer, raw: {}, retentionMs: 14 * dayMs };
}

const { state: _archived, updatedAtMs: _then, ...found } = anArchivedTask({ archiveId: 'other' });

/** An event, and what it makes of a task in each state: another state, `~` the same one changed, `=` nothing. */
type Row = readonly [event: TaskEvent, outcomes: string];

/** In the order of `states`. */
const table: { readonly [Type in TaskEvent['type']]: readonly Row[] } = {
  answered: [
    [
      answered({ kind: 'running', phase: 'generating', rawState: 'generating', record }),
      'running ~ = = = running running ~ running',
    ],
    [answered({ kind: 'succeeded', media, record }), 'ready ready = = = ready ready ready ready'],
    [
      answered({ kind: 'failed', providerCode: '500', providerMessage: 'No', record }),
      'failed failed = = = ~ failed failed failed',
    ],
    [answered({ kind: 'expired', record }), 'lost lost = = = lost lost lost ~'],
  ],
  missed: [
    [{ type: 'missed', endpoint: alephId, isLast: false }, '~ = = = = = ~ = ='],
    [{ type: 'missed', endpoint: alephId, isLast: true }, 'not-found = = = = = ~ = ='],
    [{ type: 'missed', endpoint: alephId, isLast: true, isWorthALook: true }, '~ = = = = = ~ = ='],
    [
      { type: 'missed', endpoint: alephId, isLast: true, nextAccountId: other },
      '~ = = = = = ~ = =',
    ],
  ],
  hindered: [
    [{ type: 'hindered', failure: refused }, '~ ~ ~ ~ ~ ~ ~ ~ ~'],
    [{ type: 'hindered', failure: slow }, '= = = = = = = = ='],
  ],
  unhindered: [[{ type: 'unhindered' }, '~ ~ ~ ~ ~ ~ ~ ~ ~']],
  reserved: [[{ type: 'reserved', path: '2026/11/a', archiveId: 'x' }, '~ ~ ~ ~ ~ ~ ~ ~ ~']],
  'thumbnail-kept': [[{ type: 'thumbnail-kept', file: picture }, '~ ~ ~ ~ ~ ~ ~ ~ ~']],
  'transfer-started': [
    [{ type: 'transfer-started' }, '= = downloading ~ = = = = ='],
    [{ type: 'transfer-started', isMoving: true }, '= = downloading ~ = = = = ='],
  ],
  'ways-known': [[{ type: 'ways-known', known: { goneAtMs: nowMs } }, '= = ~ ~ = = = = =']],
  'transfer-failed': [
    [
      { type: 'transfer-failed', failure: refused, next: 'refreshed', attempts: 1 },
      '= = ~ ready = = = = =',
    ],
    [
      { type: 'transfer-failed', failure: slow, next: 'stored', attempts: 0 },
      '= = = ready = = = = =',
    ],
  ],
  'transfer-stopped': [[{ type: 'transfer-stopped' }, '= = = ready = = = = =']],
  archived: [[{ type: 'archived', files: [aFile()] }, '= = archived archived = = = = =']],
  'input-kept': [
    [
      { type: 'input-kept', count: 1, file: aFile({ role: 'input', path: '2026/11/a input.png' }) },
      '= = = = ~ = = = =',
    ],
  ],
  'input-missed': [
    [
      { type: 'input-missed', input: { ...input, tries: 1, failure: refused } },
      '= = = = ~ = = = =',
    ],
  ],
  'results-kept': [[{ type: 'results-kept', files: [second] }, '= = ~ ~ = = = = =']],
  lost: [[{ type: 'lost', cause: refused }, '= = lost lost = = = = =']],
  'looked-again': [[{ type: 'looked-again' }, '= = = = = = = = ~']],
  'found-again': [[{ type: 'found-again', media }, '= = = = = = = = ready']],
  paused: [
    [{ type: 'paused', paused: true }, '~ ~ ~ ~ ~ ~ ~ ~ ~'],
    [{ type: 'paused', paused: false }, '= = = = = = = = ='],
  ],
  annotated: [
    [{ type: 'annotated', tags: ['dog'], notes: '' }, '~ ~ ~ ~ ~ ~ ~ ~ ~'],
    [{ type: 'annotated', tags: [], notes: '' }, '= = = = = = = = ='],
  ],
  'sidecar-written': [[{ type: 'sidecar-written' }, '= = = = ~ = = = =']],
  restored: [[{ type: 'restored', found }, 'archived = = = ~ archived archived archived archived']],
  checked: [
    [{ type: 'checked' }, '= = = = ~ = = = ='],
    [
      { type: 'checked', damage: { kind: 'missing', paths: ['a.mp4'], foundAtMs: nowMs } },
      '= = = = ~ = = = =',
    ],
  ],
  relocated: [
    [
      { type: 'relocated', reservedPath: '2026/11/b', archiveId: 'x', files: [aFile()] },
      '= = = = ~ = = = =',
    ],
  ],
  'asked-again': [
    [
      { type: 'asked-again', accountId, endpoint: undefined },
      '= = = = = checking checking checking checking',
    ],
    [
      { type: 'asked-again', accountId: other, endpoint: alephId },
      '~ checking = = = checking checking checking checking',
    ],
  ],
};

const rows = Object.values(table).flat();
const laterMs = nowMs + 1_000;

function outcomeOf(state: TaskState, event: TaskEvent): string {
  const task = tasks[state];
  const next = advance(task, event, laterMs);
  if (next === task) return '=';
  return next.state === state ? '~' : next.state;
}

test.each(rows.map(([event, outcomes]) => [JSON.stringify(event), event, outcomes] as const))(
  '%s leads from each state where it should',
  (_title, event, outcomes) => {
    expect(states.map((state) => outcomeOf(state, event)).join(' ')).toBe(outcomes);
  },
);

test('links that were known before are tried all the same when the record says that the media are gone', () => {
  const gone = answered({ kind: 'expired', record });
  for (const state of ['checking', 'running', 'failed', 'not-found', 'stalled', 'lost'] as const)
    expect(advance({ ...tasks[state], media }, gone, laterMs).state).toBe('ready');
});

test('a failure in the provider’s own words is an end that nobody asks about again', () => {
  const { withoutFile: _none, ...failed } = tasks.failed;
  const again = { type: 'asked-again', accountId, endpoint: undefined } as const;
  expect(advance(failed, again, laterMs)).toBe(failed);
});

/** An event, and when it comes. */
interface Happening {
  readonly event: TaskEvent;
  /** Unix milliseconds. */
  readonly atMs: number;
}

/** What is against the rules between two copies of a task, the later one made by this event. */
function broken(before: Task, { event, atMs }: Happening, after: Task): readonly string[] {
  if (after === before) return [];
  const isArchivesWord = event.type === 'restored'; // the archive knows it better than the ledger
  const isMoved = isArchivesWord || event.type === 'relocated';
  const paths = new Set(after.state === 'archived' ? after.files.map(({ path }) => path) : []);
  const lost =
    before.state === 'archived' && !isMoved
      ? before.files.filter(({ path, role }) => role !== 'thumbnail' && !paths.has(path))
      : [];
  const mayChangeAccount = ['asked-again', 'missed', 'restored'].includes(event.type);
  const { deadlineMs = Infinity } = after;
  const isChanged = !isDeepStrictEqual({ ...after, updatedAtMs: before.updatedAtMs }, before);
  const rules: readonly (readonly [string, boolean])[] = [
    ['it is told that it changed', after.updatedAtMs === atMs],
    ['its id stays', after.id === before.id],
    ['its time of adding stays', after.addedAtMs === before.addedAtMs],
    ['its account stays', mayChangeAccount || after.accountId === before.accountId],
    ['its deadline never grows', isArchivesWord || deadlineMs <= (before.deadlineMs ?? Infinity)],
    ['what is archived stays archived', before.state !== 'archived' || after.state === 'archived'],
    ['no archived file is forgotten', lost.length === 0],
    ['what is archived has files', after.state !== 'archived' || after.files.length > 0],
    ['a copy without a change is the same copy', isChanged],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

const event = fc.constantFrom(...rows.map(([each]) => each));
const life = fc.array(fc.tuple(event, fc.integer({ min: 1, max: 3 * dayMs })), { maxLength: 30 });

test('whatever happens, in whatever order, a task keeps to the rules', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), life, (state, happenings) => {
      let task: Task = tasks[state];
      let atMs = nowMs;
      const found: string[] = [];
      for (const [each, afterMs] of happenings) {
        atMs += afterMs;
        const next = advance(task, each, atMs);
        found.push(
          ...broken(task, { event: each, atMs }, next).map((rule) => `${each.type}: ${rule}`),
        );
        task = next;
      }
      expect(found).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
