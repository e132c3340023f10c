import { type Variant, interface as dbus } from '@jellybrick/dbus-next';

/** The name, the path and the interface of the Desktop Notifications Specification. */
export const busName = 'org.freedesktop.Notifications';
export const objectPath = '/org/freedesktop/Notifications';

/** Why a notification closed (specification, NotificationClosed). */
export const closeReason = { expired: 1, dismissed: 2, closedByCall: 3 } as const;

/** The arguments of `Notify`, in their order. */
export type NotifyArguments = readonly [
  appName: string,
  replacesId: number,
  appIcon: string,
  summary: string,
  body: string,
  actions: readonly string[],
  hints: Readonly<Record<string, Variant>>,
  expireTimeoutMs: number,
];

/** What the desktop does when an app calls. */
export interface Desktop {
  /** Shows a notification and says its id. */
  notify(...call: NotifyArguments): number | Promise<number>;
  close(id: number): void;
  /** What it can do, as the specification names it. */
  readonly capabilities: readonly string[];
  /** Do-not-disturb, as Plasma tells it. */
  isInhibited(): boolean;
}

/** `org.freedesktop.Notifications` 1.2 as an object on the bus. Member names are the specification's. */
export class NotificationsInterface extends dbus.Interface {
  readonly #desktop: Desktop;

  constructor(desktop: Desktop) {
    super(busName);
    // The library's constructor sets these to undefined, which hides what `configureMembers` wrote to the prototype.
    delete this.$methods;
    delete this.$signals;
    delete this.$properties;
    this.#desktop = desktop;
  }

  Notify(...call: NotifyArguments): number | Promise<number> {
    return this.#desktop.notify(...call);
  }

  CloseNotification(id: number): void {
    this.#desktop.close(id);
  }

  GetCapabilities(): string[] {
    return [...this.#desktop.capabilities];
  }

  GetServerInformation(): string[] {
    return ['Fake notifications', 'Reelkeep tests', '1.0', '1.2'];
  }

  get Inhibited(): boolean {
    return this.#desktop.isInhibited();
  }

  ActionInvoked(id: number, actionKey: string): [number, string] {
    return [id, actionKey];
  }

  NotificationClosed(id: number, reason: number): [number, number] {
    return [id, reason];
  }
}

// Node runs these files with their types stripped, which decorators would not survive.
NotificationsInterface.configureMembers({
  methods: {
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u' },
    GetCapabilities: { outSignature: 'as' },
    GetServerInformation: { outSignature: 'ssss' },
  },
  properties: { Inhibited: { signature: 'b', access: 'read' } },
  signals: {
    ActionInvoked: { signature: 'us' },
    NotificationClosed: { signature: 'uu' },
  },
});
