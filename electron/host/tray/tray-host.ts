import { systemClock, type Clock } from '../../core/platform/clock.ts';
import { busDaemon, inVariant, type MessageBusPort } from '../bus/message-bus.ts';

/** Whether an icon in the tray would be seen. */
export interface TrayHost {
  /** What is known right now; false until somebody has been asked. */
  readonly isThere: () => boolean;
  /** Settles once it has been asked for the first time; within a few seconds in any case. */
  readonly asked: Promise<void>;
  /** Hears that it has come or gone. */
  readonly onChanged: (hear: () => void) => void;
  dispose(): void;
}

const watcher = {
  name: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
} as const;

/** Who does not answer may be busy, as a panel is while the user logs in: it is asked again, after so long. */
const againMs = [1_000, 3_000, 10_000, 30_000];

/** macOS and Windows always have a place for icons. */
function alwaysThere(): TrayHost {
  return {
    isThere: () => true,
    asked: Promise.resolve(),
    onChanged: () => undefined,
    dispose: () => undefined,
  };
}

/** Finds out whether icons in the tray are seen here, and follows it. */
export function findTrayHost(
  bus: Promise<MessageBusPort | undefined>,
  platform = process.platform,
): TrayHost {
  return platform === 'linux' ? new StatusNotifierHost(bus) : alwaysThere();
}

/**
 * Linux: icons are shown by whoever has registered with the watcher. Without one they are nowhere.
 * @see https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
export class StatusNotifierHost implements TrayHost {
  readonly asked: Promise<void>;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #hears = new Set<() => void>();
  #bus: MessageBusPort | undefined;
  #isThere = false;
  #isDisposed = false;
  #endHearing: (() => void) | undefined;
  /** One question at a time, so that no late answer is taken for the newest; what changes meanwhile is asked once more. */
  #question: 'none' | 'now' | 'again' = 'none';
  /** Questions in a row without an answer. */
  #unanswered = 0;
  #cancelAgain: (() => void) | undefined;

  constructor(bus: Promise<MessageBusPort | undefined>, clock: Pick<Clock, 'after'> = systemClock) {
    this.#clock = clock;
    this.asked = this.#start(bus);
  }

  readonly isThere = (): boolean => this.#isThere;

  readonly onChanged = (hear: () => void): void => void this.#hears.add(hear);

  dispose(): void {
    this.#isDisposed = true;
    this.#hears.clear();
    this.#endHearing?.();
    this.#cancelAgain?.();
    this.#bus = undefined;
  }

  async #start(opened: Promise<MessageBusPort | undefined>): Promise<void> {
    const bus = await opened;
    if (bus === undefined || this.#isDisposed) return;
    this.#bus = bus;
    bus.onLost(() => {
      this.#cancelAgain?.();
      this.#bus = undefined;
      this.#set(false);
    });
    this.#endHearing = bus.onSignal(({ member, interface: from, body }) => {
      const isOwner = member === 'NameOwnerChanged' && body[0] === watcher.name;
      if (!isOwner && from !== watcher.name) return;
      this.#unanswered = 0;
      void this.#ask(bus); // never rejects
    });
    await bus.listen(
      `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher.name}'`,
    );
    await bus.listen(`type='signal',interface='${watcher.name}',path='${watcher.path}'`);
    await this.#ask(bus);
  }

  async #ask(bus: MessageBusPort): Promise<void> {
    if (this.#question !== 'none') {
      this.#question = 'again';
      return;
    }
    this.#cancelAgain?.();
    do {
      this.#question = 'now';
      const isThere = await isHostThere(bus);
      if (this.#bus === bus) this.#hear(isThere, bus);
    } while (this.#isMore);
    this.#question = 'none';
  }

  get #isMore(): boolean {
    return this.#question === 'again' && this.#bus !== undefined;
  }

  /** Without an answer nothing is known to have changed; one that stays away for long has gone. */
  #hear(isThere: boolean | undefined, bus: MessageBusPort): void {
    if (isThere !== undefined) {
      this.#unanswered = 0;
      this.#set(isThere);
      return;
    }
    const delayMs = againMs[this.#unanswered];
    this.#unanswered += 1;
    if (delayMs === undefined) this.#set(false);
    else this.#cancelAgain = this.#clock.after(delayMs, () => void this.#ask(bus)); // never rejects
  }

  #set(isThere: boolean): void {
    if (isThere === this.#isThere) return;
    this.#isThere = isThere;
    for (const hear of this.#hears) hear();
  }
}

/** Whether somebody shows icons; `undefined` where nobody answers that. */
async function isHostThere(bus: MessageBusPort): Promise<boolean | undefined> {
  const owner = await bus.call({ ...busDaemon, member: 'NameHasOwner', texts: [watcher.name] });
  if (typeof owner?.[0] !== 'boolean') return undefined;
  if (!owner[0]) return false;
  const answer = await bus.call({
    destination: watcher.name,
    path: watcher.path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    texts: [watcher.name, 'IsStatusNotifierHostRegistered'],
  });
  return answer === undefined ? undefined : inVariant(answer[0]) === true;
}
