import type { Message } from '@jellybrick/dbus-next';
import { expect, test } from 'vitest';
import type { BusCall, MessageBusPort } from '../../../../electron/host/bus/message-bus.ts';
import { NotificationDaemon } from '../../../../electron/host/notifications/daemon.ts';
import type { NotificationClick } from '../../../../electron/host/notifications/outlet.ts';
import type { Notice } from '../../../../electron/shared/notice.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { anId, nowMs } from '../../builders.ts';

const name = 'org.freedesktop.Notifications';

function aNotice(change: Partial<Notice> = {}): Notice {
  const words = { title: 'Video archived', body: 'A tide' };
  const kind = { severity: 'success', category: 'archived' } as const;
  const about = { taskIds: [anId()], actions: ['show-in-folder' as const] };
  return { id: 'n1', atMs: nowMs, ...kind, ...words, ...about, ...change };
}

/** A desktop whose daemon does as the test says; what is not said is answered at once. */
class Desktop {
  owner: string | undefined = ':1.5';
  capabilities: readonly string[] = ['body', 'actions'];
  isInhibited = false;
  inhibitedChanges = 0;
  notify: (call: BusCall) => Promise<readonly unknown[] | undefined> = () =>
    Promise.resolve([this.calls.length]);
  readonly calls: (readonly unknown[])[] = [];
  readonly clicks: NotificationClick[] = [];
  readonly store = new MemoryStore();
  #hears = new Set<(message: Message) => void>();

  readonly bus: MessageBusPort = {
    call: (wish) => this.#answer(wish),
    onSignal: (hear) => {
      this.#hears.add(hear);
      return () => void this.#hears.delete(hear);
    },
    listen: () => Promise.resolve(),
    variant: (_signature, value) => value,
    onLost: () => undefined,
    dispose: () => undefined,
  };

  async start(): Promise<NotificationDaemon> {
    const daemon = new NotificationDaemon({
      ...{ bus: this.bus, store: this.store, patienceMs: 1 },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      onInhibited: () => (this.inhibitedChanges += 1),
      onClick: (click) => this.clicks.push(click),
    });
    await daemon.start();
    return daemon;
  }

  say(member: string, body: readonly unknown[], sender = this.owner): void {
    // The daemon's part reads no more of a message than this.
    for (const hear of this.#hears) hear({ sender, member, body } as unknown as Message);
  }

  ownerIs(owner: string | undefined): void {
    this.owner = owner;
    this.say('NameOwnerChanged', [name, '', owner ?? ''], 'org.freedesktop.DBus');
  }

  get summaries(): readonly unknown[] {
    return this.calls.map((body) => body[3]);
  }

  async #answer(wish: BusCall): Promise<readonly unknown[] | undefined> {
    if (wish.member === 'GetId') return ['bus'];
    if (this.owner === undefined) return undefined;
    if (wish.member === 'GetNameOwner') return [this.owner];
    if (wish.member === 'GetCapabilities') return [this.capabilities];
    if (wish.member === 'Get') return [{ value: this.isInhibited }];
    this.calls.push(wish.body ?? []);
    return await this.notify(wish);
  }
}

test('a daemon that answers late holds nothing up, and its click is understood', async () => {
  const desktop = new Desktop();
  let answer: (values: readonly unknown[]) => void = () => undefined;
  desktop.notify = () => new Promise((resolve) => (answer = resolve));
  const daemon = await desktop.start();
  expect(await daemon.show(aNotice(), undefined, false)).toBe(true);
  desktop.say('ActionInvoked', [7, 'show-in-folder']); // before its number is known
  expect(desktop.clicks).toEqual([]);
  answer([7]);
  await expect
    .poll(() => desktop.clicks)
    .toEqual([{ noticeId: 'n1', taskId: anId(), action: 'show-in-folder' }]);
});

