import { nativeTheme } from 'electron';
import type { Appearance } from '../../shared/settings/setting-values.ts';

/**
 * Sets light or dark for the page and the system's own parts of the window.
 * @see https://www.electronjs.org/docs/latest/api/native-theme#nativethemethemesource
 */
export function setAppearance(appearance: Appearance): void {
  nativeTheme.themeSource = appearance;
}

/** What the window shows before the page has painted, so that it does not flash. */
export function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#16181d' : '#f6f7f9';
}
