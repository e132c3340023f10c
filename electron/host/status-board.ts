import type { Core } from '../core/app/core.ts';
import type { Thrift } from './power/follow-power.ts';
import type { StatusView } from '../shared/contract/contract.ts';

/** A clock that is further off than this is told to the user. */
const noticeableMs = 5 * 60_000;

/** What the status bar says. The free space is looked up now and then, everything else is at hand. */
export class StatusBoard {
  readonly #core: Core;
  readonly #thrift: Pick<Thrift, 'reason'>;
  readonly #onChanged: () => void;
  #freeBytes: number | undefined;

  constructor(core: Core, thrift: Pick<Thrift, 'reason'>, onChanged: () => void) {
    this.#core = core;
    this.#thrift = thrift;
    this.#onChanged = onChanged;
  }

  readonly view = (): StatusView => {
    const { poller, transfers, skew } = this.#core;
    const aheadMs = skew.aheadMs();
    const thrift = this.#thrift.reason();
    const nextCheckAtMs = poller.nextAtMs();
    const speeds = transfers.progress().map((progress) => progress.bytesPerSecond);
    return {
      bytesPerSecond: speeds.reduce((sum, speed) => sum + speed, 0),
      ...(nextCheckAtMs !== undefined && nextCheckAtMs > 0 && { nextCheckAtMs }),
      ...(Math.abs(aheadMs) > noticeableMs && { clockAheadMs: aheadMs }),
      ...(thrift !== undefined && { thrift }),
      ...(this.#freeBytes !== undefined && { freeBytes: this.#freeBytes }),
    };
  };

  /** Looks at the archive's disk. */
  readonly refresh = async (): Promise<void> => {
    this.#freeBytes = await this.#core.archiveManager.current?.freeBytes();
    this.#onChanged();
  };
}
