import type { Message, MessageBus, Variant } from '@jellybrick/dbus-next';
import type { Log } from '../../core/platform/log.ts';

/** So long a bus may take for an answer; after that it counts as not there. */
export const busPatienceMs = 1_000;

/** A message bus, as far as the app's parts use it. */
export interface MessageBusPort {
  /** Calls a method. @returns its answer's values; `undefined` for an error, or no answer in time */
  call(request: BusCall): Promise<readonly unknown[] | undefined>;
  /** Hears every signal that a rule of `listen` lets through, whoever asked for it. @returns ends the hearing */
  onSignal(hear: (message: Message) => void): () => void;
  /** Asks the bus for the signals that a match rule names. */
  listen(rule: string): Promise<void>;
  /** A value with its type, as dictionaries of the bus hold them. */
  variant(signature: string, value: unknown): unknown;
  /** Hears that the bus is gone. */
  onLost(hear: () => void): void;
  dispose(): void;
}

/** The value in a variant, as the library hands it over; anything else as it is. */
export function inVariant(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

/** A method call, with text arguments or with those that a signature describes. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly texts?: readonly string[];
  readonly signature?: string;
  readonly body?: readonly unknown[];
  /** How long an answer may take; 1 s unless nobody waits for it. */
  readonly patienceMs?: number;
}

/** Whom the bus itself answers as. */
export const busDaemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** What a promise comes to; `undefined` where it fails, or takes longer than a bus may. */
export async function inTime<T>(
  answer: Promise<T>,
  patienceMs = busPatienceMs,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, patienceMs);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The app's one connection to each bus; `undefined` where there is none, or it does not answer in time. */
export interface Buses {
  /** The user's desktop. */
  readonly session: Promise<MessageBusPort | undefined>;
  /** The computer's services. */
  readonly system: Promise<MessageBusPort | undefined>;
  dispose(): void;
}

/** Connects to the buses of a Linux desktop, for everybody in the app. */
export function openBuses(log: Log, platform = process.platform): Buses {
  const nowhere = Promise.resolve(undefined);
  const isLinux = platform === 'linux';
  const hasSession = isLinux && process.env['DBUS_SESSION_BUS_ADDRESS'] !== undefined;
  const session = hasSession ? openBus('session', log) : nowhere;
  const system = isLinux ? openBus('system', log) : nowhere;
  const end = (bus: MessageBusPort | undefined) => bus?.dispose();
  return {
    session,
    system,
    dispose: () => void Promise.all([session.then(end), system.then(end)]),
  };
}

/**
 * Connects to a bus of the environment. Its library is loaded only now.
 * @see https://dbus.freedesktop.org/doc/dbus-specification.html
 */
async function openBus(kind: 'session' | 'system', log: Log): Promise<MessageBusPort | undefined> {
  try {
    const dbus = await import('@jellybrick/dbus-next');
    const bus = kind === 'session' ? dbus.sessionBus() : dbus.systemBus();
    return await connected(bus, dbus);
  } catch (error) {
    log.warn(`${kind} bus: ${String(error)}`);
    return undefined;
  }
}

interface Library {
  readonly Message: typeof Message;
  readonly Variant: typeof Variant;
}

async function connected(bus: MessageBus, library: Library): Promise<MessageBusPort | undefined> {
  const lost = new Set<() => void>();
  // Not in the typed events of the library, though it is how a lost bus is told; unheard it would throw.
  (bus as NodeJS.EventEmitter).on('error', () => {
    for (const hear of lost) hear();
  });
  (bus as NodeJS.EventEmitter).on('end', () => {
    for (const hear of lost) hear();
  });
  const call = async ({ texts = [], patienceMs, ...request }: BusCall) => {
    const { signature = 's'.repeat(texts.length), body: given = texts } = request;
    const answer = bus.call(new library.Message({ ...request, signature, body: [...given] }));
    const body: unknown = (await inTime(answer, patienceMs))?.body;
    return Array.isArray(body) ? body : undefined;
  };
  const id = await call({ ...busDaemon, member: 'GetId' });
  if (id === undefined) {
    bus.disconnect();
    return undefined;
  }
  return {
    call,
    onSignal: (hear) => {
      bus.on('message', hear);
      return () => {
        bus.off('message', hear);
      };
    },
    listen: async (rule) => {
      await call({ ...busDaemon, member: 'AddMatch', texts: [rule] });
    },
    variant: (signature, value) => new library.Variant(signature, value),
    onLost: (hear) => lost.add(hear),
    dispose: () => {
      lost.clear();
      bus.disconnect();
    },
  };
}
