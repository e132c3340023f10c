import type { AccountId, TaskId } from '../../electron/shared/task.ts';

/** The tabs of the settings. */
export type SettingsTab = 'accounts' | 'archive' | 'downloads' | 'notifications' | 'general';

/** The dialog that is open. There is never more than one. */
export type OpenDialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'settings'; readonly tab: SettingsTab; readonly accountId?: AccountId }
  | { readonly kind: 'remove'; readonly ids: readonly TaskId[] };

/** What the window shows apart from the data: its dialog, the first steps. */
export class Workspace {
  dialog = $state.raw<OpenDialog | undefined>(undefined);
  /** Something is held over the window, and could be let go. */
  dropping = $state(false);
  /** The account was made in the first steps, and the folder is next. */
  choosingFolder = $state(false);

  openAdd(): void {
    this.dialog = { kind: 'add' };
  }

  openSettings(tab: SettingsTab = 'accounts', accountId?: AccountId): void {
    this.dialog =
      accountId === undefined ? { kind: 'settings', tab } : { kind: 'settings', tab, accountId };
  }

  askToRemove(ids: readonly TaskId[]): void {
    this.dialog = { kind: 'remove', ids };
  }

  close(): void {
    this.dialog = undefined;
  }
}
