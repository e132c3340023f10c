// node scripts/demo/play.ts [--stay]
// The scene itself, on whatever desktop it is started on. With --stay the window is left to the user.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp } from '../../test/e2e/launch.ts';
import { accountOf, addVideos, onboard, taskItem } from '../../test/e2e/window.ts';
import { demoScene, type SceneTask } from '../../test/fake/provider/scene.ts';
import { startFakeProvider } from '../../test/fake/provider/server.ts';
import { readArchive, verifyManifests } from './archive.ts';

/** All four have ended within half of this on a slow machine. */
const endsWithinMs = 120_000;

interface Ending {
  readonly task: SceneTask;
  readonly expected: string;
}

function nameOf({ prompt, id }: SceneTask): string {
  return prompt === '' ? id : prompt;
}

/** Waits for a task's end, and answers the word that it shows. */
async function endingOf(page: Page, { task, expected }: Ending): Promise<string> {
  const item = taskItem(page, nameOf(task));
  const word = item.getByText(expected, { exact: true });
  try {
    await word.waitFor({ timeout: endsWithinMs });
    return expected;
  } catch {
    return (await item.innerText()).replace(/\s+/g, ' ');
  }
}

function printTable(rows: readonly Readonly<Record<string, string>>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  console.log(line(columns));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(columns.map((column) => row[column] ?? '')));
}

async function play(stays: boolean): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'reelkeep-demo-'));
  const archive = join(folder, 'archive');
  await using provider = await startFakeProvider();
  const scene = demoScene(provider);
  const endings: readonly Ending[] = [
    { task: scene.runway, expected: 'Archived' },
    { task: scene.aleph, expected: 'Archived' },
    { task: scene.failing, expected: 'Failed' },
    { task: scene.unknown, expected: 'Not found' },
  ];
  console.log(`demo: fake provider at ${provider.baseUrl}, throw-away profile in ${folder}`);
  const running = await launchApp({ userDataDir: join(folder, 'profile') });
  const { page } = running;
  await onboard(page, { ...accountOf(provider), name: 'Fake provider' }, archive);
  await addVideos(
    page,
    endings.map(({ task }) => task.id),
  );
  console.log('demo: four task ids added; waiting until each has ended');
  const words = await Promise.all(endings.map((ending) => endingOf(page, ending)));
  await taskItem(page, nameOf(scene.runway)).click();
  const screenshot = join(folder, 'reelkeep.png');
  await page.screenshot({ path: screenshot });

  const files = await readArchive(archive);
  console.log('');
  printTable(
    endings.map(({ task }, index) => ({
      'Task id': task.id,
      'What it does': task.description,
      'Ended as': words[index] ?? '',
      'In the archive': files.get(task.id) ?? '',
    })),
  );
  const isAsExpected = endings.every(({ expected }, index) => words[index] === expected);
  const isVerified = await verifyManifests(archive);
  console.log(`\nArchive:    ${archive}`);
  console.log(`Screenshot: ${screenshot}`);
  if (stays) {
    console.log('\nThe window is yours now; close it to end the demo.');
    await running.app.waitForEvent('close', { timeout: 0 });
  }
  await running.close();
  if (!isAsExpected) console.error('\ndemo: a task did not end as it should have');
  return isAsExpected && isVerified;
}

process.exitCode = (await play(process.argv.includes('--stay'))) ? 0 : 1;
