import { z } from 'zod';
import { backgroundChoices } from './background.ts';
import { updateChannels } from './update.ts';
import { appearances, checkIntervals, minutesOfDay, speedLimits } from './settings.ts';

const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(minutesOfDay - 1);

/** What the window may change of the simple settings, each by itself. */
export const settingsChange = z
  .object({
    simultaneousTransfers: z.number().int().min(1).max(8),
    speedLimitBytesPerSecond: z.literal(speedLimits),
    saveInputs: z.boolean(),
    checkEvery: z.enum(checkIntervals),
    notifyArchived: z.boolean(),
    notifyFailed: z.boolean(),
    notifyTroubles: z.boolean(),
    notifyDeadlines: z.boolean(),
    notifyOffers: z.boolean(),
    notifySound: z.boolean(),
    quietHours: z.boolean(),
    quietFromMinute: minuteOfDay,
    quietToMinute: minuteOfDay,
    addsWatched: z.boolean(),
    catchesClipboard: z.boolean(),
    appearance: z.enum(appearances),
    background: z.enum(backgroundChoices),
    looksForUpdates: z.boolean(),
    updateChannel: z.enum(updateChannels),
  })
  .partial();
