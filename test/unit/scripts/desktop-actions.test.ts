import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionArgument, actionsAt } from '../../../electron/shared/actions.ts';
import { en } from '../../../electron/shared/messages/en/catalogue.ts';

test('the desktop entry offers what the launchers of other systems do', () => {
  const config = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
  const offered = [...config.matchAll(/Name: (.+)\n +Exec: (.+)\n/g)];
  expect(offered.map(([, name, exec]) => [name, exec])).toEqual(
    actionsAt('launcher').map(({ id }) => [en.actions[id], `reelkeep ${actionArgument(id)}`]),
  );
  // Each is named where desktops look for what there is.
  const [, names = ''] = /^ +Actions: (.*)$/m.exec(config) ?? [];
  const groups = [...config.matchAll(/^ {6}(\w+):\n +Name:/gm)].map(([, name]) => `${name ?? ''};`);
  expect(names).toBe(groups.join(''));
});
