import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { Log } from '../../core/platform/log.ts';
import type { LoginStart } from '../../shared/settings/background.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { autostartPath, ownProgram } from './login-program.ts';
import { autostartEntry, healedAutostart, hiddenSwitch, readAutostart } from './autostart-entry.ts';

/** Starts Reelkeep when the user logs in. What the system has counts, not what Reelkeep once wrote. */
export interface LoginItem {
  read(): Promise<Outcome<LoginStart, Failure>>;
  /** @returns what the system has afterwards */
  write(start: LoginStart): Promise<Outcome<LoginStart, Failure>>;
  /** Has it start this program, if it starts another one. Never rejects. */
  heal(): Promise<void>;
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @see https://specifications.freedesktop.org/autostart-spec/latest/ */
export class XdgLoginItem implements LoginItem {
  readonly #path: string;
  readonly #program: readonly string[];
  readonly #log: Log;

  constructor(path: string, program: readonly string[], log: Log) {
    this.#path = path;
    this.#program = program;
    this.#log = log;
  }

  read(): Promise<Outcome<LoginStart, Failure>> {
    return this.#safely(async () => readAutostart(await textAt(this.#path)).start);
  }

  write(start: LoginStart): Promise<Outcome<LoginStart, Failure>> {
    return this.#safely(async () => {
      if (start === 'off') await rm(this.#path, { force: true });
      else await this.#put(autostartEntry(this.#program, start));
      return readAutostart(await textAt(this.#path)).start;
    });
  }

  async heal(): Promise<void> {
    const healed = await this.#safely(async () => {
      const wanted = healedAutostart(await textAt(this.#path), this.#program);
      if (wanted !== undefined) await this.#put(wanted);
      return wanted !== undefined;
    });
    if (healed.ok && healed.value) this.#log.info('login entry: points here again');
  }

  async #put(text: string): Promise<void> {
    await mkdir(join(this.#path, '..'), { recursive: true, mode: 0o700 });
    const fresh = `${this.#path}.new`;
    await writeFile(fresh, text, { mode: 0o644 });
    await rename(fresh, this.#path);
  }

  async #safely<T>(run: () => Promise<T>): Promise<Outcome<T, Failure>> {
    try {
      return succeed(await run());
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#log.warn(`login entry: ${detail}`);
      return fail({ code: 'disk-error', path: this.#path, detail });
    }
  }
}

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
