import { z } from 'zod';
import type { Settings } from '../../shared/settings.ts';
import { updateChannels } from '../../shared/update.ts';

/** What the settings keep about new versions; each choice falls back by itself. */
export const updateFields = {
  looksForUpdates: z.boolean().catch(true),
  updateChannel: z.enum(updateChannels).catch('stable'),
};

/** The choices about new versions. */
export type UpdateChoices = Pick<Settings, keyof typeof updateFields>;

/** The choices about new versions, without what else the settings keep. */
export function updateChoices({ looksForUpdates, updateChannel }: UpdateChoices): UpdateChoices {
  return { looksForUpdates, updateChannel };
}
