import { basename, resolve } from 'node:path';
import { app } from 'electron';
import { isDeepLink, linkScheme, readDeepLink } from '../../core/inbound/deep-link.ts';
import { readNoticeLink, type NoticeLink } from '../../core/inbound/notice-link.ts';
import { idsIn, readNamedFile } from '../../core/inbound/text-files.ts';
import type { Log } from '../../core/platform/log.ts';
import { describeUnread, withoutIds } from '../../shared/messages/unread.ts';
import type { WindowRequests } from '../page/window-requests.ts';
import { readCommandLine } from '../cli/run-command.ts';
import { givenArgv } from '../desktop/single-instance.ts';

/** A longer text goes to the window as the ids in it. UTF-16 units. */
const maxShown = 250_000;

/** Links and files that wait while one of them is read; beyond, the system has gone astray. */
const maxWaiting = 200;

/** What the window is opened with. */
interface Opening {
  /** A link, or a path. */
  readonly word: string;
  /** Absolute path of the folder that a relative one counts from. */
  readonly workingFolder: string;
}

/** Where links and files lead. */
export interface OpeningTarget {
  readonly requests: Pick<WindowRequests, 'open'>;
  /** Follows a click on a notice of the system's that comes as a link. */
  readonly onNoticeLink: (link: NoticeLink) => void;
  readonly log: Log;
}

/**
 * Links and files that the app is started with, is started with once more, or is handed by the system. Each
 * only opens the Add dialog with what it holds. Make it before the app is ready: macOS hands them over early.
 * @see https://www.electronjs.org/docs/latest/api/app#event-open-url-macos
 */
export class Openings {
  #waiting: Opening[] = [];
  #target: OpeningTarget | undefined;
  #isAtWork = false;

  constructor() {
    this.#hear(process.argv, process.cwd());
    app.on('second-instance', this.#onSecond);
    app.on('open-url', this.#onUrl);
    app.on('open-file', this.#onFile);
    // On Linux the desktop entry names the scheme; elsewhere the system asks the app.
    if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme);
  }

  /** Begins to open what has come, and what comes. */
  start(target: OpeningTarget): { dispose(): void } {
    this.#target = target;
    void this.#openAll();
    return {
      dispose: () => {
        this.#target = undefined;
        app.off('second-instance', this.#onSecond);
        app.off('open-url', this.#onUrl);
        app.off('open-file', this.#onFile);
      },
    };
  }

  readonly #onSecond = (...[, argv, folder, data]: [unknown, string[], string, unknown]): void => {
    this.#hear(givenArgv(argv, data), folder);
  };

  readonly #onUrl = (event: { preventDefault(): void }, url: string): void => {
    event.preventDefault();
    this.#take([{ word: url, workingFolder: '/' }]);
  };

  readonly #onFile = (event: { preventDefault(): void }, path: string): void => {
    event.preventDefault();
    this.#take([{ word: path, workingFolder: '/' }]);
  };

  #hear(argv: readonly string[], workingFolder: string): void {
    const line = readCommandLine(argv);
    if (line.kind !== 'app') return;
    this.#take(line.openings.map((word) => ({ word, workingFolder })));
  }

  #take(openings: readonly Opening[]): void {
    this.#waiting = [...this.#waiting, ...openings].slice(0, maxWaiting);
    void this.#openAll();
  }

  /** One after the other, so that many files are never in memory at once. Never rejects. */
  async #openAll(): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    try {
      while (this.#target !== undefined && this.#waiting.length > 0) {
        const [next] = this.#waiting.splice(0, 1);
        if (next !== undefined) await this.#open(next, this.#target);
      }
    } finally {
      this.#isAtWork = false;
    }
  }

  async #open(
    { word, workingFolder }: Opening,
    { requests, onNoticeLink, log }: OpeningTarget,
  ): Promise<void> {
    if (isDeepLink(word)) {
      const click = readNoticeLink(word);
      if (click !== undefined) {
        onNoticeLink(click);
        return;
      }
      const ids = readDeepLink(word);
      // What it holds is anybody's, and may be meant for the log.
      if (ids === undefined) log.warn('A link was refused: it is none that Reelkeep knows');
      else requests.open({ kind: 'add', text: ids.join('\n') });
      return;
    }
    const path = resolve(workingFolder, word);
    const name = basename(path);
    const read = await readNamedFile(path);
    if (!read.ok) {
      log.warn(`A file was not opened: ${read.failure}`);
      requests.open({ kind: 'add', problem: describeUnread(name, read.failure) });
      return;
    }
    const isShort = read.value.length <= maxShown && read.value.trim() !== '';
    const text = isShort ? read.value : (await idsIn(read.value)).join('\n');
    requests.open({ kind: 'add', ...(text === '' ? { problem: withoutIds(name) } : { text }) });
  }
}
