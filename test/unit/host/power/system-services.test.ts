import type { Message } from '@jellybrick/dbus-next';
import { expect, test } from 'vitest';
import type { SavingConditions } from '../../../../electron/core/polling/thrift.ts';
import type { BusCall, MessageBusPort } from '../../../../electron/host/bus/message-bus.ts';
import { usualConditions } from '../../../../electron/host/power/conditions.ts';
import { SystemServices } from '../../../../electron/host/power/system-services.ts';

const network = 'org.freedesktop.NetworkManager';
const profiles = 'org.freedesktop.UPower.PowerProfiles';

/** A computer whose services say what the test puts here; what is not here does not run. */
class Computer {
  readonly properties = new Map<string, unknown>();
  readonly asked: string[] = [];
  readonly told: SavingConditions[] = [];
  readonly hears = new Set<(message: Message) => void>();
  readonly bus: MessageBusPort = {
    call: (wish) => Promise.resolve(this.#answer(wish)),
    onSignal: (hear) => {
      this.hears.add(hear);
      return () => void this.hears.delete(hear);
    },
    listen: () => Promise.resolve(),
    variant: (_signature, value) => value,
    onLost: () => undefined,
    dispose: () => undefined,
  };

  say(member: string, path: string, body: readonly unknown[] = []): void {
    // The services' part reads no more of a message than this.
    for (const hear of this.hears) hear({ member, path, body } as unknown as Message);
  }

  #answer({ destination, member, texts = [] }: BusCall): readonly unknown[] {
    if (member === 'NameHasOwner') return [this.properties.has(texts[0] ?? '')];
    this.asked.push(destination);
    return [{ value: this.properties.get(destination) }];
  }
}

test('what runs is asked, and nothing is started by a question', async () => {
  const computer = new Computer();
  computer.properties.set(network, 1);
  const services = new SystemServices(Promise.resolve(computer.bus), (told) =>
    computer.told.push(told),
  );
  await expect.poll(() => computer.told).toEqual([{ ...usualConditions, isMetered: true }]);
  expect(computer.asked).toEqual([network]);
  services.dispose();
});

test('a service that comes, changes and goes is heard, once for each change', async () => {
  const computer = new Computer();
  const services = new SystemServices(Promise.resolve(computer.bus), (told) =>
    computer.told.push(told),
  );
  await expect.poll(() => computer.hears.size).toBe(1);
  computer.properties.set(profiles, 'power-saver');
  computer.say('NameOwnerChanged', '/org/freedesktop/DBus', [profiles]);
  const saving = { ...usualConditions, isSaverOn: true };
  await expect.poll(() => computer.told).toEqual([saving]);
  computer.say('PropertiesChanged', '/org/freedesktop/UPower/PowerProfiles');
  computer.say('PropertiesChanged', '/somewhere/else');
  computer.properties.delete(profiles);
  computer.say('NameOwnerChanged', '/org/freedesktop/DBus', [profiles]);
  await expect.poll(() => computer.told).toEqual([saving, usualConditions]);
  services.dispose();
  expect(computer.hears.size).toBe(0);
});

test('without a bus nothing is known, and nothing saved', async () => {
  const told: SavingConditions[] = [];
  const services = new SystemServices(Promise.resolve(undefined), (each) => told.push(each));
  await Promise.resolve();
  services.dispose();
  expect(told).toEqual([]);
});
