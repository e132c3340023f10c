import { grouped } from '../plural.ts';

/** The inbox: what the user was told, kept with its time. */
export const inbox = {
  title: 'Inbox',
  button: (unread: number) => (unread === 0 ? 'Inbox' : `Inbox, ${grouped(unread)} unread`),
  opening: 'Opening…',
  empty: 'Nothing yet. What Reelkeep tells you, even while you are away, is kept here.',
  list: 'Messages so far',
  clear: 'Clear',
  markAllRead: 'Mark all read',
  leadsTo: {
    video: 'Show the video',
    offer: 'Open in “Add videos”',
    update: "Show what's new",
  },
  /** Follows a message's title, unseen. */
  unread: ', unread',
};
