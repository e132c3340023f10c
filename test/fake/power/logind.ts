import {
  DBusError,
  interface as dbus,
  NameFlag,
  RequestNameReply,
  sessionBus,
} from '@jellybrick/dbus-next';

const name = 'org.freedesktop.login1';

/** A lock that somebody wanted. */
export interface WantedLock {
  /** What it is against, such as `shutdown`. */
  readonly what: string;
  /** `delay`, which is over after some seconds, or `block`. */
  readonly mode: string;
}

/** `org.freedesktop.login1.Manager` as an object on the bus. Member names are the interface's. */
class LoginManager extends dbus.Interface {
  readonly wanted: WantedLock[] = [];

  constructor() {
    super(`${name}.Manager`);
    // The library's constructor sets these to undefined, which hides what `configureMembers` wrote to the prototype.
    delete this.$methods;
    delete this.$signals;
    delete this.$properties;
  }

  /** Refused, as to somebody without a session: nothing is held up, and the signals come all the same. */
  Inhibit(...[what, , , mode]: readonly [string, string, string, string]): never {
    this.wanted.push({ what, mode });
    throw new DBusError('org.freedesktop.DBus.Error.AccessDenied', 'Refused by the test');
  }

  PrepareForSleep(isAhead: boolean): boolean {
    return isAhead;
  }

  PrepareForShutdown(isAhead: boolean): boolean {
    return isAhead;
  }
}

// Node runs these files with their types stripped, which decorators would not survive.
LoginManager.configureMembers({
  methods: { Inhibit: { inSignature: 'ssss', outSignature: 'h' } },
  signals: { PrepareForSleep: { signature: 'b' }, PrepareForShutdown: { signature: 'b' } },
});

/** A logind for nobody but the tests: on a private desktop both buses are one. */
export async function startLogind(): Promise<{
  /** The computer goes to sleep, and wakes. */
  sleep(): void;
  /** The computer is about to shut down. */
  shutDown(): void;
  /** The locks that were wanted so far; each was refused. */
  wanted(): readonly WantedLock[];
  stop(): Promise<void>;
}> {
  const bus = sessionBus();
  (bus as NodeJS.EventEmitter).on('error', () => undefined);
  const manager = new LoginManager();
  bus.export('/org/freedesktop/login1', manager);
  const reply = await bus.requestName(name, NameFlag.DO_NOT_QUEUE);
  if (reply !== RequestNameReply.PRIMARY_OWNER) throw new Error(`${name} has an owner`);
  return {
    sleep: () => {
      manager.PrepareForSleep(true);
      manager.PrepareForSleep(false);
    },
    shutDown: () => void manager.PrepareForShutdown(true),
    wanted: () => manager.wanted,
    stop: async () => {
      await bus.releaseName(name);
      bus.disconnect();
    },
  };
}
