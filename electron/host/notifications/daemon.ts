import type { Message } from '@jellybrick/dbus-next';
import type { Log } from '../../core/platform/log.ts';
import type { Store } from '../../core/platform/store.ts';
import { noticeActions, type Notice } from '../../shared/notice.ts';
import { m } from '../../shared/messages/catalogue.ts';
import { textFor } from './text.ts';
import type { NotificationClick, NotificationOutlet } from './outlet.ts';
import {
  busDaemon,
  inTime,
  inVariant,
  type BusCall,
  type MessageBusPort,
} from '../bus/message-bus.ts';
import { ShownNotices } from './shown-notices.ts';

const name = 'org.freedesktop.Notifications';
const daemon = { destination: name, path: '/org/freedesktop/Notifications', interface: name };
const properties = { ...daemon, interface: 'org.freedesktop.DBus.Properties' };

/** Where the notices on the screen are kept. */
const document = 'shown-notices';

/** Signals that are kept for later at a time; more than a user's clicks is noise. */
const maxEarly = 100;

/** The question starts a daemon where none runs, which takes its time; nothing waits for it. */
const startPatienceMs = 10_000;

/** So long a number that comes late still counts: as long as D-Bus itself waits for an answer. */
const latePatienceMs = 25_000;

/** At login a daemon may come after Reelkeep; later than this, what was missed is old. */
const missedForMs = 10 * 60_000;

/** A notice that is to be shown. */
interface ShowRequest {
  readonly notice: Notice;
  readonly imagePath: string | undefined;
  readonly isSilent: boolean;
}

/** What the outlet needs. */
export interface DaemonOptions {
  readonly bus: MessageBusPort;
  readonly store: Pick<Store, 'read' | 'write'>;
  readonly log: Log;
  readonly onClick: (click: NotificationClick) => void;
  /** Do-not-disturb has begun or ended. */
  readonly onInhibited: () => void;
  /** How long the next notice waits for the daemon's answer to the last one. */
  readonly patienceMs?: number;
}

/**
 * The notification daemon of a Linux desktop, spoken to by D-Bus itself: so its buttons, its own older
 * notice and clicks after a restart are within reach, and nothing waits for it.
 * @see https://specifications.freedesktop.org/notification-spec/latest/protocol.html
 */
export class NotificationDaemon implements NotificationOutlet {
  readonly #options: DaemonOptions;
  readonly #shown: ShownNotices;
  /** The daemon's own name on the bus: only what it says counts. */
  #owner: string | undefined;
  #capabilities: ReadonlySet<string> | undefined;
  #isInhibited = false;
  #endHearing: (() => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** By their categories: what there was no daemon for. One that comes soon shows it. */
  readonly #missed = new Map<string, ShowRequest & { readonly missedAtMs: number }>();
  /** How many notices are on their way to the daemon. */
  #underWay = 0;
  /** What was heard of notices whose numbers are not known yet. */
  #early: (() => void)[] = [];

  constructor(options: DaemonOptions) {
    this.#options = options;
    this.#shown = new ShownNotices(options.store.read(document).value);
  }

  /** The user does not want to be disturbed, as far as the daemon tells. */
  get isInhibited(): boolean {
    return this.#isInhibited;
  }

