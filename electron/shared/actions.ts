/** What Reelkeep can be told to do from outside its lists: by menu, tray, jump list and command line. */
export const actionIds = [
  'show',
  'add',
  'add-from-clipboard',
  'show-at-risk',
  'check',
  'pause-all',
  'resume-all',
  'settings',
  'copy-diagnostics',
  'quit',
] as const;

/** One of them. */
export type ActionId = (typeof actionIds)[number];

/**
 * Where an action can be found: the menu above the window, the tray's menu, what a launcher offers on a right
 * click (jump list, dock menu, desktop actions), the command line.
 */
export type ActionPlace = 'menu' | 'tray' | 'launcher' | 'cli';

/** An action, without its words: those are in the catalogues, under its id. */
export interface Action {
  readonly id: ActionId;
  /** As Electron writes it, such as `CmdOrCtrl+N`. Absent: it has no key. */
  readonly accelerator?: string;
  readonly places: readonly ActionPlace[];
}

/** Every action, in the order of `actionIds`. Its id is also its name on the command line. */
export const actions: { readonly [I in ActionId]: Action & { readonly id: I } } = {
  show: { id: 'show', places: ['tray', 'cli'] },
  add: {
    id: 'add',
    accelerator: 'CmdOrCtrl+N',
    places: ['menu', 'launcher', 'cli'],
  },
  'add-from-clipboard': {
    id: 'add-from-clipboard',
    places: ['tray', 'cli'],
  },
  'show-at-risk': {
    id: 'show-at-risk',
    places: ['launcher', 'cli'],
  },
  check: { id: 'check', places: ['menu', 'tray', 'launcher', 'cli'] },
  'pause-all': { id: 'pause-all', places: ['tray', 'cli'] },
  'resume-all': { id: 'resume-all', places: ['tray', 'cli'] },
  settings: {
    id: 'settings',
    accelerator: 'CmdOrCtrl+,',
    places: ['menu', 'tray', 'cli'],
  },
  'copy-diagnostics': {
    id: 'copy-diagnostics',
    places: ['menu'],
  },
  quit: {
    id: 'quit',
    accelerator: 'CmdOrCtrl+Q',
    places: ['menu', 'tray', 'cli'],
  },
};

/** The actions of one place, in their order. */
export function actionsAt(place: ActionPlace): readonly Action[] {
  return actionIds.map((id) => actions[id]).filter(({ places }) => places.includes(place));
}

/** Reads an action's name; `undefined` for anything else. */
export function toActionId(name: string): ActionId | undefined {
  return actionIds.find((id) => id === name);
}

const actionSwitch = '--action=';

/** The argument that tells a start of Reelkeep, or the one that is running, to carry out an action. */
export function actionArgument(id: ActionId): string {
  return actionSwitch + id;
}

/**
 * Reads the action that a command line asks for: the first that there is, and none that is not on offer there.
 * @param argv with or without the executable
 */
export function actionOf(argv: readonly string[]): ActionId | undefined {
  const named = argv.find((argument) => argument.startsWith(actionSwitch));
  const id = named === undefined ? undefined : toActionId(named.slice(actionSwitch.length));
  return id !== undefined && actions[id].places.includes('cli') ? id : undefined;
}

/** What a key press tells, as the page's `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Keys by their place on the keyboard, for layouts that have no Latin letters. */
const placed: { readonly [code: string]: string } = { Comma: ',', Period: '.', Slash: '/' };

/**
 * The character that a press of Ctrl or Cmd with one key means, in lower case: what is written on the key, or
 * with a layout without Latin letters what is written there on an English one.
 * @returns `undefined` when it is no such press
 */
export function commandKey(press: KeyPress): string | undefined {
  const { key, code } = press;
  if (!(press.ctrlKey || press.metaKey) || press.altKey || press.shiftKey) return undefined;
  if (/^[!-~]$/.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : placed[code];
}

/** Whether a press is an action's accelerator. */
export function isAccelerator(press: KeyPress, id: ActionId): boolean {
  const key = commandKey(press);
  return key !== undefined && actions[id].accelerator?.toLowerCase() === `cmdorctrl+${key}`;
}
