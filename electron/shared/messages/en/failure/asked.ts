import type { FailureTable } from '../../words.ts';

/** What keeps Reelkeep from doing what the user asked for. */
export const asked = {
  'key-empty': () => ({
    sentence: 'The API key is empty.',
    remedy: "Paste the key from the provider's site.",
  }),
  'key-elsewhere': () => ({
    sentence: 'Re-enter the API key for this base URL.',
    remedy: "The stored key is never sent to an address it wasn't given for.",
  }),
  'key-malformed': () => ({
    sentence: 'The API key has characters that no key can have.',
    remedy: 'Paste it again, as a single line with no quotes or spaces.',
  }),
  'name-empty': () => ({
    sentence: 'The account has no name.',
    remedy: 'Give it any name you will recognize.',
  }),
  quitting: () => ({
    sentence: 'Reelkeep was about to quit, and stopped in the middle.',
    remedy: 'Start it again and repeat this. What is done stays done.',
  }),
  'nothing-to-add': () => ({
    sentence: 'There is nothing new to add.',
    remedy: "Paste at least one task ID that isn't in your library yet.",
  }),
  'endpoint-unknown': ({ endpoint }) => ({
    sentence: `Reelkeep doesn't know the endpoint “${endpoint}”.`,
    remedy: 'Choose Auto-detect or one of the endpoints in the list.',
  }),
  'task-unknown': ({ taskId }) => ({
    sentence: `${taskId} is no longer in your library.`,
    remedy: 'Add it again to keep tracking it.',
  }),
  'file-missing': ({ path }) => ({
    sentence: `Can't find “${path}”. It was moved, renamed or deleted.`,
    remedy:
      'Move it back, or connect its drive. Reelkeep is looking for it in the archive; if it stays missing, click Repair in its details.',
  }),
  'file-changed': ({ path }) => ({
    sentence: `“${path}” has changed since it was archived.`,
    remedy:
      'Reelkeep is checking it now. If it is damaged, it is marked so, and Repair in its details restores it.',
  }),
  'trash-refused': ({ path }) => ({
    sentence: `Couldn't move “${path}” to the system trash.`,
    remedy:
      'The file is still there. Some drives, network drives above all, have no trash: delete it yourself.',
  }),
} satisfies Partial<FailureTable>;
