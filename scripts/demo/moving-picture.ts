// npm run screenshots:moving [-- FOLDER]
// Takes the README's moving picture: ids are pasted, their videos come in, and one is looked at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { launchApp } from '../../test/e2e/launch.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from '../../test/e2e/window.ts';
import { startFakeProvider, type FakeProvider } from '../../test/fake/provider/server.ts';
import { electronEnvironment } from '../electron-runtime.ts';

interface Film {
  readonly name: string;
  readonly prompt: string;
}

const there: readonly Film[] = [
  { name: 'dunes', prompt: 'Endless dunes at golden hour, slow drone flight towards the sun' },
  { name: 'nebula', prompt: 'Rose and violet nebula breathing in slow motion, vertical' },
];
const pasted: readonly Film[] = [
  { name: 'aurora', prompt: 'Northern lights dancing over a silent mountain ridge, time lapse' },
  { name: 'fireflies', prompt: 'Fireflies waking up over a summer pond at dusk' },
  { name: 'lagoon', prompt: 'Make the lagoon turquoise and the sand warmer, keep the camera move' },
];

/** As wide as GitHub shows a README. */
const widthPx = 960;

/** Pictures of a page, each shown for its own time. */
class Reel {
  readonly #page: Page;
  readonly #folder: string;
  readonly #lines: string[] = [];

  constructor(page: Page, folder: string) {
    this.#page = page;
    this.#folder = folder;
  }

  /** Takes one. @param seconds how long it is shown */
  async shoot(seconds: number): Promise<void> {
    const name = `${String(this.#lines.length).padStart(3, '0')}.png`;
    await this.#page.screenshot({ path: join(this.#folder, name) });
    this.#lines.push(`file ${name}\nduration ${String(seconds)}`);
  }

  /** Writes them as one moving picture with a palette of its own. */
  save(path: string): void {
    const list = join(this.#folder, 'frames.txt');
    const last = `file ${String(this.#lines.length - 1).padStart(3, '0')}.png`; // its time counts only so
    writeFileSync(list, [...this.#lines, last].join('\n'));
    const filter = `scale=${String(widthPx)}:-1:flags=lanczos,split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=none:diff_mode=rectangle`;
    const input = ['-f', 'concat', '-i', list];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, '-vf', filter, '-loop', '0', path]);
  }
}

/** Adds tasks, done already or generating until they are told otherwise. */
function tasksOf(provider: FakeProvider, films: readonly Film[], isDone: boolean): string[] {
  return films.map(({ name, prompt }) =>
    provider.addTask({
      endpoint: 'runway',
      prompt,
      script: [isDone ? doneWith(name) : { state: 'generating' }],
    }),
  );
}

function doneWith(name: string) {
  return { state: 'success', video: `${name}.mp4`, thumbnail: `${name}.jpg` } as const;
}

/** Pastes ids into the Add dialog, and shows each step. */
async function paste(reel: Reel, page: Page, ids: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add videos' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  await delay(400); // it fades in
  await reel.shoot(0.8);
  await dialog.getByRole('textbox', { name: 'Task IDs' }).fill(ids.join('\n'));
  const lines = dialog.getByRole('list', { name: 'Found' }).getByRole('listitem');
  await lines.nth(ids.length - 1).waitFor();
  await delay(300);
  await reel.shoot(1.8);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const { prompt } of pasted) await expectState(page, prompt, 'Generating');
  await reel.shoot(1.2);
}

/** Shows the transfers until all have ended. */
async function follow(reel: Reel, archived: Locator, count: number): Promise<void> {
  while ((await archived.count()) < count) {
    await reel.shoot(0.25);
    await delay(250);
  }
}

async function play(folder: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'reelkeep-moving-'));
  const frames = join(data, 'frames');
  for (const each of [folder, frames]) mkdirSync(each, { recursive: true });
  await using provider = await startFakeProvider({ seed: 'moving' });
  const running = await launchApp({ userDataDir: join(data, 'profile') });
  const { page } = running;
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1120, height: 640 });
  await onboard(page, { ...accountOf(provider), name: 'Studio' }, join(data, 'Videos'));
  await addVideos(page, tasksOf(provider, there, true), 'Runway');
  for (const { prompt } of there) await expectState(page, prompt, 'Archived');
  await page.reload(); // nothing is said any more of what came before
  for (const { prompt } of there) await expectState(page, prompt, 'Archived');
  await page
    .locator('main img')
    .nth(there.length - 1)
    .waitFor();
  await delay(500);

  const reel = new Reel(page, frames);
  await reel.shoot(1);
  const ids = tasksOf(provider, pasted, false);
  await paste(reel, page, ids);
  provider.fault('throttle', { file: 'video', with: { bytesPerSecond: 45_000 } });
  for (const [index, id] of ids.entries()) {
    provider.setTask(id, doneWith(pasted[index]?.name ?? 'aurora'));
  }
  await page.locator('main [role=progressbar]').first().waitFor({ timeout: 60_000 });
  const archived = page.getByRole('main').getByText('Archived', { exact: true });
  await follow(reel, archived, there.length + pasted.length);
  await delay(500);
  await reel.shoot(1);
  await taskItem(page, pasted[0]?.prompt ?? '').click();
  await delay(1_500); // the player's own spinner goes
  await reel.shoot(2.5);
  reel.save(join(folder, 'reelkeep.gif'));
  await running.close();
  rmSync(data, { recursive: true, force: true });
}

Object.assign(process.env, electronEnvironment());
await play(process.argv[2] ?? 'docs');
