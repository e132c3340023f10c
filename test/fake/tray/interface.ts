import { interface as dbus } from '@jellybrick/dbus-next';

/** The name and the path of the watcher that items and hosts register with. */
export const watcherName = 'org.kde.StatusNotifierWatcher';
export const watcherPath = '/StatusNotifierWatcher';

/** An item as it has registered. */
export interface RegisteredItem {
  readonly busName: string;
  readonly path: string;
}

/** `org.kde.StatusNotifierWatcher` as an object on the bus. Member names are the specification's. */
export class WatcherInterface extends dbus.Interface {
  readonly items: RegisteredItem[] = [];
  /** Who is calling: an item may give nothing but its path. */
  sender = '';
  isHostRegistered = true;

  constructor() {
    super(watcherName);
    // The library's constructor sets these to undefined, which hides what `configureMembers` wrote to the prototype.
    delete this.$methods;
    delete this.$signals;
    delete this.$properties;
  }

  RegisterStatusNotifierItem(service: string): void {
    const item = service.startsWith('/')
      ? { busName: this.sender, path: service }
      : { busName: service, path: '/StatusNotifierItem' };
    this.items.push(item);
  }

  RegisterStatusNotifierHost(_service: string): void {
    this.isHostRegistered = true;
  }

  /** The owner of a name has gone, and its items with it. */
  forget(busName: string): void {
    const left = this.items.filter((item) => item.busName !== busName);
    this.items.splice(0, this.items.length, ...left);
  }

  get IsStatusNotifierHostRegistered(): boolean {
    return this.isHostRegistered;
  }

  get ProtocolVersion(): number {
    return 0;
  }

  get RegisteredStatusNotifierItems(): string[] {
    return this.items.map(({ busName, path }) => busName + path);
  }
}

// Node runs these files with their types stripped, which decorators would not survive.
WatcherInterface.configureMembers({
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's' },
    RegisterStatusNotifierHost: { inSignature: 's' },
  },
  properties: {
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
  },
});
