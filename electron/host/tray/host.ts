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
  readonly #hears = new Set<() => void>();
  #bus: MessageBusPort | undefined;
  #isThere = false;
  #isDisposed = false;
  #endHearing: (() => void) | undefined;

  constructor(bus: Promise<MessageBusPort | undefined>) {
    this.asked = this.#start(bus);
  }

  readonly isThere = (): boolean => this.#isThere;

  readonly onChanged = (hear: () => void): void => void this.#hears.add(hear);

  dispose(): void {
    this.#isDisposed = true;
    this.#hears.clear();
    this.#endHearing?.();
    this.#bus = undefined;
  }

  async #start(opened: Promise<MessageBusPort | undefined>): Promise<void> {
    const bus = await opened;
    if (bus === undefined || this.#isDisposed) return;
    this.#bus = bus;
    bus.onLost(() => {
      this.#set(false);
    });
    this.#endHearing = bus.onSignal(({ member, interface: from, body }) => {
      const isOwner = member === 'NameOwnerChanged' && body[0] === watcher.name;
      if (isOwner || from === watcher.name) void this.#ask(); // never rejects
    });
    await bus.listen(
      `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher.name}'`,
    );
    await bus.listen(`type='signal',interface='${watcher.name}',path='${watcher.path}'`);
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const bus = this.#bus;
    if (bus === undefined) return;
    const owner = await bus.call({
      ...busDaemon,
      member: 'NameHasOwner',
      texts: [watcher.name],
    });
    const host = owner?.[0] === true ? await this.#hostRegistered(bus) : false;
    if (this.#bus === bus) this.#set(host);
  }

  async #hostRegistered(bus: MessageBusPort): Promise<boolean> {
    const answer = await bus.call({
      destination: watcher.name,
      path: watcher.path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      texts: [watcher.name, 'IsStatusNotifierHostRegistered'],
    });
    return inVariant(answer?.[0]) === true;
  }

  #set(isThere: boolean): void {
    if (isThere === this.#isThere) return;
    this.#isThere = isThere;
    for (const hear of this.#hears) hear();
  }
}
