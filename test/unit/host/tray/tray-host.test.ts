import type { Message } from '@jellybrick/dbus-next';
import { beforeEach, expect, test } from 'vitest';
import type { BusCall, MessageBusPort } from '../../../../electron/host/bus/message-bus.ts';
import { StatusNotifierHost } from '../../../../electron/host/tray/tray-host.ts';
import { ManualClock, settle } from '../../../fake/clock.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

type Answer = readonly unknown[] | undefined;

/** A session bus with a watcher that answers as the test says. */
class Session {
  hasOwner: Answer = [true];
  isRegistered: Answer = [{ value: true }];
  readonly hears = new Set<(message: Message) => void>();
  readonly #lost: (() => void)[] = [];
  /** Holds the answer to the next question back. */
  #held: Promise<void> | undefined;
  asked = 0;
  readonly bus: MessageBusPort = {
    call: (wish) => this.#answer(wish),
    onSignal: (hear) => {
      this.hears.add(hear);
      return () => void this.hears.delete(hear);
    },
    listen: () => Promise.resolve(),
    variant: (_signature, value) => value,
    onLost: (hear) => this.#lost.push(hear),
    dispose: () => undefined,
  };

  say(change: Partial<Pick<Message, 'member' | 'interface' | 'body'>>): void {
    const message = { member: '', interface: '', body: [], ...change };
    for (const hear of this.hears) hear(message as unknown as Message); // no more of it is read
  }

  ownerChanged(): void {
    this.say({ member: 'NameOwnerChanged', body: [watcher, '', ''] });
  }

  lose(): void {
    for (const hear of this.#lost) hear();
  }

  hold(): () => void {
    let release: () => void = () => undefined;
    this.#held = new Promise((resolve) => (release = resolve));
    return () => release();
  }

  async #answer({ member }: BusCall): Promise<Answer> {
    this.asked += 1;
    const answer = member === 'NameHasOwner' ? this.hasOwner : this.isRegistered;
    const held = this.#held;
    this.#held = undefined;
    await held;
    return answer;
  }
}

let session: Session;
let clock: ManualClock;
let heard: boolean[];

async function follow(): Promise<StatusNotifierHost> {
  const host = new StatusNotifierHost(Promise.resolve(session.bus), clock);
  host.onChanged(() => heard.push(host.isThere()));
  await host.asked;
  return host;
}

beforeEach(() => {
  [session, clock, heard] = [new Session(), new ManualClock(), []];
});

const registered: Answer = [{ value: true }];

test.each<[string, { hasOwner?: Answer; isRegistered?: Answer; isThere?: boolean }]>([
  ['a watcher with a host', { isThere: true }],
  ['a watcher without one', { isRegistered: [{ value: false }] }],
  ['no watcher', { hasOwner: [false], isRegistered: [] }],
  ['a watcher that answers a text', { isRegistered: [{ value: 'true' }] }],
  ['a watcher that answers a number', { isRegistered: [1] }],
  ['a watcher that answers nothing', { isRegistered: [] }],
  ['a watcher that answers null', { isRegistered: [null] }],
])('%s', async (_name, { hasOwner = [true], isRegistered = registered, isThere = false }) => {
  Object.assign(session, { hasOwner, isRegistered });
  const host = await follow();
  expect(host.isThere()).toBe(isThere);
  host.dispose();
  expect([session.hears.size, clock.pending]).toEqual([0, 0]);
});

test('a panel that is busy while the user logs in is asked again, until it answers', async () => {
  session.isRegistered = undefined;
  const host = await follow();
  expect(host.isThere()).toBe(false);
  await clock.advance(2_000);
  session.isRegistered = [{ value: true }];
  await clock.advance(3_000);
  expect(heard).toEqual([true]);
  expect(clock.pending).toBe(0);
});

test('a panel that is busy once is not gone; one that stays silent is, and is left in peace', async () => {
  const host = await follow();
  session.isRegistered = undefined;
  session.say({ interface: watcher, member: 'StatusNotifierItemRegistered' });
  await clock.advance(5_000);
  expect(host.isThere()).toBe(true);
  await clock.advance(60_000);
  expect(heard).toEqual([true, false]);
  const { asked } = session;
  await clock.advance(3_600_000);
  expect([session.asked, clock.pending]).toEqual([asked, 0]);
  session.isRegistered = [{ value: true }];
  session.ownerChanged();
  await settle();
  expect(host.isThere()).toBe(true);
});

test('an answer that comes late is not taken for the newest', async () => {
  const host = await follow();
  const release = session.hold();
  session.say({ interface: watcher, member: 'StatusNotifierHostRegistered' });
  await settle();
  session.hasOwner = [false]; // it has gone meanwhile
  session.ownerChanged();
  release();
  await settle();
  expect(host.isThere()).toBe(false);
});

test('a flood of signals is one more question, and what others say is none', async () => {
  await follow();
  const { asked } = session;
  const release = session.hold();
  for (let n = 0; n < 1_000; n++) session.say({ interface: watcher, member: 'Anything' });
  for (let n = 0; n < 1_000; n++) session.say({ interface: 'org.other', body: [watcher] });
  release();
  await settle();
  expect(session.asked).toBe(asked + 4);
});

test('with the bus the tray is gone, and nothing is asked any more', async () => {
  const host = await follow();
  session.isRegistered = undefined;
  session.ownerChanged();
  await settle();
  session.lose();
  expect([host.isThere(), clock.pending]).toEqual([false, 0]);
});