  /** Listens to clicks, also on what an earlier run has shown. */
  async start(): Promise<void> {
    const { bus: session } = this.#options;
    this.#endHearing = session.onSignal((signal) => {
      this.#hear(signal);
    });
    await session.listen(`type='signal',interface='${name}'`);
    await session.listen(
      `type='signal',interface='${properties.interface}',path='${daemon.path}',member='PropertiesChanged'`,
    );
    await session.listen(`type='signal',member='NameOwnerChanged',arg0='${name}'`);
    await this.#meet();
  }

  /** Notices are handed over one after the other: each has to know whose place it takes. */
  show(notice: Notice, imagePath: string | undefined, isSilent: boolean): Promise<boolean> {
    const request = { notice, imagePath, isSilent };
    const shown = this.#last.then(() => this.#show(request));
    this.#last = shown.catch(() => undefined);
    return shown;
  }

  /** What is shown stays: a click on it is understood by the next run. */
  dispose(): void {
    this.#endHearing?.();
  }

  async #show(request: ShowRequest): Promise<boolean> {
    const capabilities = await this.#ask();
    if (capabilities === undefined) {
      this.#missed.set(request.notice.category, { ...request, missedAtMs: performance.now() });
      return false;
    }
    const [owner, { notice }] = [this.#owner, request];
    this.#underWay += 1;
    const answer = this.#call(this.#notifyCall(request, capabilities)).then((values) => {
      this.#underWay -= 1;
      const number = values?.[0];
      if (typeof number === 'number' && owner === this.#owner) {
        this.#shown.add(number, notice);
        this.#keep();
      }
      for (const hear of this.#early.splice(0)) hear();
      return typeof number === 'number';
    });
    // One that is late is not waited for, but its number counts all the same.
    return (await inTime(answer, this.#options.patienceMs)) ?? true;
  }

  #notifyCall(
    { notice, imagePath, isSilent }: ShowRequest,
    capabilities: ReadonlySet<string>,
  ): BusCall {
    const text = textFor(notice, capabilities);
    return {
      ...daemon,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      patienceMs: latePatienceMs,
      body: [
        'Reelkeep',
        this.#shown.replacedBy(notice) ?? 0,
        'reelkeep',
        text.summary,
        text.body,
        capabilities.has('actions') ? actionsOf(notice) : [],
        this.#hints(notice, imagePath, isSilent),
        -1,
      ],
    };
  }

  #hints(notice: Notice, imagePath: string | undefined, isSilent: boolean) {
    const { bus: session } = this.#options;
    return {
      // Never “low”: GNOME shows no banner for it.
      urgency: session.variant('y', notice.severity === 'urgent' ? 2 : 1),
      'desktop-entry': session.variant('s', 'reelkeep'),
      ...(imagePath !== undefined && { 'image-path': session.variant('s', imagePath) }),
      ...(isSilent && { 'suppress-sound': session.variant('b', true) }),
    };
  }

  /** What the daemon can do; it is asked once for each daemon. */
  async #ask(): Promise<ReadonlySet<string> | undefined> {
    if (this.#capabilities !== undefined) return this.#capabilities;
    const answer = await this.#call({
      ...daemon,
      member: 'GetCapabilities',
      patienceMs: startPatienceMs,
    });
    const names = answer?.[0];
    if (!Array.isArray(names)) return undefined;
    await this.#meet(); // it may have been started by the question
    return (this.#capabilities = new Set(names.map(String)));
  }

  async #meet(): Promise<void> {
    const [owner] =
      (await this.#call({ ...busDaemon, member: 'GetNameOwner', texts: [name] })) ?? [];
    const [busId] = (await this.#call({ ...busDaemon, member: 'GetId' })) ?? [];
    this.#owner = typeof owner === 'string' ? owner : undefined;
    this.#isInhibited = false;
    if (this.#owner === undefined) return;
    this.#shown.setDaemon(`${String(busId)} ${this.#owner}`);
    const [inhibited] =
      (await this.#call({ ...properties, member: 'Get', texts: [name, 'Inhibited'] })) ?? [];
    this.#isInhibited = inVariant(inhibited) === true;
    this.#showMissed();
  }

  #showMissed(): void {
    const missed = [...this.#missed.values()];
    this.#missed.clear();
    for (const { missedAtMs, notice, imagePath, isSilent } of missed) {
      if (performance.now() - missedAtMs > missedForMs) continue;
      void this.show(notice, imagePath, isSilent); // never rejects
    }
  }

  #hear({ sender, member, body }: Pick<Message, 'sender' | 'member' | 'body'>): void {
    const [first, second]: readonly unknown[] = Array.isArray(body) ? body : [];
    if (member === 'NameOwnerChanged' && sender === busDaemon.destination && first === name) {
      this.#capabilities = undefined;
      void this.#meet(); // never rejects
    } else if (sender !== this.#owner) {
      return; // anybody on the bus can say anything
    } else if (member === 'ActionInvoked') {
      this.#onceKnown(first, (number) => {
        this.#clicked(number, second);
      });
    } else if (member === 'NotificationClosed') {
      this.#onceKnown(first, (number) => {
        this.#closed(number);
      });
    } else if (member === 'PropertiesChanged' && first === name) this.#changed(second);
  }

  /** A click may be heard before the answer that says which notice has this number. */
  #onceKnown(number: unknown, hear: (number: number) => void): void {
    if (typeof number !== 'number') return;
    const isKnown = this.#shown.find(number) !== undefined;
    if (isKnown || this.#underWay === 0) hear(number);
    else if (this.#early.length < maxEarly) this.#early.push(() => this.#onceKnown(number, hear));
  }

  #clicked(number: number, key: unknown): void {
    const shown = this.#shown.find(number);
    if (shown === undefined) return;
    const action = noticeActions.find((each) => each === key);
    const { id: noticeId, taskId } = shown;
    this.#options.onClick({ noticeId, ...(taskId && { taskId }), ...(action && { action }) });
  }

  #closed(number: number): void {
    if (this.#shown.find(number) === undefined) return;
    this.#shown.gone(number);
    this.#keep();
  }

  #changed(values: unknown): void {
    const change = typeof values === 'object' && values !== null ? values : {};
    if (!('Inhibited' in change)) return;
    this.#isInhibited = inVariant(change.Inhibited) === true;
    this.#options.onInhibited();
  }

  #keep(): void {
    const { store, log } = this.#options;
    try {
      store.write(document, this.#shown.document);
    } catch (error) {
      log.warn(`notices on the screen not kept: ${String(error)}`);
    }
  }

  async #call(request: BusCall): Promise<readonly unknown[] | undefined> {
    return await this.#options.bus.call(request);
  }
}

/** Key, label, key, label: as the specification lists them. */
function actionsOf({ actions }: Notice): readonly string[] {
  return [
    'default',
    m.notices.actions.open,
    ...actions.flatMap((action) => [action, m.notices.actions[action]]),
  ];
}
