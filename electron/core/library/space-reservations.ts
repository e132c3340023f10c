import type { DiskFailure } from '../../shared/failure.ts';
import { type FailureMendedAt } from '../../shared/failure-traits.ts';
import type { Outcome } from '../../shared/outcome.ts';

const mebibyte = 1024 ** 2;

/**
 * What transfers leave free. The disk is often the system's own: its logs and swap, Reelkeep's ledger,
 * sidecars and manifests must still find room when the last video has come, on any size of disk.
 */
const reserveBytes = 512 * mebibyte;

/** Until the host has said how large a file is: most are 2.5 to 15 MB, and pictures far below one. */
const guessedBytes = 16 * mebibyte;

/** A disk to be asked. */
export interface Disk {
  /** Its absolute path is for what is told of it. */
  readonly root: { readonly path: string };
  /** `undefined` when the system does not say. */
  freeBytes(): Promise<number | undefined>;
}

/** The archive's disk, which can be written. */
export interface WritableDisk extends Disk {
  /** Writes this many bytes and removes them: only a write tells whether a quota has room. */
  tryWriting(sizeBytes: number): Promise<Outcome<undefined, DiskFailure>>;
}

/** What a transfer meets on a disk without room. */
export type SpaceFailure = FailureMendedAt<'space'>;

/** One transfer's part of the free space. */
export interface SpaceReservation {
  /**
   * Asks for room for what is still to come, and sets it aside.
   * @param leftBytes absent while the host has not said
   * @returns `disk-reserve` when the disk would be left with less than the reserve
   */
  readonly request: (leftBytes?: number) => Promise<DiskFailure | undefined>;
  /** Gives back what is not used any more. */
  readonly release: () => void;
}

/** How much is left free, and how large a file is taken to be; other figures in tests on tiny disks. */
export interface SpaceLimits {
  readonly reserveBytes: number;
  readonly guessedBytes: number;
}

/** The limits in daily use. */
export const defaultSpaceLimits: SpaceLimits = { reserveBytes, guessedBytes };

/**
 * Keeps the transfers from filling a disk: each asks before its first byte and while bytes come, and
 * bytes that other transfers still expect count as used.
 */
export class SpaceReservations {
  readonly #limits: SpaceLimits;
  readonly #claims = new Map<SpaceReservation, number>();

  constructor(limits: SpaceLimits = defaultSpaceLimits) {
    this.#limits = limits;
  }

  /** Begins a transfer's claim on a disk. */
  reserve(disk: Disk): SpaceReservation {
    const claim: SpaceReservation = {
      request: async (leftBytes = this.#limits.guessedBytes) => {
        const failure = this.#judge(disk, await disk.freeBytes(), { claim, leftBytes });
        if (failure === undefined) this.#claims.set(claim, leftBytes);
        else this.#claims.delete(claim);
        return failure;
      },
      release: () => {
        this.#claims.delete(claim);
      },
    };
    return claim;
  }

  /** Whether there is room again, as far as can be told without a transfer. */
  async isBack(disk: WritableDisk, shortage: SpaceFailure): Promise<boolean> {
    const freeBytes = await disk.freeBytes();
    if (shortage.code === 'disk-reserve') {
      return freeBytes === undefined || freeBytes >= shortage.freeBytes + shortage.shortBytes;
    }
    const { reserveBytes: kept, guessedBytes: usual } = this.#limits;
    const isRoomy = freeBytes === undefined || freeBytes >= kept + usual;
    return isRoomy && (await disk.tryWriting(usual)).ok;
  }

  #judge(
    { root: { path } }: Disk,
    freeBytes: number | undefined,
    input: { readonly claim: SpaceReservation; readonly leftBytes: number },
  ): DiskFailure | undefined {
    if (freeBytes === undefined) return undefined; // the write itself will tell
    const others = [...this.#claims].filter(([other]) => other !== input.claim);
    const taken = others.reduce((sum, [, leftBytes]) => sum + leftBytes, 0);
    const spareBytes = freeBytes - taken - this.#limits.reserveBytes;
    if (spareBytes >= input.leftBytes) return undefined;
    const shortBytes = input.leftBytes - spareBytes;
    const { reserveBytes: kept, guessedBytes: usual } = this.#limits;
    const isForAll = spareBytes < usual;
    return { code: 'disk-reserve', path, freeBytes, shortBytes, keptBytes: kept, isForAll };
  }
}
