import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { electronRuntime } from '../../../../scripts/electron-runtime.ts';

const script = fileURLToPath(new URL('../../../../scripts/dist.ts', import.meta.url));
// Plain JavaScript, whose types this project does not read.
const { version } = electronRuntime() as { readonly version: string };
const majorOf = (version: string): number => Number.parseInt(version, 10);
const manifest = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as { readonly devDependencies: { readonly electron: string } }; // our own
const isOld = majorOf(version) < majorOf(manifest.devDependencies.electron);

// Where the official Electron was found, there is nothing to refuse.
test.runIf(isOld)('an Electron that is out of support is packed only if told to', () => {
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain(version);
  expect(stderr).toContain('no security fixes');
  expect(stderr).toContain('what helps: ');
});
