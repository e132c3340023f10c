import { thriftOf, type SavingConditions } from '../../core/polling/thrift.ts';
import type { ThriftReason } from '../../shared/thrift-reason.ts';
import { systemClock as clock } from '../../core/platform/clock.ts';
import type { Buses } from '../bus/message-bus.ts';
import type { Disposable } from '../disposables.ts';
import type { Presence } from '../tray/presence.ts';
import { usualConditions } from './conditions.ts';
import { SystemServices } from './system-services.ts';

/** Whether there is less asking than usual, by what the system says and what is near its end. */
export class Thrift {
  #conditions = usualConditions;
  /** Milliseconds until the first unsaved video is gone; told by whoever counts them. */
  leftMs: () => number | undefined = () => undefined;
  /** Hears that the system says something else. */
  onChanged: () => void = () => undefined;

  readonly set = (conditions: SavingConditions): void => {
    this.#conditions = conditions;
    this.onChanged();
  };

  /** Why there is less asking; `undefined` where there is not. */
  readonly reason = (): ThriftReason | undefined => thriftOf(this.#conditions, this.leftMs());
}

/** What following the system's battery and network needs. */
export interface FollowOptions {
  readonly thrift: Thrift;
  readonly buses: Pick<Buses, 'system'>;
  readonly presence: Pick<Presence, 'tally'>;
  /** What the status bar says may be something else now. */
  readonly onChanged: () => void;
}

/** Begins to save where the system says so. macOS and Windows tell nobody through Electron. */
export function followPower({ thrift, buses, presence, onChanged }: FollowOptions): Disposable {
  thrift.onChanged = onChanged;
  thrift.leftMs = () => {
    const deadlineMs = presence.tally.nearest()?.deadlineMs;
    return deadlineMs === undefined ? undefined : deadlineMs - clock.now();
  };
  return new SystemServices(buses.system, thrift.set);
}
