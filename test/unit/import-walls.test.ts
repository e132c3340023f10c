import { readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { coreRooms, roomsAbove } from '../../scripts/rooms.ts';

const eslint = new ESLint({
  // Only the walls: what they forbid needs no types, and no program is made for them.
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

async function refusals(filePath: string, specifier: string): Promise<readonly string[]> {
  const code = `import * as it from '${specifier}';\nexport default it;\n`;
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ message }) => message);
}

test.each([
  ['electron/shared/task.ts', 'node:fs', 'no Node here'],
  ['electron/shared/task.ts', 'electron', 'know Electron'],
  ['electron/shared/task.ts', '../core/platform/clock.ts', 'imports only electron/shared'],
  ['electron/shared/task.ts', './contract/contract.ts', 'comes before'],
  ['electron/shared/settings/account.ts', '../contract/call.ts', 'comes before'],
  ['electron/shared/messages/failure/disk.ts', '../../settings/folder.ts', 'comes before'],
  ['electron/core/platform/clock.ts', 'electron', 'Electron'],
  ['electron/core/polling/poller.ts', 'electron/main', 'Electron'],
  ['electron/core/polling/poller.ts', '../library/task-service.ts', 'comes before'],
  ['electron/core/archive/naming/render.ts', '../../upkeep/upkeep-parts.ts', 'comes before'],
  ['electron/core/upkeep/upkeep-parts.ts', '../app/compose.ts', 'comes before'],
  ['electron/core/library/task-service.ts', '../../host/window/window.ts', 'never reaches out'],
  ['electron/core/platform/clock.ts', 'node:fs', 'use Root'],
  ['electron/core/upkeep/move/mover.ts', 'node:fs/promises', 'use Root'],
  ['electron/core/upkeep/move/mover.ts', 'fs', 'use Root'],
  ['electron/core/archive/archive.ts', 'node:fs', 'use Root'],
  ['electron/core/download/part.ts', 'node:fs/promises', 'use Root'],
  ['electron/core/files/root.ts', 'node:fs', 'use Root'],
  ['electron/core/files/root.ts', '../archive/archive.ts', 'comes before'],
  ['electron/host/page/media-protocol.ts', 'node:fs/promises', 'use Root'],
  ['electron/core/library/service.ts', '../../cli/parse.ts', 'never reaches out'],
  ['electron/cli/parse.ts', '../host/cli/reach.ts', 'do not know the host'],
  ['electron/cli/parse.ts', 'electron', 'Electron'],
  ['electron/host/window/window.ts', '../../renderer/api.ts', 'does not import the page'],
  ['renderer/api.ts', '../electron/core/platform/clock.ts', 'through the contract'],
  ['renderer/api.ts', '../electron/host/window/window.ts', 'through the contract'],
  ['renderer/api.ts', 'electron', 'Electron'],
  ['renderer/api.ts', 'node:fs', 'no Node here'],
  ['renderer/ui/format.ts', '../state/library/library.svelte.ts', 'knows nothing of tasks'],
  ['renderer/ui/format.ts', '../../electron/shared/task.ts', 'knows nothing of tasks'],
  [
    'renderer/state/library/filter-and-sort.ts',
    '../../ui/format.ts',
    'imports only electron/shared',
  ],
])('%s may not import %s', async (filePath, specifier, words) => {
  expect((await refusals(filePath, specifier)).join()).toContain(words);
});

test.each(coreRooms.slice(0, -1).map(({ name }) => name))(
  'core/%s may import from none of the rooms after it',
  async (name) => {
    const folder = `electron/core/${name}`;
    const file = readdirSync(folder).find((each) => each.endsWith('.ts')) ?? '';
    const imports = roomsAbove(name).map((above) => `import '../${above}/x.ts';`);
    const [result] = await eslint.lintText(imports.join('\n'), { filePath: `${folder}/${file}` });
    const refused = (result?.messages ?? []).filter(({ message }) =>
      message.includes('comes before'),
    );
    expect(refused.map(({ line }) => line)).toEqual(imports.map((_, index) => index + 1));
  },
);

test.each([
  ['electron/shared/contract/contract.ts', '../settings/settings.ts'],
  ['electron/core/library/task-service.ts', '../polling/poller.ts'],
  ['electron/core/archive/archive.ts', '../files/root.ts'],
  ['electron/core/files/thread/look.ts', 'node:fs'],
  ['electron/core/instance/data-lock.ts', 'node:fs'],
  ['electron/host/data/json-disk.ts', 'node:fs'],
  ['electron/core/download/media-http-client.ts', '../network/proxy-agent.ts'],
  ['electron/core/polling/poller.ts', '../../shared/task.ts'],
  ['electron/host/window/window.ts', '../core/platform/clock.ts'],
  ['electron/host/window/window.ts', 'electron'],
  ['renderer/state/library/filter-and-sort.ts', '../../../electron/shared/task.ts'],
])('%s may import %s', async (filePath, specifier) => {
  expect(await refusals(filePath, specifier)).toEqual([]);
});
