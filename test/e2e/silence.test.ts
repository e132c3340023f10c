import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app-test.ts';
import { listen, resolvedNames, tryEverything, type Aim, type Listeners } from './hostile-page.ts';

function aimAt({ tcpPort, udpPort }: Listeners, zone: 'guarded' | 'control'): Aim {
  return { tcpPort, udpPort, zone, waitsForIce: zone === 'guarded' };
}

test('a hostile script in the page reaches no socket and asks for no name', async ({
  launch,
  aTempFolder,
}) => {
  const netLog = join(await aTempFolder(), 'net.json');
  await using guarded = await listen();
  await using control = await listen();
  const { app, page, close } = await launch({ args: [`--log-net-log=${netLog}`] });
  await page.evaluate(tryEverything, aimAt(guarded, 'guarded'));

  // The same in a window that nothing guards: by the time it has been heard, the page would have been.
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ BrowserWindow, session }, port) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { session: session.fromPartition('control'), sandbox: true },
    });
    window.webContents.setWebRTCIPHandlingPolicy('default');
    await window.loadURL(`http://127.0.0.1:${String(port)}/`);
  }, control.tcpPort);
  const other = await opened;
  await other.evaluate(tryEverything, aimAt(control, 'control'));
  for (const way of ['tcp', 'udp', '/fetch', '/img', '/script']) {
    await expect.poll(() => [...control.heard]).toContain(way);
  }
  await close();
  expect([...guarded.heard]).toEqual([]);
  const names = await resolvedNames(netLog);
  const asked = (zone: string) => names.filter((name) => name.includes(zone)).sort();
  for (const kind of ['prefetch', 'turn', 'fetch']) {
    expect(asked('control').join()).toContain(`control-${kind}.test`);
  }
  expect(asked('guarded')).toEqual([]);
});
