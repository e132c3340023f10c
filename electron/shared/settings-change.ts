import { z } from 'zod';
import { appearances, checkIntervals, speedLimits } from './settings.ts';

/** What the window may change of the simple settings, each by itself. */
export const settingsChange = z
  .object({
    simultaneousTransfers: z.number().int().min(1).max(8),
    speedLimitBytesPerSecond: z.literal(speedLimits),
    saveInputs: z.boolean(),
    checkEvery: z.enum(checkIntervals),
    notifyArchived: z.boolean(),
    notifyFailed: z.boolean(),
    appearance: z.enum(appearances),
  })
  .partial();
