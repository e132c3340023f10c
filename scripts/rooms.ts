/** A folder of `electron/shared`, `core` or `host`: what it is for, in one line. */
export interface Room {
  readonly name: string;
  readonly purpose: string;
}

/**
 * The rooms of `electron/core` in the order of their imports: each may import from those before it, types
 * included, and from none after it. The lint walls and their tests are made from this list.
 */
export const coreRooms: readonly Room[] = [
  { name: 'platform', purpose: 'ports and small tools: clock, log, store, jobs, alerts, bounds' },
  { name: 'files', purpose: 'the one door to the disk below a folder of the user’s' },
  { name: 'media', purpose: 'whether bytes are a whole film, picture or sound, and which' },
  {
    name: 'network',
    purpose: 'where Reelkeep may go, and by which proxy: addresses, routes, certificates',
  },
  { name: 'intake', purpose: 'task ids out of anything that people paste' },
  { name: 'provider', purpose: 'the API: envelope, client, one adapter for each endpoint' },
  { name: 'settings', purpose: 'settings, accounts and their keys' },
  { name: 'download', purpose: 'one file from one link: ranges, resuming, proof' },
  { name: 'archive', purpose: 'the folder tree: names, sidecars, manifests, markers' },
  { name: 'polling', purpose: 'when to ask for a status, and whom first' },
  { name: 'task', purpose: 'a task’s states and events, deadlines, retry policy: pure decisions' },
  { name: 'ledger', purpose: 'the tasks on disk: documents, migration, removed ones' },
  { name: 'instance', purpose: 'one process for each data folder, and how its last run ended' },
  {
    name: 'library',
    purpose: 'what can be done with tasks and the archive: add, check, remove, open',
  },
  { name: 'transfer', purpose: 'from link to archived: queue, hosts, retries, forecast' },
  {
    name: 'upkeep',
    purpose: 'jobs on what is archived: check, repair, rebuild, rename, move, mirror, trash',
  },
  { name: 'notice', purpose: 'what the user is told outside the window, and when' },
  { name: 'inbound', purpose: 'ids that others hand over: links, opened files, a watched folder' },
  { name: 'update', purpose: 'new versions: who brings them, when, and what is believed' },
  { name: 'app', purpose: 'makes the parts and joins them; start, stop, wake' },
];

/** The rooms of `electron/host`, in no order: main's parts that need Electron. */
export const hostRooms: readonly Room[] = [
  {
    name: 'data',
    purpose: 'the data folder: who may use it, its JSON documents, the sealed keys',
  },
  {
    name: 'page',
    purpose: 'what the page is shown and may call: protocols, ipc, handlers, publisher, security',
  },
  { name: 'window', purpose: 'the window, its place and its look' },
  { name: 'bus', purpose: 'the message buses of a Linux desktop' },
  { name: 'tray', purpose: 'what is shown of the work without a window: icon, badge, bar' },
  {
    name: 'notifications',
    purpose: 'the notices of the core on the screen, and the clicks on them',
  },
  { name: 'power', purpose: 'sleep, battery and metered connections' },
  { name: 'inbound', purpose: 'links, opened files and found ids, brought to the window' },
  {
    name: 'desktop',
    purpose: 'closing and quitting, menus, start at login, system trash, file manager',
  },
  { name: 'cli', purpose: 'commands of the shell: the socket, and the data without an app' },
  { name: 'update', purpose: 'new versions: fetched, put in the place of the app, started' },
  { name: 'system', purpose: 'command line, log, proxy, certificates' },
];

/** The rooms of `electron/shared` in the order of their imports; what lies loose there comes before them. */
export const sharedRooms: readonly Room[] = [
  { name: 'messages', purpose: 'every sentence that core and host say, by what it is about' },
  { name: 'settings', purpose: 'what can be set, and what it is at first; accounts, folders' },
  { name: 'contract', purpose: 'what the window may call and is told: names, shapes, bounds' },
];

/** The rooms that a room may not import from, because they come after it; all for a file in none. */
export function roomsAbove(name: string, rooms = coreRooms): readonly string[] {
  const index = rooms.findIndex((room) => room.name === name);
  return rooms.slice(index + 1).map((room) => room.name);
}
