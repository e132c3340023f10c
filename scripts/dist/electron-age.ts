import { unsupportedFlag } from './options.ts';

/** The Electron that would be packed, and the one that package.json wants. */
export interface ElectronAge {
  readonly kind: string;
  readonly version: string;
  readonly wanted: string;
}

const majorOf = (version: string): number => Number.parseInt(version, 10);

/** Whether an Electron gets no security fixes any more: its major version is older than the wanted one. */
export function isOutOfSupport({ version, wanted }: ElectronAge): boolean {
  return !(majorOf(version) >= majorOf(wanted)); // also where either is no version
}

/** What to say where it may not be packed. */
export function refusal({ kind, version, wanted }: ElectronAge): readonly string[] {
  return [
    `dist: refused: the Electron here is ${version} (${kind}), which gets no security fixes any more`,
    `what helps: have the setup find Electron ${wanted} (ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH); ` +
      `to test the packing alone, add: -- ${unsupportedFlag}`,
  ];
}
