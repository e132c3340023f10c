const folders = {
  archive: 'Keep your videos in this folder?',
  mirror: 'Copy your archive to this folder?',
  opened: 'Open the archive in this folder?',
  watched: 'Look for task IDs in the files of this folder?',
};

const chooseFolder = {
  archive: 'Choose the archive folder',
  mirror: 'Choose the mirror folder',
  opened: 'Choose the archive to open',
  watched: 'Choose the folder to watch',
};

/** What boxes of the system's ask. Their other words are those of the sheet when the window is closed. */
export const boxes = {
  cancel: 'Cancel',
  quit: "Reelkeep can't save videos while it is closed.",
  /** The titles of the boxes in which a folder is chosen. */
  chooseFolder,
  /** Whether a folder that was typed is meant. */
  folders,
  useFolder: 'Use this folder',
  failing: {
    message: "Reelkeep's window keeps crashing",
    detail:
      'Your videos are still being checked and downloaded. Reopen the window; if it crashes again, restart Reelkeep.',
    reopen: 'Reopen window',
    leave: 'Not now',
  },
};
