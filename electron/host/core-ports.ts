import { join } from 'node:path';
import { app, BrowserWindow, net } from 'electron';
import ElectronStore from 'electron-store';
import type { CorePorts } from '../core/app/core.ts';
import { systemClock as clock } from '../core/platform/clock.ts';
import type { KeyMask } from '../core/platform/key-mask.ts';
import type { AppLog } from './system/log.ts';
import { DesktopAttention } from './notifications/attention.ts';
import { Thrift } from './power/follow-power.ts';
import { systemCertificates } from './system/certificates.ts';
import { JsonStore } from './data/json-store.ts';
import { systemProxies } from './system/proxy.ts';
import { systemTrash } from './desktop/system-trash.ts';
import { userAgent } from './system/user-agent.ts';
import { videosFolder } from './system/videos-folder.ts';
import { openVault } from './data/vault.ts';
import { systemUpdates } from './update/system-updates.ts';

/** What the core is given, and what the host makes more of. */
export interface AppPorts extends CorePorts {
  readonly attention: DesktopAttention;
  readonly thrift: Thrift;
  readonly log: AppLog;
}

/**
 * The outside world, as the core is given it in the app.
 * @param quit ends this run in an orderly way; a command has none, and replaces nothing
 */
export function corePorts(log: AppLog, keys: KeyMask, quit?: () => void): AppPorts {
  const thrift = new Thrift();
  return {
    thrift,
    ...(quit !== undefined && { updates: systemUpdates(quit) }),
    isThrifty: () => thrift.reason() !== undefined,
    store: new JsonStore({ folder: app.getPath('userData'), ElectronStore, clock }),
    vault: openVault(log),
    trash: systemTrash,
    attention: new DesktopAttention(),
    clock,
    log,
    keys,
    logPath: join(app.getPath('logs'), 'reelkeep.log'),
    inFlightPath: join(app.getPath('userData'), 'in-hand'),
    isOnline: () => net.isOnline(),
    isSeen: () => BrowserWindow.getAllWindows().some((window) => window.isVisible()),
    random: Math.random,
    proxies: systemProxies,
    systemCertificates: () => systemCertificates(),
    userAgent: userAgent(),
    appVersion: app.getVersion(),
    defaultArchiveFolder: join(
      videosFolder((name) => app.getPath(name)),
      'Reelkeep',
    ),
  };
}
