import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import electron from 'electron/package.json' with { type: 'json' };
import { findChromium, shipped } from '../../../scripts/chromium.ts';

async function aBrowser(says: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'reelkeep-chromium-')), 'chromium');
  await writeFile(path, `#!/bin/sh\necho '${says}'\n`);
  await chmod(path, 0o755);
  return path;
}

test('the Chromium that is asked for is that of the Electron that ships', () => {
  expect(Number.parseInt(electron.version)).toBe(shipped.electron);
});

test.skipIf(process.platform === 'win32')(
  'a browser counts when it is new enough, and what is missing is said in one line',
  async () => {
    const path = await aBrowser(`Chromium ${shipped.chromium}.0.8078.108 built on Debian`);
    const version = `${shipped.chromium}.0.8078.108`;
    expect(findChromium(path)).toEqual({ ok: true, path, version });
    expect(findChromium(await aBrowser('Google Chrome 130.0.6723.44'))).toEqual({
      ok: false,
      why: `Chromium ${shipped.chromium} or newer is needed, and this is 130.0.6723.44`,
    });
    expect(findChromium(join(path, 'nowhere'))).toMatchObject({
      ok: false,
      why: expect.stringContaining('apt-get install chromium') as unknown,
    });
  },
);
