import { interface as dbus, NameFlag, RequestNameReply, sessionBus } from '@jellybrick/dbus-next';

const name = 'org.freedesktop.NetworkManager';

/** What NetworkManager says of the connection's meter. */
export const metered = { unknown: 0, yes: 1, no: 2, guessYes: 3, guessNo: 4 } as const;

/** `org.freedesktop.NetworkManager` as an object on the bus, with the one property that is asked for. */
class NetworkManager extends dbus.Interface {
  value: number = metered.unknown;

  constructor() {
    super(name);
    // The library's constructor sets these to undefined, which hides what `configureMembers` wrote to the prototype.
    delete this.$methods;
    delete this.$signals;
    delete this.$properties;
  }

  get Metered(): number {
    return this.value;
  }
}

// Node runs these files with their types stripped, which decorators would not survive.
NetworkManager.configureMembers({ properties: { Metered: { signature: 'u', access: 'read' } } });

/** A NetworkManager for nobody but the tests: on a private desktop both buses are one. */
export async function startNetworkManager(): Promise<{
  say(meter: number): void;
  stop(): Promise<void>;
}> {
  const bus = sessionBus();
  (bus as NodeJS.EventEmitter).on('error', () => undefined);
  const manager = new NetworkManager();
  bus.export('/org/freedesktop/NetworkManager', manager);
  const reply = await bus.requestName(name, NameFlag.DO_NOT_QUEUE);
  if (reply !== RequestNameReply.PRIMARY_OWNER) throw new Error(`${name} has an owner`);
  return {
    say: (meter) => {
      manager.value = meter;
      dbus.Interface.emitPropertiesChanged(manager, { Metered: meter }, []);
    },
    stop: async () => {
      await bus.releaseName(name);
      bus.disconnect();
    },
  };
}
