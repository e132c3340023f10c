// node test/install/prepare.ts
// Makes the clean systems that the tests begin from, unless they are there. Fails in one line where they cannot be had.
import { desktopSystem } from './base.ts';

try {
  await desktopSystem();
} catch (error) {
  const [line = ''] = String(error).split('\n');
  console.log(`test:install: not run: no clean Debian can be made here: ${line}`);
  process.exitCode = 1;
}
