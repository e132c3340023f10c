import { ownSwitches } from '../../cli/command-table.ts';

/** What decides how a command line is read. */
export interface CommandLineReader {
  readonly platform: NodeJS.Platform;
  /** Chromium does not start as root without `--no-sandbox`; for anybody else that switch takes a wall down. */
  readonly isRoot: boolean;
}

/** Switches that people, desktops, installers and Chromium itself give, and that harm nobody. */
const harmless: ReadonlySet<string> = new Set([
  ...['user-data-dir', 'lang', 'class', 'name', 'display'],
  ...['ozone-platform', 'ozone-platform-hint', 'enable-wayland-ime', 'wayland-text-input-version'],
  ...['gtk-version', 'force-device-scale-factor', 'high-dpi-support', 'force-color-profile'],
  ...['disable-gpu', 'disable-gpu-compositing', 'disable-gpu-memory-buffer-video-frames'],
  ...[
    'log-level',
    'disable-dev-shm-usage',
    'force-renderer-accessibility',
    'force-prefers-reduced-motion',
  ],
  ...['password-store'], // the vault asks which one is in use, and stores nothing in a weak one
  ...['updated', 'embedding', 'toastactivated'], // the installer and the notifications of Windows
  ...['hidden', 'action'], // our own: a start at login, and what a launcher's menu asks for
]);

/**
 * What opens a debugger's door. Electron opens it only once the main script has been evaluated, so these are
 * taken away in time, and the app starts as if they had not been given.
 */
export const droppedSwitches: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
];

/** What the two switches with lists of Chromium's features may name: how windows and videos are drawn. */
const harmlessFeatures: ReadonlySet<string> = new Set([
  ...['UseOzonePlatform', 'WaylandWindowDecorations', 'WaylandFractionalScaleV1'],
  ...['WaylandPerSurfaceScale', 'WaylandUiScale', 'WaylandLinuxDrmSyncobj', 'WaylandTextInputV3'],
  ...['WaylandWpColorManagerV1', 'WaylandSessionManagement', 'GlobalShortcutsPortal'],
  ...['VaapiVideoDecoder', 'VaapiVideoDecodeLinuxGL', 'AcceleratedVideoDecodeLinuxGL'],
]);

/** What macOS adds by itself: `-psn_0_1234`, `-NSDocumentRevisionsDebugMode`, `-AppleLanguages`. */
const ofMacOs = /^-(?:psn_[0-9_]+|(?:NS|Apple)[A-Za-z]+)$/;

/** Whether a switch, by its name without dashes, is Chromium's or the system's and harms nobody. */
export function isHarmlessSwitch(name: string): boolean {
  return harmless.has(name) || name === 'no-sandbox' || name.endsWith('able-features');
}

/** A switch as Chromium reads it: two dashes or one, on Windows a slash too and in any case of letters. */
function readSwitch(
  argument: string,
  platform: NodeJS.Platform,
): { readonly name: string; readonly value: string } | undefined {
  const prefixes = platform === 'win32' ? /^(?:--|-|\/)(?=[^])/ : /^(?:--|-)(?=[^])/;
  const text = argument.trim();
  if (text === '--') return undefined;
  if (!prefixes.test(text)) return undefined;
  const [name = '', ...value] = text.replace(prefixes, '').split('=');
  return { name: platform === 'win32' ? name.toLowerCase() : name, value: value.join('=') };
}

function isAllowed(argument: string, { platform, isRoot }: CommandLineReader): boolean {
  if (platform === 'darwin' && ofMacOs.test(argument)) return true;
  const read = readSwitch(argument, platform);
  if (read === undefined || harmless.has(read.name)) return true;
  if (ownSwitches.has(read.name)) return true; // of the commands; Chromium knows none of them
  if (droppedSwitches.includes(read.name)) return true;
  if (read.name === 'no-sandbox') return isRoot;
  if (read.name !== 'enable-features' && read.name !== 'disable-features') return false;
  return read.value.split(',').every((feature) => harmlessFeatures.has(feature));
}

/** What is printed of a switch: its name alone, as a value may be a secret, and nothing a terminal obeys. */
function printable(argument: string): string {
  const [name = ''] = argument.trim().split('=');
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, 80);
}

/**
 * Looks for what would let another program drive the shipped app, send its traffic elsewhere or take a page's
 * walls down. Chromium knows hundreds of such switches and gets new ones with each release, so this is a list of
 * what is allowed, and not of what is forbidden.
 * @param argv as `process.argv` has it: first the executable
 * @returns what to tell the user, in one line, or `undefined` if every switch is allowed
 */
export function refusedSwitch(
  argv: readonly string[],
  reader: CommandLineReader,
): string | undefined {
  // A closing `--` changes nothing here: not all who read a command line stop at it.
  const refused = argv.slice(1).find((argument) => !isAllowed(argument, reader));
  if (refused === undefined) return undefined;
  const name = printable(refused);
  const remedy =
    name === '--no-sandbox'
      ? 'Reelkeep shows pages only inside the sandbox; install the .deb, or allow user namespaces'
      : 'Start Reelkeep without it';
  return `reelkeep: the switch ${name} is refused. ${remedy}.`;
}
