import { access, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Log } from '../../core/platform/log.ts';
import type { LoginStart } from '../../shared/settings/background.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { autostartEntry, healedAutostart, programOf, readAutostart } from './autostart-entry.ts';
import type { LoginItem } from './login-item.ts';

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** @see https://specifications.freedesktop.org/autostart-spec/latest/ */
export class XdgLoginItem implements LoginItem {
  readonly #path: string;
  readonly #program: readonly string[];
  readonly #log: Log;
  #healed: Promise<void> | undefined;

  /**
   * @param path of the entry
   * @param program what starts this app, with its arguments
   */
  constructor(path: string, program: readonly string[], log: Log) {
    this.#path = path;
    this.#program = program;
    this.#log = log;
  }

  async read(): Promise<Outcome<LoginStart, Failure>> {
    await this.#healed; // else it says what is about to be mended
    return this.#safely(() => this.#start());
  }

  write(start: LoginStart): Promise<Outcome<LoginStart, Failure>> {
    return this.#safely(async () => {
      if (start === 'off') await rm(this.#path, { force: true });
      else await this.#put(autostartEntry(this.#program, start));
      return this.#start();
    });
  }

  heal(): Promise<void> {
    return (this.#healed = this.#heal());
  }

  async #heal(): Promise<void> {
    const healed = await this.#safely(async () => {
      const wanted = healedAutostart(await textAt(this.#path), this.#program);
      if (wanted !== undefined) await this.#put(wanted);
      return wanted !== undefined;
    });
    if (healed.ok && healed.value) this.#log.info('login entry: points here again');
  }

  /** An entry whose program is not there any more starts nothing. */
  async #start(): Promise<LoginStart> {
    const { start, exec } = readAutostart(await textAt(this.#path));
    const program = exec === undefined ? undefined : programOf(exec);
    const isThere = program === undefined || !isAbsolute(program) || (await isRunnable(program));
    return isThere ? start : 'off';
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
