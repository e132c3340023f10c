import type { SavingConditions } from '../../core/polling/thrift.ts';

/** Properties of the system's services, as they came; anything may be missing, or of another kind. */
export interface PowerFacts {
  /** UPower's display device. */
  readonly warningLevel?: unknown;
  /** power-profiles-daemon. */
  readonly activeProfile?: unknown;
  /** NetworkManager. */
  readonly metered?: unknown;
}

/** UPower: low, critical, and the action that comes before the end; below, nobody is warned. */
const lowLevels: readonly unknown[] = [3, 4, 5];

/** NetworkManager: yes, and a guess of yes, as for a phone's hotspot. */
const meteredValues: readonly unknown[] = [1, 3];

/** Nobody says anything. */
export const usualConditions: SavingConditions = {
  isSaverOn: false,
  isBatteryLow: false,
  isMetered: false,
};

/**
 * What the system's services say.
 * @see https://upower.freedesktop.org/docs/Device.html
 * @see https://networkmanager.dev/docs/api/latest/nm-dbus-types.html#NMMetered
 */
export function conditionsOf({
  warningLevel,
  activeProfile,
  metered,
}: PowerFacts): SavingConditions {
  return {
    isSaverOn: activeProfile === 'power-saver',
    isBatteryLow: lowLevels.includes(warningLevel),
    isMetered: meteredValues.includes(metered),
  };
}
