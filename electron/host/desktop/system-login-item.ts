import { homedir } from 'node:os';
import { app } from 'electron';
import type { Log } from '../../core/platform/log.ts';
import type { LoginStart } from '../../shared/settings/background.ts';
import type { Failure } from '../../shared/failure.ts';
import { succeed, type Outcome } from '../../shared/outcome.ts';
import { autostartPath, ownProgram } from './login-program.ts';
import { hiddenSwitch } from './autostart-entry.ts';
import type { LoginItem } from './login-item.ts';
import { XdgLoginItem } from './xdg-login-item.ts';

/** macOS and Windows keep it themselves. */
class SystemLoginItem implements LoginItem {
  read(): Promise<Outcome<LoginStart, Failure>> {
    const isMac = process.platform === 'darwin';
    const plain = app.getLoginItemSettings();
    const hidden = isMac ? plain : app.getLoginItemSettings({ args: [hiddenSwitch] });
    // Windows lists an entry with its arguments; the user may have switched it off in the task manager.
    const start = hidden.openAtLogin ? 'hidden' : plain.openAtLogin ? 'window' : 'off';
    const isOff = process.platform === 'win32' && !hidden.executableWillLaunchAtLogin;
    return Promise.resolve(succeed(isOff && start === 'hidden' ? 'off' : start));
  }

  write(start: LoginStart): Promise<Outcome<LoginStart, Failure>> {
    const args = start === 'hidden' ? [hiddenSwitch] : [];
    app.setLoginItemSettings({ openAtLogin: start !== 'off', args });
    return this.read();
  }

  heal(): Promise<void> {
    return Promise.resolve();
  }
}

/** This system's way. */
export function systemLoginItem(log: Log): LoginItem {
  if (process.platform !== 'linux') return new SystemLoginItem();
  const { execPath } = process;
  const facts = { execPath, appPath: app.getAppPath(), isPackaged: app.isPackaged };
  const program = ownProgram(process.env, facts);
  return new XdgLoginItem(autostartPath(process.env, homedir()), program, log);
}
