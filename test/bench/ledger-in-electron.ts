// npm run bench:ledger -- [folder] [count] [table]
// The ledger's figures in Electron's own Node.js: its heap is built otherwise than that of Node.js itself.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { electronEnvironment } from '../../scripts/electron-runtime.ts';
import { buildForElectron } from './build.ts';

const { ELECTRON_EXEC_PATH: electron = '' } = electronEnvironment();
const script = join(await buildForElectron('ledger.ts', []), 'main.js');
const { status } = spawnSync(electron, [script, ...process.argv.slice(2)], {
  env: { ...process.env, ...electronEnvironment(), ELECTRON_RUN_AS_NODE: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
