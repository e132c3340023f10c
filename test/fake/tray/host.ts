import {
  Message,
  type MessageBus,
  MessageFlag,
  NameFlag,
  RequestNameReply,
  sessionBus,
  Variant,
} from '@jellybrick/dbus-next';
import { type RegisteredItem, WatcherInterface, watcherName, watcherPath } from './interface.ts';

/** An icon as the desktop sees it. */
export interface ShownIcon {
  readonly tooltip: string;
  /** Labels of the menu's items, without the lines between them. */
  readonly menu: readonly string[];
}

/** A desktop that shows icons in its tray to nobody but the tests. */
export interface TrayHost {
  /** The last icon that is there. */
  icon(): Promise<ShownIcon | undefined>;
  /** Clicks the icon. */
  click(): Promise<void>;
  /** Clicks an item of its menu. */
  choose(label: string): Promise<void>;
  /** Goes away, as a panel that crashes. */
  stop(): Promise<void>;
}

interface MenuItem {
  readonly id: number;
  readonly label: string;
}

const menuPath = '/com/canonical/dbusmenu';

/** Calls a method by hand: a proxy would ask for an introspection first, which not every item has. */
async function call(
  bus: MessageBus,
  item: RegisteredItem,
  wish: { path: string; interface: string; member: string; signature: string; body: unknown[] },
): Promise<unknown[]> {
  const answer = await bus.call(new Message({ destination: item.busName, ...wish }));
  return answer?.body ?? [];
}

async function property(bus: MessageBus, item: RegisteredItem, name: string): Promise<unknown> {
  const [variant] = await call(bus, item, {
    path: item.path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.kde.StatusNotifierItem', name],
  });
  return (variant as { value: unknown }).value;
}

async function itemsOf(bus: MessageBus, item: RegisteredItem): Promise<readonly MenuItem[]> {
  const [, layout] = await call(bus, item, {
    path: menuPath,
    interface: 'com.canonical.dbusmenu',
    member: 'GetLayout',
    signature: 'iias',
    body: [0, -1, []],
  });
  const [, , children] = layout as [
    number,
    unknown,
    { value: [number, Record<string, { value: unknown }>] }[],
  ];
  return children.flatMap(({ value: [id, properties] }) => {
    const label = properties['label']?.value;
    return typeof label === 'string' && label !== ''
      ? [{ id, label: label.replaceAll('__', '_') }]
      : [];
  });
}

/** Serves `org.kde.StatusNotifierWatcher` with a host on a session bus; without `busAddress` that of the environment. */
export async function startTrayHost(
  options: { readonly busAddress?: string } = {},
): Promise<TrayHost> {
  const bus = sessionBus(options);
  (bus as NodeJS.EventEmitter).on('error', () => undefined);
  const watcher = new WatcherInterface();
  bus.on('message', (message) => {
    if (message.member === 'NameOwnerChanged' && message.body[2] === '') {
      watcher.forget(String(message.body[0]));
    }
    if (message.member === 'RegisterStatusNotifierItem') watcher.sender = message.sender;
  });
  bus.export(watcherPath, watcher);
  const reply = await bus.requestName(watcherName, NameFlag.DO_NOT_QUEUE);
  if (reply !== RequestNameReply.PRIMARY_OWNER) throw new Error(`${watcherName} has an owner`);
  const last = (): RegisteredItem => {
    const item = watcher.items.at(-1);
    if (item === undefined) throw new Error('No icon is there');
    return item;
  };
  return {
    icon: async () => {
      const item = watcher.items.at(-1);
      if (item === undefined) return undefined;
      const tooltip = (await property(bus, item, 'ToolTip')) as [string, unknown, string, string];
      const menu = await itemsOf(bus, item);
      return { tooltip: tooltip[2], menu: menu.map(({ label }) => label) };
    },
    click: async () => {
      const { path } = last();
      const wish = { path, interface: 'org.kde.StatusNotifierItem', member: 'Activate' };
      await call(bus, last(), { ...wish, signature: 'ii', body: [0, 0] });
    },
    choose: async (label) => {
      const item = (await itemsOf(bus, last())).find((each) => each.label === label);
      if (item === undefined) throw new Error(`No item is called ${label}`);
      // Without waiting, as a panel: what is chosen may be the end of who would answer.
      const wish = { path: menuPath, interface: 'com.canonical.dbusmenu', member: 'Event' };
      const body = [item.id, 'clicked', new Variant('i', 0), 0];
      const flags = MessageFlag.NO_REPLY_EXPECTED;
      bus.send(
        new Message({ destination: last().busName, ...wish, signature: 'isvu', body, flags }),
      );
    },
    stop: async () => {
      await bus.releaseName(watcherName);
      bus.disconnect();
    },
  };
}
