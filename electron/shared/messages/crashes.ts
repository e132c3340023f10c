/** How often something has happened. */
function times(count: number): string {
  return count === 2 ? 'twice' : `${String(count)} times`;
}

/** A moment as the user's own clock shows it: `on 24 Nov at 14:32`. */
function when(atMs: number): string {
  const day = new Date(atMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  const time = new Date(atMs).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `on ${day} at ${time}`;
}

function linksNear(count: number): string {
  return count === 1 ? 'one link dies within a day' : `${String(count)} links die within a day`;
}

/** The words for a video that is kept out of the queue. */
export function describeSetAside(setAside: {
  readonly crashes: number;
  readonly nextTryAtMs: number;
}): { readonly sentence: string; readonly remedy: string } {
  const { crashes, nextTryAtMs } = setAside;
  return {
    sentence: `Set aside: Reelkeep ended unexpectedly ${times(crashes)} while it worked on this video.`,
    remedy: `Press Try again to have it tried at once. By itself it is tried again ${when(nextTryAtMs)}.`,
  };
}

/** The words for a start that holds the work back. */
export function describeSafeMode(mode: {
  readonly crashes: number;
  readonly nearDeadlines: number;
  readonly resumesAtMs: number;
  readonly logPath: string;
}): { readonly sentence: string; readonly remedy: string } {
  const { crashes, nearDeadlines, resumesAtMs, logPath } = mode;
  const near = nearDeadlines === 0 ? '' : `, and ${linksNear(nearDeadlines)}`;
  return {
    sentence: `Reelkeep ended unexpectedly ${times(crashes)} in a row. It starts carefully: nothing is downloaded yet${near}.`,
    remedy: `Press Go on, or wait: it goes on by itself ${when(resumesAtMs)}. What happened is in ${logPath}.`,
  };
}
