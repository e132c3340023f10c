import { expect, test } from 'vitest';
import { Workspace } from '../../../../renderer/state/workspace.svelte.ts';

function aWorkspace(needsFolder: boolean) {
  const seen = { needsFolder, reminded: 0 };
  const workspace = new Workspace({
    needsFolder: () => seen.needsFolder,
    onReminded: () => (seen.reminded += 1),
  });
  return { workspace, seen };
}

test('with a folder chosen, adding opens its dialog', () => {
  const { workspace, seen } = aWorkspace(false);
  workspace.resumeFirstSteps();
  expect([workspace.choosingFolder, workspace.openAdd()]).toEqual([false, true]);
  expect([workspace.dialog, seen.reminded]).toEqual([{ kind: 'add' }, 0]);
});

test('without one, every way of adding leads back to it until it is done', () => {
  const { workspace, seen } = aWorkspace(true);
  workspace.openSettings();
  for (const times of [1, 2]) {
    expect([workspace.openAdd(), workspace.choosingFolder]).toEqual([false, true]);
    expect([workspace.dialog, workspace.reminders, seen.reminded]).toEqual([
      undefined,
      times,
      times,
    ]);
  }
  // The field is left, and the folder is there: the user has yet to say that this is it.
  seen.needsFolder = false;
  expect(workspace.openAdd()).toBe(false);
  workspace.endFirstSteps();
  expect([workspace.openAdd(), workspace.reminders]).toEqual([true, 0]);
});

test('a run that ended before the folder was chosen begins there, and reminds of nothing yet', () => {
  const { workspace } = aWorkspace(true);
  workspace.resumeFirstSteps();
  expect([workspace.choosingFolder, workspace.reminders]).toEqual([true, 0]);
});

test('what was brought in meanwhile has its turn once, after the folder', () => {
  const { workspace } = aWorkspace(true);
  let times = 0;
  workspace.openAdd();
  workspace.onceChosen(() => (times += 1));
  expect(times).toBe(0);
  workspace.endFirstSteps();
  workspace.endFirstSteps();
  expect(times).toBe(1);
});

test('once it is done adding opens its dialog, though the settings have not arrived yet', () => {
  const { workspace } = aWorkspace(true);
  workspace.resumeFirstSteps();
  workspace.endFirstSteps();
  expect([workspace.openAdd(), workspace.dialog]).toEqual([true, { kind: 'add' }]);
});
