/** Settings, Updates. */
export const updates = {
  status: 'Update',
  progress: 'Downloading the update',
  getFrom: (address: string) => `Get it from ${address}`,
  newIn: (version: string) => `New in ${version}`,
  download: 'Download update',
  stop: 'Stop',
  install: 'Install and restart',
  command: 'Command',
  copyCommand: 'Copy command',
  restart: 'Restart',
  check: 'Check for updates',
  checking: 'Checking…',
  lastChecked: (when: string) => `Last checked ${when}`,
  daily: 'Check for updates once a day',
  dailyHint:
    "Only Reelkeep's version and your kind of system are sent. Nothing is downloaded or installed until you say so.",
  channel: 'Channel',
  channels: { stable: 'Stable', beta: 'Beta' },
  channelHint: 'Beta versions come earlier and may have bugs.',
  whatsNew: "What's new",
  release: (version: string, date: string | undefined) =>
    date === undefined ? version : `${version}, ${date}`,
  noChangelog: 'This build came without its changelog.',
};
