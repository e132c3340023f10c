import type { BackgroundPlace } from '../settings/background.ts';
import type { TaskId } from '../id.ts';
import type { Words } from '../messages/words.ts';

/** What the window is asked for from outside its page: by a menu, the tray, a notification, another start. */
export type WindowRequest =
  /** Show this task. */
  | { readonly kind: 'task'; readonly taskId: TaskId }
  /** Open the "Add videos" dialog, with what is found in the text; nothing is added by that. */
  | {
      readonly kind: 'add';
      readonly text?: string;
      /** Why a file that was opened gave no text. */
      readonly problem?: Words;
    }
  /** Open the "Settings" dialog. */
  | { readonly kind: 'settings' }
  /** Open the inbox. */
  | { readonly kind: 'inbox' }
  /** Tell of task ids that were found in the watched folder, or copied; a click opens the "Add videos" dialog. */
  | {
      readonly kind: 'found';
      readonly source: 'folder' | 'clipboard';
      readonly ids: readonly TaskId[];
    }
  /** Say that the diagnostics are in the clipboard. */
  | { readonly kind: 'diagnostics-copied' }
  /** Show the videos that may be lost. */
  | { readonly kind: 'at-risk' }
  /** The user closes the window while videos are on their way, for the first time: ask what that means. */
  | { readonly kind: 'close'; readonly place: BackgroundPlace }
  /** The window was hidden: answer by `keepView`. */
  | { readonly kind: 'hidden' };
