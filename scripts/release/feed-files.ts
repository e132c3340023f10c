import type { FeedFile } from '../../electron/core/update/feed.ts';

/** What is updated by a file, as the app's own feed names it. */
export type FeedTarget = Pick<FeedFile, 'kind' | 'arch'>;

const rows: readonly (readonly [pattern: RegExp, target: FeedTarget])[] = [
  [/_amd64\.deb$/, { kind: 'deb', arch: 'x64' }],
  [/_arm64\.deb$/, { kind: 'deb', arch: 'arm64' }],
  [/\.x86_64\.rpm$/, { kind: 'rpm', arch: 'x64' }],
  [/\.aarch64\.rpm$/, { kind: 'rpm', arch: 'arm64' }],
  [/-arm64\.AppImage$/, { kind: 'appimage', arch: 'arm64' }],
  [/\.AppImage$/, { kind: 'appimage', arch: 'x64' }],
  [/-setup-[^/]*-arm64\.exe$/, { kind: 'nsis', arch: 'arm64' }],
  [/-setup-[^/]*\.exe$/, { kind: 'nsis', arch: 'x64' }],
  [/-arm64-mac\.zip$/, { kind: 'mac-zip', arch: 'arm64' }],
  [/-mac\.zip$/, { kind: 'mac-zip', arch: 'x64' }],
];

/** What a file of a release updates; `undefined` for files that update nothing. */
export function feedTargetOf(name: string): FeedTarget | undefined {
  return rows.find(([pattern]) => pattern.test(name))?.[1];
}