test('a daemon that never answers takes every notice all the same', async () => {
  const desktop = new Desktop();
  desktop.notify = () => new Promise(() => undefined);
  const daemon = await desktop.start();
  await daemon.show(aNotice(), undefined, false);
  await daemon.show(aNotice({ id: 'n2', title: 'Two' }), undefined, false);
  expect(desktop.summaries).toEqual(['Video archived', 'Two']);
});

test('notices that come at once are handed over one by one, each in the place of the last', async () => {
  const desktop = new Desktop();
  desktop.notify = () => Promise.resolve([7]);
  const daemon = await desktop.start();
  await Promise.all(['n1', 'n2', 'n3'].map((id) => daemon.show(aNotice({ id }), undefined, false)));
  expect(desktop.calls.map((body) => body[1])).toEqual([0, 7, 7]);
});

test.each([
  ['expired', 1],
  ['was dismissed', 2],
])('a click on a notice that %s leads to its video, and its place is not taken', async (_, why) => {
  const desktop = new Desktop();
  const daemon = await desktop.start();
  await daemon.show(aNotice(), undefined, false);
  desktop.say('NotificationClosed', [1, why]);
  await desktop.start(); // a restart
  desktop.say('ActionInvoked', [1, 'default']);
  expect(desktop.clicks.at(-1)).toEqual({ noticeId: 'n1', taskId: anId() });
  await daemon.show(aNotice({ id: 'n2' }), undefined, false);
  expect(desktop.calls.map((body) => body[1])).toEqual([0, 0]);
});

test('what was to be shown before there was a daemon is shown once one comes', async () => {
  const desktop = new Desktop();
  desktop.owner = undefined;
  const daemon = await desktop.start();
  expect(await daemon.show(aNotice(), undefined, false)).toBe(false);
  await daemon.show(aNotice({ id: 'n2', title: 'Newer' }), undefined, false);
  desktop.ownerIs(':1.9');
  await expect.poll(() => desktop.summaries).toEqual(['Newer']);
  desktop.ownerIs(':1.10');
  await daemon.show(aNotice({ id: 'n3', title: 'Next' }), undefined, false);
  expect(desktop.summaries).toEqual(['Newer', 'Next']);
});

test('a daemon that restarts is asked anew what it can, and its numbers begin anew', async () => {
  const desktop = new Desktop();
  const daemon = await desktop.start();
  await daemon.show(aNotice(), undefined, false);
  desktop.capabilities = [];
  desktop.ownerIs(undefined);
  desktop.ownerIs(':1.6');
  await daemon.show(aNotice({ id: 'n2' }), undefined, false);
  const [, second] = desktop.calls;
  expect(second?.slice(1, 6)).toEqual([0, 'reelkeep', 'Video archived: A tide', '', []]);
  desktop.say('ActionInvoked', [1, 'default'], ':1.5');
  expect(desktop.clicks).toEqual([]);
});

test.each([true, false])('do-not-disturb is what the daemon says: %s', async (isInhibited) => {
  const desktop = new Desktop();
  desktop.isInhibited = isInhibited;
  const daemon = await desktop.start();
  expect(daemon.isInhibited).toBe(isInhibited);
  desktop.say('PropertiesChanged', [name, { Inhibited: { value: !isInhibited } }, []], ':1.99');
  expect(daemon.isInhibited).toBe(isInhibited);
  desktop.say('PropertiesChanged', [name, { Inhibited: { value: !isInhibited } }, []]);
  expect(daemon.isInhibited).toBe(!isInhibited);
  expect(desktop.inhibitedChanges).toBe(1);
});

test.each([
  ['success', 1],
  ['info', 1],
  ['warning', 1],
  ['urgent', 2],
] as const)(
  '%s has the urgency %d: a desktop shows no banner for what is low',
  async (severity, level) => {
    const desktop = new Desktop();
    const daemon = await desktop.start();
    await daemon.show(aNotice({ severity }), undefined, false);
    expect(desktop.calls[0]?.[6]).toMatchObject({ urgency: level });
  },
);
