import { expect } from '@playwright/test';
import { startTrayHost } from '../fake/tray/host.ts';
import { test } from './app-test.ts';
import type { RunningApp } from './launch.ts';
import { openSettings } from './window.ts';

test.skip(
  process.platform !== 'linux',
  'Elsewhere the system’s language is no matter of the environment.',
);

/** What the menu above the window says, all of it. */
function menuLabels({ app }: RunningApp): Promise<string> {
  return app.evaluate(({ Menu }) => {
    const labels = (items: readonly Electron.MenuItem[]): string[] =>
      items.flatMap(({ label, submenu }) => [label, ...labels(submenu?.items ?? [])]);
    return labels(Menu.getApplicationMenu()?.items ?? []).join('\n');
  });
}

test('Reelkeep speaks the system’s language, and another one in all places once it is chosen', async ({
  launch,
}, info) => {
  const tray = await startTrayHost();
  const userDataDir = info.outputPath('data');
  const running = await launch({ userDataDir, env: { LANGUAGE: 'ru', LANG: 'ru_RU.UTF-8' } });
  const { page } = running;
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page.getByRole('heading', { name: 'Добро пожаловать' })).toBeVisible();
  await expect.poll(async () => (await tray.icon())?.menu).toContain('Проверить сейчас');
  expect(await menuLabels(running)).toContain('Файл');
  expect(await menuLabels(running)).not.toMatch(/[a-z]{3,} [a-z]{3,}/i);

  await page.getByRole('button', { name: 'Настройки', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Настройки' });
  await settings.getByRole('tab', { name: 'Общие' }).click();
  await settings.getByRole('combobox', { name: 'Язык' }).selectOption({ label: 'English' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expect.poll(async () => (await tray.icon())?.menu).toContain('Check now');
  expect(await menuLabels(running)).toMatch(/File[^]*Check now/);
  await running.close();

  const again = await launch({ userDataDir, env: { LANGUAGE: 'ru', LANG: 'ru_RU.UTF-8' } });
  await expect(again.page.locator('html')).toHaveAttribute('lang', 'en');
  await openSettings(again.page, 'General');
  await again.close();
  await tray.stop();
});
