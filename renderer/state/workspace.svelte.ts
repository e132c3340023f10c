import type { BackgroundPlace } from '../../electron/shared/settings/background.ts';
import type { AccountId, TaskId } from '../../electron/shared/id.ts';
import { ScrollPlace } from './scroll-place.svelte.ts';

/** The tabs of the settings. */
export type SettingsTab =
  'accounts' | 'archive' | 'downloads' | 'notifications' | 'general' | 'updates';

/** The dialog that is open. There is never more than one. */
export type OpenDialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'inbox' }
  | { readonly kind: 'settings'; readonly tab: SettingsTab; readonly accountId?: AccountId }
  | { readonly kind: 'remove'; readonly ids: readonly TaskId[] };

/** What the window's steps depend on. */
export interface WorkspaceOptions {
  /** There is an account, and no folder has been chosen for its videos. */
  readonly needsFolder: () => boolean;
  /** Adding led back to the choice of the folder, which is to be seen now. */
  readonly onReminded: () => void;
}

/** What the window shows apart from the data: its dialog, the first steps. */
export class Workspace {
  dialog = $state.raw<OpenDialog | undefined>(undefined);
  /** Something is held over the window, and could be let go. */
  dropping = $state(false);
  /** The account is there, and the folder is next: until the user has said that it is done. */
  choosingFolder = $state(false);
  /** The user closes the window for the first time: where Reelkeep would be found meanwhile. */
  leaving = $state.raw<BackgroundPlace | undefined>(undefined);
  /** How far the list is scrolled. */
  readonly listPlace = new ScrollPlace();
  #reminders = $state(0);
  /** The user has just said so; the settings that say it too may still be on their way. */
  #hasChosenFolder = false;
  #next: (() => void) | undefined;
  readonly #options: WorkspaceOptions;

  constructor(
    options: WorkspaceOptions = { needsFolder: () => false, onReminded: () => undefined },
  ) {
    this.#options = options;
  }

  /** How often adding has led back to the choice of the folder since that began. */
  get reminders(): number {
    return this.#reminders;
  }

  /** Begins with the choice of the folder if the last run ended before it. */
  resumeFirstSteps(): void {
    this.choosingFolder = this.#options.needsFolder();
  }

  /** The folder is chosen. */
  endFirstSteps(): void {
    this.choosingFolder = false;
    this.#hasChosenFolder = true;
    this.#reminders = 0;
    const next = this.#next;
    this.#next = undefined;
    next?.();
  }

  /** Does this, the last that was asked for, once the folder is chosen. */
  onceChosen(next: () => void): void {
    this.#next = next;
  }

  /**
   * Opens the dialog; or leads back to the choice of the folder, without which nothing can be added.
   * @returns whether the dialog is open
   */
  openAdd(): boolean {
    const needsFolder = !this.#hasChosenFolder && this.#options.needsFolder();
    if (!this.choosingFolder && !needsFolder) {
      this.dialog = { kind: 'add' };
      return true;
    }
    this.choosingFolder = true;
    this.#reminders += 1;
    this.dialog = undefined;
    this.#options.onReminded();
    return false;
  }

  openSettings(tab: SettingsTab = 'accounts', accountId?: AccountId): void {
    this.dialog =
      accountId === undefined ? { kind: 'settings', tab } : { kind: 'settings', tab, accountId };
  }

  openInbox(): void {
    this.dialog = { kind: 'inbox' };
  }

  askToRemove(ids: readonly TaskId[]): void {
    this.dialog = { kind: 'remove', ids };
  }

  close(): void {
    this.dialog = undefined;
  }
}
