/** Settings, General. */
export const general = {
  appearance: 'Appearance',
  appearances: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  systemLanguage: 'System language',
  version: (version: string) => `Version ${version}`,
  closing: 'When the window is closed',
  closings: {
    ask: 'Ask the first time',
    keep: 'Keep watching in the background',
    quit: 'Quit Reelkeep',
  },
  closingHint:
    'In the background, Reelkeep goes on saving your videos. Without a system tray, the window stays in the taskbar instead.',
  atLogin: 'Start when I log in',
  logins: { off: 'Off', hidden: 'In the background', window: 'With its window' },
  atLoginHint: 'So that no link expires because Reelkeep was not running.',
  finding: {
    title: 'Finding task IDs',
    clipboard: 'Offer task IDs that I copy',
    clipboardHint:
      'While it runs, Reelkeep looks for task IDs in what you copy. Nothing else is kept.',
    watchedFolder: 'Watched folder',
    noFolder: 'None',
    watchedFolderHint:
      'Reelkeep looks for task IDs in new text, JSON, log and HAR files in this folder.',
    choose: 'Choose watched folder',
    stop: 'Stop watching',
    adds: 'Add task IDs found there automatically',
    addsHint: 'To your first account. When off, they are only offered.',
  },
};
