import { z } from 'zod';
import { call } from './call.ts';
import type { VersionNotes } from '../update.ts';

/** Calls about new versions. What comes of them is in the next patches. */
export const updateCalls = {
  /** Looks for a new version now. */
  lookForUpdate: call<undefined>()(z.undefined()),
  /** Fetches the version that is offered. */
  fetchUpdate: call<undefined>()(z.undefined()),
  /** Stops fetching it; what has come stays for the next time. */
  stopUpdate: call<undefined>()(z.undefined()),
  /** Puts the fetched version in its place, then restarts. */
  installUpdate: call<undefined>()(z.undefined()),
  /** Restarts into the version that was put in its place, by Reelkeep or by hand. */
  restartForUpdate: call<undefined>()(z.undefined()),
  /** What is new in the version that runs and those before it, out of the changelog that came with it. */
  whatsNew: call<readonly VersionNotes[]>()(z.undefined()),
};
