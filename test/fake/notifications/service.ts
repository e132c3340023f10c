import { interface as dbus, NameFlag, RequestNameReply, sessionBus } from '@jellybrick/dbus-next';
import {
  NotificationsInterface,
  type NotifyArguments,
  busName,
  closeReason,
  objectPath,
} from './interface.ts';

/** A notification that an app has asked for. */
export interface ShownNotification {
  readonly id: number;
  readonly appName: string;
  readonly appIcon: string;
  readonly summary: string;
  readonly body: string;
  readonly actions: readonly { readonly key: string; readonly label: string }[];
  /** Their plain values, without the variants around them. */
  readonly hints: Readonly<Record<string, unknown>>;
  /** -1: as the desktop likes; 0: never. */
  readonly expireTimeoutMs: number;
  /** Whether it is still on the screen, so to speak. */
  readonly isOpen: boolean;
}

/** A desktop that shows notifications to nobody but the tests. */
export interface NotificationService {
  /** All so far, in their order; one that replaces another stands in its place. */
  readonly notifications: readonly ShownNotification[];
  /** The first notification, past or to come, that the test accepts. Rejects after `timeoutMs`. */
  waitFor(
    accepts: (notification: ShownNotification) => boolean,
    timeoutMs?: number,
  ): Promise<ShownNotification>;
  /** Clicks it: the app hears of the action, then that it closed. */
  click(id: number, actionKey?: string): void;
  /** Presses one of its buttons; it stays, as on desktops that keep them. */
  press(id: number, actionKey: string): void;
  /** Switches do-not-disturb on or off. */
  inhibit(isOn: boolean): void;
  /** Answers no more, though it shows what it is given. @returns answers all that wait, and goes on */
  hold(): () => void;
  /** Closes it as a user who does not care. */
  dismiss(id: number): void;
  stop(): Promise<void>;
}

const usualCapabilities = ['actions', 'body', 'icon-static', 'persistence'];

/**
 * Serves `org.freedesktop.Notifications` on a session bus; without `busAddress` that of the environment.
 * Rejects if there is no bus, or if the name has an owner already, which would hide every notification.
 */
export async function startNotificationService(
  options: {
    readonly busAddress?: string;
    /** What the desktop can do. Without `body-markup`, bodies are plain text. */
    readonly capabilities?: readonly string[];
  } = {},
): Promise<NotificationService> {
  const { capabilities = usualCapabilities, ...connection } = options;
  const bus = sessionBus(connection);
  const failed = new Promise<never>((_resolve, reject) => {
    // Not in the typed events of the library, though it is how a lost bus is told.
    (bus as NodeJS.EventEmitter).on('error', reject);
  });
  failed.catch(() => undefined);
  const desktop = new TestDesktop(capabilities);
  bus.export(objectPath, desktop.interface);
  const reply = await Promise.race([bus.requestName(busName, NameFlag.DO_NOT_QUEUE), failed]);
  if (reply !== RequestNameReply.PRIMARY_OWNER) {
    bus.disconnect();
    throw new Error(`${busName} has an owner on this bus already`);
  }
  return {
    notifications: desktop.notifications,
    waitFor: (accepts, timeoutMs = 10_000) => desktop.waitFor(accepts, timeoutMs),
    click: (id, actionKey = 'default') => {
      desktop.click(id, actionKey);
    },
    press: (id, actionKey) => {
      desktop.interface.ActionInvoked(id, actionKey);
    },
    inhibit: (isOn) => {
      desktop.inhibit(isOn);
    },
    hold: () => desktop.hold(),
    dismiss: (id) => {
      desktop.close(id, closeReason.dismissed);
    },
    stop: async () => {
      await bus.releaseName(busName);
      bus.disconnect();
    },
  };
}

type OpenNotification = { -readonly [K in keyof ShownNotification]: ShownNotification[K] };

class TestDesktop {
  readonly notifications: OpenNotification[] = [];
  readonly interface: NotificationsInterface;
  #lastId = 0;
  #isInhibited = false;
  #held: Promise<void> | undefined;
  #listeners = new Set<(notification: ShownNotification) => void>();

  constructor(capabilities: readonly string[]) {
    this.interface = new NotificationsInterface({
      capabilities,
      isInhibited: () => this.#isInhibited,
      notify: async (...call) => {
        const id = this.#show(call);
        await this.#held;
        return id;
      },
      close: (id) => {
        this.close(id, closeReason.closedByCall);
      },
    });
  }

  inhibit(isOn: boolean): void {
    this.#isInhibited = isOn;
    dbus.Interface.emitPropertiesChanged(this.interface, { Inhibited: isOn }, []);
  }

  hold(): () => void {
    let release: () => void = () => undefined;
    this.#held = new Promise((resolve) => (release = resolve));
    return release;
  }

  waitFor(
    accepts: (notification: ShownNotification) => boolean,
    timeoutMs: number,
  ): Promise<ShownNotification> {
    const past = this.notifications.find(accepts);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
      };
      const listener = (notification: ShownNotification): void => {
        if (!accepts(notification)) return;
        finish();
        resolve(notification);
      };
      const timer = setTimeout(() => {
        finish();
        reject(
          new Error(`No such notification within ${String(timeoutMs)} ms: ${this.#summary()}`),
        );
      }, timeoutMs);
      this.#listeners.add(listener);
    });
  }

  click(id: number, actionKey: string): void {
    this.#find(id);
    this.interface.ActionInvoked(id, actionKey);
    this.close(id, closeReason.dismissed);
  }

  close(id: number, reason: number): void {
    const notification = this.#find(id);
    if (!notification.isOpen) return;
    notification.isOpen = false;
    this.interface.NotificationClosed(id, reason);
  }

  #show(call: NotifyArguments): number {
    const [appName, replacesId, appIcon, summary, body, actions, hints, expireTimeoutMs] = call;
    const id = replacesId === 0 ? (this.#lastId += 1) : replacesId;
    const plainHints = Object.entries(hints).map(([name, variant]) => [name, variant.value]);
    const notification = {
      id,
      appName,
      appIcon,
      summary,
      body,
      actions: inPairs(actions),
      hints: Object.fromEntries(plainHints) as Record<string, unknown>,
      expireTimeoutMs,
      isOpen: true,
    };
    const place = this.notifications.findIndex((shown) => shown.id === id);
    this.notifications.splice(place === -1 ? this.notifications.length : place, 1, notification);
    for (const listener of this.#listeners) listener(notification);
    return id;
  }

  #find(id: number): OpenNotification {
    const notification = this.notifications.find((shown) => shown.id === id);
    if (notification === undefined)
      throw new RangeError(`No notification has the id ${String(id)}`);
    return notification;
  }

  #summary(): string {
    return this.notifications.map(({ summary }) => summary).join(' | ') || 'there was none';
  }
}

/** The specification lists actions as key, label, key, label… */
const inPairs = (flat: readonly string[]): ShownNotification['actions'] =>
  flat.flatMap((key, index) => (index % 2 === 0 ? [{ key, label: flat[index + 1] ?? '' }] : []));
