import type { QueueEntry, HostQueues } from './host-queues.ts';

/** A transfer that holds a slot. */
export interface SlotHolder extends QueueEntry {
  /** It has been told to let go. */
  readonly isYielding: boolean;
}

/**
 * Whether a host holds all slots but one. One host, slow or silent, must not hold all of them while
 * another host's video waits.
 */
export function exceedsHostShare(
  host: string,
  holders: readonly SlotHolder[],
  limit: number,
): boolean {
  const held = holders.filter((each) => each.host === host).length;
  return held >= Math.max(1, limit - 1);
}

/** Whether a host takes anybody right now. */
export type IsOpen = (host: string) => boolean;

/** How slots are shared. */
export interface Share {
  readonly limit: number;
  readonly isOpen: IsOpen;
  /** Whether a host takes connections and says nothing; absent: none does. */
  readonly isSilent?: (host: string) => boolean;
}

/**
 * Who is next for a free slot, at the hosts that take anybody. While nothing waits at other hosts, one
 * host may have every slot.
 */
export function nextOf(
  waiting: HostQueues,
  holders: readonly SlotHolder[],
  { limit, isOpen }: Share,
): QueueEntry | undefined {
  const free = waiting.first((host) => isOpen(host) && !exceedsHostShare(host, holders, limit));
  return free ?? waiting.first(isOpen);
}

/**
 * Whose slot a more urgent video of another host takes, when one host came to hold all of them. What the
 * loser has fetched stays, and is continued at its next turn. With a single slot nobody loses it.
 */
export function preemptionVictim(
  waiting: HostQueues,
  holders: readonly SlotHolder[],
  { limit, isOpen }: Share,
): QueueEntry | undefined {
  const host = holders[0]?.host;
  const isOneHosts = holders.every((each) => each.host === host && !each.isYielding);
  if (limit < 2 || holders.length < limit || !isOneHosts) return undefined;
  const wanting = waiting.first((each) => each !== host && isOpen(each));
  const [last] = [...holders].sort((one, other) => (one.deadlineMs > other.deadlineMs ? -1 : 1));
  return wanting !== undefined && last !== undefined && wanting.deadlineMs < last.deadlineMs
    ? last
    : undefined;
}
