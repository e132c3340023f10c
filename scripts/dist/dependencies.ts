// What the packages depend on: the libraries that Electron links or opens by name at run time. A test compares
// the first part with what the packed executables ask for, so that a new Electron’s new library is noticed.

/** A library, by what the linker asks for. */
interface Library {
  readonly soname: string;
  /** Debian’s and Ubuntu’s packages with it, any of which will do. */
  readonly deb: string;
}

/** Since 2024 Debian’s names end in t64 where a library’s interface changed with the size of times. */
const t64 = (name: string): string => `${name}t64 | ${name}`;

export const libraries: readonly Library[] = [
  { soname: 'libc.so.6', deb: 'libc6 (>= 2.28)' },
  { soname: 'libasound.so.2', deb: t64('libasound2') },
  { soname: 'libatk-1.0.so.0', deb: t64('libatk1.0-0') },
  { soname: 'libatk-bridge-2.0.so.0', deb: t64('libatk-bridge2.0-0') },
  { soname: 'libatspi.so.0', deb: t64('libatspi2.0-0') },
  { soname: 'libcairo.so.2', deb: 'libcairo2' },
  { soname: 'libcups.so.2', deb: t64('libcups2') },
  { soname: 'libdbus-1.so.3', deb: 'libdbus-1-3' },
  { soname: 'libdrm.so.2', deb: 'libdrm2' },
  { soname: 'libexpat.so.1', deb: 'libexpat1' },
  { soname: 'libgbm.so.1', deb: 'libgbm1' },
  { soname: 'libgcc_s.so.1', deb: 'libgcc-s1' },
  { soname: 'libgio-2.0.so.0', deb: t64('libglib2.0-0') },
  { soname: 'libgtk-3.so.0', deb: t64('libgtk-3-0') },
  { soname: 'libnspr4.so', deb: 'libnspr4' },
  { soname: 'libnss3.so', deb: 'libnss3' },
  { soname: 'libpango-1.0.so.0', deb: 'libpango-1.0-0' },
  { soname: 'libudev.so.1', deb: 'libudev1' },
  { soname: 'libX11.so.6', deb: 'libx11-6' },
  { soname: 'libxcb.so.1', deb: 'libxcb1' },
  { soname: 'libXcomposite.so.1', deb: 'libxcomposite1' },
  { soname: 'libXdamage.so.1', deb: 'libxdamage1' },
  { soname: 'libXext.so.6', deb: 'libxext6' },
  { soname: 'libXfixes.so.3', deb: 'libxfixes3' },
  { soname: 'libxkbcommon.so.0', deb: 'libxkbcommon0' },
  { soname: 'libXrandr.so.2', deb: 'libxrandr2' },
  // Opened by name: notifications, and the keyring that the keys are sealed with.
  { soname: 'libnotify.so.4', deb: 'libnotify4' },
  { soname: 'libsecret-1.so.0', deb: 'libsecret-1-0' },
];

/** Parts of the libraries above, which come in the same packages. */
export const parts: readonly string[] = [
  'ld-linux-x86-64.so.2',
  'ld-linux-aarch64.so.1',
  'libdl.so.2',
  'libm.so.6',
  'libpthread.so.0',
  'librt.so.1',
  'libffmpeg.so', // Electron’s own, beside the executable
  'libglib-2.0.so.0',
  'libgmodule-2.0.so.0',
  'libgobject-2.0.so.0',
  'libgdk-3.so.0',
  'libgdk_pixbuf-2.0.so.0',
  'libnssutil3.so',
  'libplc4.so',
  'libsmime3.so',
];

/** The `Depends` of Debian’s package: the libraries, and what opens links and folders. */
export function debDepends(): readonly string[] {
  return [...libraries.map(({ deb }) => deb), 'xdg-utils'];
}

/** A keyring; without one the keys cannot be sealed, and Reelkeep asks what to do. */
export const debRecommends: readonly string[] = ['gnome-keyring | kwalletmanager'];

/**
 * The `Requires` of the rpm: sonames, which every distribution’s packages provide whatever their names are.
 * @see https://rpm-software-management.github.io/rpm/manual/dependencies.html
 */
export function rpmRequires(): readonly string[] {
  return [...libraries.map(({ soname }) => `${soname}()(64bit)`), 'xdg-utils'];
}
