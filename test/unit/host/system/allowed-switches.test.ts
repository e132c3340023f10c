import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  droppedSwitches,
  refusedSwitch,
} from '../../../../electron/host/system/allowed-switches.ts';

const user = { platform: 'linux', isRoot: false } as const;
const root = { platform: 'linux', isRoot: true } as const;
const onWindows = { platform: 'win32', isRoot: false } as const;
const onMac = { platform: 'darwin', isRoot: false } as const;

const refuse = (argument: string, reader: Parameters<typeof refusedSwitch>[1] = user) =>
  refusedSwitch(['/opt/Reelkeep/reelkeep', argument], reader);

/** What opens the app to others, or takes its pages' walls down. */
const dangerous = [
  ...['custom-devtools-frontend', 'auto-open-devtools-for-tabs'],
  ...['inspect', 'inspect-brk', 'inspect-port', 'inspect-wait', 'inspect-publish-uid'],
  ...['js-flags', 'load-extension', 'require', 'r', 'experimental-loader', 'app'],
  ...['disable-web-security', 'disable-site-isolation-trials', 'allow-running-insecure-content'],
  ...['unsafely-treat-insecure-origin-as-secure', 'allow-file-access-from-files'],
  ...['host-rules', 'host-resolver-rules', 'proxy-server', 'proxy-pac-url', 'no-proxy-server'],
  ...['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'ssl-key-log-file'],
  ...['gpu-launcher', 'renderer-cmd-prefix', 'utility-cmd-prefix', 'zygote-cmd-prefix'],
  ...['browser-subprocess-path', 'log-net-log', 'enable-logging', 'log-file', 'trace-startup'],
  ...['no-sandbox', 'disable-gpu-sandbox', 'disable-setuid-sandbox', 'no-zygote'],
  ...['disable-seccomp-filter-sandbox', 'disable-namespace-sandbox', 'single-process'],
  ...['in-process-gpu', 'enable-automation', 'enable-blink-features', 'blink-settings'],
  ...['disable-features', 'enable-features', 'auth-server-allowlist', 'crash-dumps-dir'],
  ...['use-fake-ui-for-media-stream', 'user-agent', 'a-switch-of-next-year'],
] as const;

describe('a dangerous switch', () => {
  for (const name of dangerous) {
    test(`--${name} is refused, and named, however it is written`, () => {
      for (const form of [`--${name}`, `-${name}`, `--${name}=1`, ` --${name}=a=b`, `--${name}=`]) {
        expect(refuse(form)).toContain(`${form.trim().split('=')[0] ?? ''} is refused`);
      }
      expect(refuse(`/${name}=1`, onWindows)).toContain(`/${name} is refused`);
      expect(refuse(`--${name.toUpperCase()}`, onWindows)).toContain('is refused');
    });
  }

  test('is found wherever it stands', () => {
    for (const argv of [
      ['reelkeep', 'a.json', '--lang=ru', '--inspect'],
      ['reelkeep', '--', '--inspect'],
      ['reelkeep', '-- ', '--inspect', 'a.json'],
    ]) {
      expect(refusedSwitch(argv, user)).toContain('--inspect is refused');
    }
    expect(refuse('--\ninspect')).toContain('--?inspect is refused');
  });

  test('is told in one line of plain characters, without its value', () => {
    const anything = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 })
      .map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(anything, (text) => {
        const words = refuse(`--x${text}=secret-value`);
        expect(words).toMatch(/^[\x20-\x7e]{1,200}$/);
        expect(words).not.toContain('secret-value');
      }),
    );
  });
});

test('a debugging port is no reason to end: its switches are taken away', () => {
  expect(droppedSwitches).toContain('remote-debugging-port');
  for (const name of droppedSwitches) expect(refuse(`--${name}=9222`)).toBeUndefined();
});

describe('an allowed switch', () => {
  for (const argument of [
    ...['--user-data-dir=/home/a/data', '--lang=zh-CN', '--class=Reelkeep', '--disable-gpu'],
    ...['--ozone-platform=wayland', '--ozone-platform-hint=auto', '--gtk-version=4'],
    ...[
      '--force-device-scale-factor=1.5',
      '--enable-wayland-ime',
      '--force-renderer-accessibility',
    ],
    ...['--enable-features=UseOzonePlatform,WaylandWindowDecorations', '--password-store=kwallet6'],
    ...['--disable-features=WaylandWpColorManagerV1', '/home/a/list.json', '-', '--', '', 'a=b'],
  ]) {
    test(`${argument === '' ? 'nothing' : argument} passes`, () => {
      expect(refuse(argument)).toBeUndefined();
    });
  }

  test('--no-sandbox passes for root alone', () => {
    expect(refuse('--no-sandbox', root)).toBeUndefined();
    expect(refuse('--no-sandbox', user)).toContain('sandbox');
    expect(refuse('--no-sandbox', onWindows)).toContain('refused');
  });

  test('what macOS and Windows add by themselves passes there', () => {
    for (const argument of ['-psn_0_989382', '-NSDocumentRevisionsDebugMode', '-AppleLanguages']) {
      expect(refuse(argument, onMac)).toBeUndefined();
      expect(refuse(argument)).toBeDefined();
    }
    for (const argument of ['-Embedding', '-ToastActivated', '--updated', '/Lang=ru']) {
      expect(refuse(argument, onWindows)).toBeUndefined();
    }
  });

  test.each([
    'UseOzonePlatform,NetworkServiceInProcess',
    'UseOzonePlatform<Study',
    'UseOzonePlatform:param/value',
    '*UseOzonePlatform',
    'IsolateOrigins',
    '',
  ])('a list of features with another one than those of the drawing is refused: %s', (list) => {
    expect(refuse(`--enable-features=${list}`)).toContain('--enable-features is refused');
    expect(refuse(`--disable-features=${list}`)).toContain('--disable-features is refused');
  });
});
