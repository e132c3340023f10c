import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionArgument, actionsAt } from '../../../electron/shared/actions.ts';

test('the desktop entry offers what the launchers of other systems do', () => {
  const config = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
  const offered = [...config.matchAll(/Name: (.+)\n +Exec: (.+)\n/g)];
  expect(offered.map(([, name, exec]) => [name, exec])).toEqual(
    actionsAt('launcher').map(({ id, label }) => [label, `reelkeep ${actionArgument(id)}`]),
  );
});
