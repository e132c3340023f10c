import { z } from 'zod';
import { minutesOfDay, type Settings } from '../../shared/settings.ts';

const minuteShape = z
  .number()
  .int()
  .min(0)
  .max(minutesOfDay - 1);

/** What the settings keep about notifications; each choice falls back by itself. */
export const notificationFields = {
  notifyArchived: z.boolean().catch(true),
  notifyFailed: z.boolean().catch(true),
  notifyTroubles: z.boolean().catch(true),
  notifyDeadlines: z.boolean().catch(true),
  notifyOffers: z.boolean().catch(true),
  notifySound: z.boolean().catch(true),
  quietHours: z.boolean().catch(false),
  quietFromMinute: minuteShape.catch(22 * 60),
  quietToMinute: minuteShape.catch(8 * 60),
};

/** The choices about notifications. */
export type NotificationChoices = Pick<Settings, keyof typeof notificationFields>;

/** The choices about notifications, without what else the settings keep. */
export function notificationChoices(stored: NotificationChoices): NotificationChoices {
  const { notifyArchived, notifyFailed, notifyTroubles, notifyDeadlines } = stored;
  const { notifyOffers, notifySound, quietHours, quietFromMinute, quietToMinute } = stored;
  return {
    notifyArchived,
    notifyFailed,
    notifyTroubles,
    notifyDeadlines,
    notifyOffers,
    notifySound,
    quietHours,
    quietFromMinute,
    quietToMinute,
  };
}
