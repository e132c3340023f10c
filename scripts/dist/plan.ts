import type { LinuxTarget } from './options.ts';

/** What there is to make packages with. */
export interface Tools {
  /** Whether electron-builder can have its own tools: from its release page, or from its cache. */
  readonly hasBuilderTools: boolean;
  /** Whether a command of the system is there. */
  readonly has: (command: string) => boolean;
}

/** How a target is made. */
export type Way =
  /** By electron-builder, with its own tools. */
  | { readonly by: 'builder' }
  /** By electron-builder or by ourselves, with the system’s. */
  | { readonly by: 'system' }
  /** As far as possible: all but the last step; `why` is a sentence. */
  | { readonly by: 'part'; readonly why: string }
  | { readonly by: 'none'; readonly why: string };

const commands: Readonly<Record<LinuxTarget, readonly [command: string, debian: string][]>> = {
  // These two are ours on every machine: electron-builder’s are not the same bytes twice.
  'tar.gz': [
    ['tar', 'tar'],
    ['gzip', 'gzip'],
  ],
  zip: [['7za', 'p7zip-full']],
  AppImage: [['mksquashfs', 'squashfs-tools']],
  deb: [['dpkg-deb', 'dpkg']],
  rpm: [['rpmbuild', 'rpm']],
};

const isOwn = (target: LinuxTarget): boolean => target === 'tar.gz' || target === 'zip';

/** Decides how a target is made here, and where it cannot be made says why and what helps. */
export function wayOf(target: LinuxTarget, { hasBuilderTools, has }: Tools): Way {
  const missing = commands[target].filter(([command]) => !has(command));
  // fpm, too, calls the system’s rpmbuild.
  if (hasBuilderTools && !isOwn(target) && (target !== 'rpm' || missing.length === 0)) {
    return { by: 'builder' };
  }
  if (missing.length > 0) {
    const names = missing.map(([command]) => command).join(', ');
    const packages = missing.map(([, debian]) => debian).join(' ');
    return { by: 'none', why: `${names} is missing; what helps: apt-get install ${packages}` };
  }
  if (target === 'AppImage') return { by: 'part', why: noRuntime };
  return { by: 'system' };
}

const noRuntime =
  'its runtime comes from electron-builder’s release page alone, which is out of reach here; ' +
  'made is the folder that it would hold';
