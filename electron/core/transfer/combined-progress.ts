import type { Task, TransferProgress } from '../../shared/task.ts';
import type { Clock } from '../platform/clock.ts';
import type { TransferBytes, TransferRequest } from '../download/transfer-request.ts';
import type { Wait } from './queue/pace.ts';
import { SpeedMeter } from './speed-meter.ts';

/** Whose progress it is, and who watches it. */
export interface CombinedProgressOptions {
  readonly task: Pick<Task, 'id'>;
  /** How many results there are. */
  readonly results: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TransferProgress) => void;
  readonly onWait?: (wait: Wait | undefined) => void;
}

/** Adds the bytes of all results of a task up to one progress. */
export class CombinedProgress {
  readonly #options: CombinedProgressOptions;
  readonly #bytes = new Map<number, TransferBytes>();
  #speed: SpeedMeter | undefined;

  constructor(options: CombinedProgressOptions) {
    this.#options = options;
  }

  /** Counts a result that is in the archive already. */
  keep(count: number, sizeBytes: number): void {
    this.#bytes.set(count, { receivedBytes: sizeBytes, totalBytes: sizeBytes });
  }

  /** What the transfer of one result is watched with. */
  of(count: number): Pick<TransferRequest, 'signal' | 'onProgress' | 'onWait'> {
    const { task, clock, signal, onProgress, onWait } = this.#options;
    return {
      signal,
      onWait: (isWaiting) => onWait?.(isWaiting ? 'host' : undefined),
      onProgress: (bytes) => {
        this.#bytes.set(count, bytes);
        const sum = this.#sum();
        this.#speed ??= new SpeedMeter(clock.now(), sum.receivedBytes);
        const bytesPerSecond = this.#speed.update(clock.now(), sum.receivedBytes);
        onProgress({ taskId: task.id, ...sum, bytesPerSecond });
      },
    };
  }

  /** The whole is told once every result's is known: growing with each, it would run backwards. */
  #sum(): TransferBytes {
    const known = [...this.#bytes.values()];
    const totals = known.flatMap(({ totalBytes }) => totalBytes ?? []);
    const receivedBytes = sumOf(known.map((each) => each.receivedBytes));
    return totals.length < this.#options.results
      ? { receivedBytes }
      : { receivedBytes, totalBytes: sumOf(totals) };
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
