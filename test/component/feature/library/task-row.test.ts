import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../../electron/shared/contract/contract.ts';
import type { TaskView } from '../../../../electron/shared/task.ts';
import TaskRow from '../../../../renderer/feature/library/TaskRow.svelte';
import { formatWhen } from '../../../../renderer/ui/format.ts';
import {
  aFile,
  anArchivedTask,
  anId,
  aReadyTask,
  nowMs,
  runwayId,
} from '../../../unit/builders.ts';
import { everyState } from '../../../unit/every-state.ts';
import { someSettings } from '../../../unit/renderer/fake-api.ts';
import { click, one } from '../../page.ts';
import { showInApp } from './library-bed.ts';

const hourMs = 60 * 60 * 1000;
const record = { prompt: 'A fox in the snow', parameters: {} };

async function aRow(task: TaskView, snapshot: Partial<Snapshot> = {}) {
  return await showInApp(TaskRow, {
    props: { task, selected: false },
    snapshot: { tasks: [task], ...snapshot },
  });
}

/** What a row says beside its title and its time. */
const line = () => one('.line').textContent.replaceAll(/\s+/g, ' ').trim();
const side = () => one('.side').textContent.trim();

describe('its state', () => {
  test.each(everyState)('%s is written out, with a sign beside its colour', async (word, task) => {
    await aRow(task);
    expect(one('.state').textContent.trim()).toBe(word);
    expect(one('.state').querySelectorAll('svg')).toHaveLength(1);
  });

  test('what is archived is green, unless its folder cannot be seen', async () => {
    const { hear } = await aRow(anArchivedTask());
    expect([one('.state').dataset['tone'], line()]).toEqual(['good', 'Archived 12 B · 0:05']);
    const archiveProblem = { code: 'folder-missing', path: '/films' } as const;
    hear({ settings: { ...someSettings, archiveProblem } });
    expect([one('.state').dataset['tone'], line()]).toEqual([
      'calm',
      "Archived Archive folder isn't available right now",
    ]);
  });
});

test('it is called by its prompt, or by its id until that is known', async () => {
  await aRow(aReadyTask({ record }));
  expect([one('.title').textContent, one('.title').title]).toEqual([record.prompt, record.prompt]);
});

test('without a prompt it shows the id', async () => {
  await aRow(aReadyTask());
  expect(one('.title').textContent).toBe(anId());
});

test('a link that dies soon says when, and the endpoint is named', async () => {
  await aRow(aReadyTask({ deadlineMs: nowMs + 5 * hourMs }), {
    endpoints: [{ id: runwayId, label: 'Runway' }],
  });
  expect(side()).toMatch(/^Link expires in 5 h\s+Runway$/);
  expect(one('.deadline').classList.contains('near')).toBe(true);
});

test('what is archived has no deadline any more', async () => {
  const archivedAtMs = nowMs - 2 * hourMs;
  await aRow(anArchivedTask({ deadlineMs: nowMs + hourMs, archivedAtMs }));
  expect(side()).toBe(formatWhen(archivedAtMs, nowMs));
});

test('a transfer shows how far it is, for a screen reader too', async () => {
  const { media, linkStep, attempts, ...rest } = aReadyTask();
  const task = { ...rest, state: 'downloading', media, linkStep, attempts } as const;
  const { hear } = await aRow(task);
  expect([line(), document.querySelectorAll('[role=progressbar]')]).toEqual([
    'Downloading Starting the download',
    expect.objectContaining({ length: 0 }),
  ]);
  hear({
    progress: [
      { taskId: task.id, receivedBytes: 3_000_000, totalBytes: 12_000_000, bytesPerSecond: 0 },
    ],
  });
  const bar = one('[role=progressbar]');
  expect(['label', 'valuenow'].map((name) => bar.getAttribute(`aria-${name}`))).toEqual([
    'Download progress',
    '25',
  ]);
  expect(line()).toBe(`Downloading ${bar.getAttribute('aria-valuetext') ?? ''}`);
});

test('what is damaged can be repaired from its row, by a button that names it', async () => {
  const damage = { kind: 'damaged', paths: [aFile().path], foundAtMs: nowMs } as const;
  const task = anArchivedTask({ record, damage });
  const { api } = await aRow(task);
  const button = one('button');
  expect(button.textContent.replaceAll(/\s+/g, ' ').trim()).toBe('Repair A fox in the snow');
  click(button);
  expect(api.asked.at(-1)).toEqual({ name: 'repair', input: { ids: [task.id] } });
});

test('what is whole has nothing to press', async () => {
  await aRow(anArchivedTask({ record }));
  expect(document.querySelectorAll('button')).toHaveLength(0);
});
