/** Why a file that was opened gave no task ids. */
export const unread = {
  'too-long': {
    sentence: (name: string) => `“${name}” was not read: it is larger than 20 MB.`,
    remedy: 'Open only the part with the task IDs, or paste it here.',
  },
  'no-text': {
    sentence: (name: string) => `“${name}” was not read: it contains no text.`,
    remedy: 'Open it in its own app and copy the IDs from there.',
  },
  'not-a-file': {
    sentence: (name: string) => `“${name}” was not read: it is a folder, a link or a device.`,
    remedy: 'Open the file itself.',
  },
  'not-readable': {
    sentence: (name: string) => `“${name}” could not be read.`,
    remedy: 'Check that it exists and that you have permission to open it, then open it again.',
  },
  'without-ids': {
    sentence: (name: string) => `“${name}” contains no task ID.`,
    remedy: 'Paste the ID itself if you know it.',
  },
};
