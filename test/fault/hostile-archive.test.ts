import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import { expectAllWell } from './hostile/expectations.ts';
import { idle, jobs } from './hostile/jobs.ts';
import { derivedEndings, idOf, Library, type Case } from './hostile/library.ts';
import { plants, type Plant } from './hostile/plants.ts';

// Every name that Reelkeep derives of a task, with every kind of thing under it, and every job and every
// reading: nothing outside changes or is shown, nothing hangs, and whatever is wrong is told in words.

let archived: Library;
let ready: Library;
const cases: Case[] = [];

beforeAll(async () => {
  archived = await Library.archived(derivedEndings.length);
  ready = await Library.ready(derivedEndings.length);
}, 120_000);

afterAll(async () => {
  await archived.stop();
  await ready.stop();
});

afterEach(async () => {
  for (const each of cases.splice(0)) await each.end();
});

async function copyOf(library: Library): Promise<Case> {
  const copy = await library.copy();
  cases.push(copy);
  return copy;
}

/** Plants at one derived name of each task, a different one for each. */
async function plantAtDerived(it: Case, ids: readonly string[], plant: Plant): Promise<void> {
  for (const [index, id] of ids.entries()) {
    await plant(join(it.archive, it.baseOf(id) + (derivedEndings[index] ?? '')), it.outside);
  }
  await it.outside.remember();
}

describe.each(Object.entries(plants))('with %s under each derived name', (_title, plant) => {
  test.each(Object.entries(jobs))('%s changes nothing outside, and tells', async (_job, run) => {
    const it = await copyOf(archived);
    await plantAtDerived(it, archived.ids, plant);
    const harness = await it.start();
    await harness.core.archiveManager.reopen();
    await run(harness, archived.ids);
    await expectAllWell(it, harness);
  });

  test('fetching changes nothing outside, and tells', async () => {
    const it = await copyOf(ready);
    await plantAtDerived(it, ready.ids, plant);
    const harness = await it.start();
    const isSettled = (id: string) => {
      const { state, hindrance } = harness.taskOf(id);
      return state === 'archived' || (hindrance !== undefined && hindrance.code !== 'media-http');
    };
    harness.core.transfers.retryNow();
    await harness.until(() => ready.ids.every(isSettled));
    // What has the name of an unfinished file costs nobody the video, nor any other one.
    const inTheWay = ready.ids.filter((_, index) => derivedEndings[index]?.includes('.part'));
    await harness.until(() => inTheWay.every((id) => harness.taskOf(id).state === 'archived'));
    await expectAllWell(it, harness);
  });

  test('a repair from a mirror with it takes nothing from outside', async () => {
    const it = await copyOf(archived);
    const harness = await it.start();
    await harness.core.archiveManager.reopen();
    await idle(harness); // another job at work, the mirror would look again in a minute
    const mirror = join(harness.folder, 'mirror');
    await harness.core.upkeep.mirror.set(mirror);
    // A video is counted as copied while its sidecar is still on the way.
    await harness.until(() => {
      const view = harness.core.upkeep.mirror.view;
      return view?.state === 'copied' && view.copied === archived.ids.length;
    });
    for (const [index, id] of archived.ids.entries()) {
      const base = it.baseOf(id);
      await rm(join(it.archive, `${base}.mp4`));
      await plant(join(mirror, index % 2 === 0 ? `${base}.mp4` : `${base}.json`), it.outside);
    }
    await it.outside.remember();
    await jobs['repair']?.(harness, archived.ids);
    await expectAllWell(it, harness);
  });

  test('a removal in the middle of a transfer removes nothing outside', async () => {
    const it = await copyOf(ready);
    await plantAtDerived(it, ready.ids, plant);
    const harness = await it.start();
    await harness.core.archiveManager.reopen();
    await harness.core.upkeep.trash.remove(ready.ids.map(idOf), true);
    await harness.core.upkeep.trash.moveNow(ready.ids.map(idOf));
    await expectAllWell(it, harness);
  });
});
