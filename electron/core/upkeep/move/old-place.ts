import type { DiskFailure } from '../../../shared/failure.ts';
import { succeed, type Outcome } from '../../../shared/outcome.ts';
import { diskOutcome } from '../../archive/disk-outcome.ts';
import { readMarker } from '../../archive/metadata/marker.ts';
import * as moved from '../../archive/move-markers.ts';
import { Root } from '../../files/root.ts';
import { apart } from '../../library/folders-apart.ts';
import type { ArchiveMove } from '../../settings/settings-store.ts';

/**
 * Whether the old place leads to the new one by now, as a link does that somebody has put there. Then it
 * holds nothing but the archive itself, and nothing may be taken out of it.
 */
export async function isOnePlace({ from, to }: ArchiveMove): Promise<boolean> {
  return !(await apart(from, to, 'archive')).ok;
}

/** The old place is no archive any more. @returns what was copied from it, as far as that was noted */
export function retireOldPlace({
  from,
  id,
}: ArchiveMove): Promise<Outcome<moved.MovedFiles | undefined, DiskFailure>> {
  return diskOutcome<moved.MovedFiles | undefined>(from, async () => {
    const old = new Root(from);
    const marker = await readMarker(old);
    if (marker.kind === 'found' && marker.id === id) await moved.retireMarker(old);
    return succeed(await moved.readMoved(old, id));
  });
}

/** A place that the archive did not get to is none: a marker there would make it pass for the archive. */
export function unmarkNewPlace(
  to: string,
  ownId: string | undefined,
): Promise<Outcome<undefined, DiskFailure>> {
  return diskOutcome(to, async () => {
    const root = new Root(to);
    const marker = await readMarker(root);
    if (marker.kind === 'found' && marker.id === ownId) await moved.retireMarker(root);
    await moved.clearMoving(root);
    return succeed(undefined);
  });
}
