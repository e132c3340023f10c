import { isDeepStrictEqual } from 'node:util';
import type { SavingConditions } from '../../core/polling/thrift.ts';
import { busDaemon, inVariant, type MessageBusPort } from '../bus/message-bus.ts';
import { conditionsOf, usualConditions, type PowerFacts } from './conditions.ts';

/** A property of a service on the system's bus. */
interface Watched {
  readonly fact: keyof PowerFacts;
  readonly name: string;
  readonly path: string;
  readonly interface: string;
  readonly property: string;
}

const upower = 'org.freedesktop.UPower';
const profiles = `${upower}.PowerProfiles`;
const network = 'org.freedesktop.NetworkManager';

/** What is listened to. The power profiles had a name of their own before 2024. */
const watched: readonly Watched[] = [
  {
    ...{ fact: 'warningLevel', name: upower, interface: `${upower}.Device` },
    ...{ path: '/org/freedesktop/UPower/devices/DisplayDevice', property: 'WarningLevel' },
  },
  {
    ...{ fact: 'activeProfile', name: 'net.hadess.PowerProfiles', property: 'ActiveProfile' },
    ...{ path: '/net/hadess/PowerProfiles', interface: 'net.hadess.PowerProfiles' },
  },
  {
    ...{ fact: 'activeProfile', name: profiles, property: 'ActiveProfile' },
    ...{ path: '/org/freedesktop/UPower/PowerProfiles', interface: profiles },
  },
  {
    ...{ fact: 'metered', name: network, interface: network },
    ...{ path: '/org/freedesktop/NetworkManager', property: 'Metered' },
  },
];

/** Follows what a Linux system says of battery and network. None of its services is started for that. */
export class SystemServices {
  readonly #onChanged: (conditions: SavingConditions) => void;
  #endHearing: (() => void) | undefined;
  #isDisposed = false;
  #conditions = usualConditions;
  /** One look at a time; what changes meanwhile is looked at once more. */
  #look: 'none' | 'now' | 'again' = 'none';

  /** @param onChanged hears what there is to say, and every change of it */
  constructor(
    bus: Promise<MessageBusPort | undefined>,
    onChanged: (conditions: SavingConditions) => void,
  ) {
    this.#onChanged = onChanged;
    void this.#start(bus); // never rejects
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#endHearing?.();
  }

  async #start(opened: Promise<MessageBusPort | undefined>): Promise<void> {
    const bus = await opened;
    if (bus === undefined || this.#isDisposed) return;
    const paths = watched.map(({ path }) => path);
    const names = watched.map(({ name }) => name);
    this.#endHearing = bus.onSignal(({ member, path, body }) => {
      const isOwner = member === 'NameOwnerChanged' && names.includes(String(body[0]));
      const isProperty = member === 'PropertiesChanged' && paths.includes(path);
      if (isOwner || isProperty) void this.#lookAt(bus); // never rejects
    });
    for (const { name, path } of watched) {
      await bus.listen(
        `type='signal',sender='${name}',interface='org.freedesktop.DBus.Properties',path='${path}'`,
      );
      await bus.listen(
        `type='signal',sender='${busDaemon.destination}',member='NameOwnerChanged',arg0='${name}'`,
      );
    }
    await this.#lookAt(bus);
  }

  async #lookAt(bus: MessageBusPort): Promise<void> {
    if (this.#look !== 'none') {
      this.#look = 'again';
      return;
    }
    do {
      this.#look = 'now';
      this.#tell(await factsOn(bus));
    } while (this.#isMore);
    this.#look = 'none';
  }

  get #isMore(): boolean {
    return this.#look === 'again' && !this.#isDisposed;
  }

  #tell(facts: PowerFacts): void {
    const conditions = conditionsOf(facts);
    if (this.#isDisposed || isDeepStrictEqual(conditions, this.#conditions)) return;
    this.#conditions = conditions;
    this.#onChanged(conditions);
  }
}

/** Facts of the services that run. A call to one that does not would start it, so it is not asked. */
async function factsOn(bus: MessageBusPort): Promise<PowerFacts> {
  const facts: { -readonly [K in keyof PowerFacts]: PowerFacts[K] } = {};
  for (const { fact, name, path, interface: from, property } of watched) {
    const [hasOwner] =
      (await bus.call({ ...busDaemon, member: 'NameHasOwner', texts: [name] })) ?? [];
    if (hasOwner !== true) continue;
    const answer = await bus.call({
      ...{ destination: name, path, interface: 'org.freedesktop.DBus.Properties' },
      ...{ member: 'Get', texts: [from, property] },
    });
    facts[fact] = inVariant(answer?.[0]);
  }
  return facts;
}
