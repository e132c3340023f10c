import type { Failure } from '../failure.ts';

/** What a folder is asked for; the title of the system's dialog says it. */
export const folderUses = ['archive', 'mirror', 'opened', 'watched'] as const;

/** One of them. */
export type FolderUse = (typeof folderUses)[number];

/** What must be answered before a folder becomes the archive. */
export type FolderQuestion =
  | {
      readonly kind: 'move-or-new';
      readonly path: string;
      /** Archived in the folder as it is. */
      readonly videos: number;
      /** Why the archive cannot move there. */
      readonly cannotMove?: Failure;
    }
  /** The folder is another archive, of an earlier time or another computer. */
  | { readonly kind: 'another-archive'; readonly path: string; readonly videos: number };

/** Answers to a folder's question. */
export const folderChoices = ['move', 'start-new', 'open'] as const;

/** The archive's folder, and what is to be asked before another one takes its place. */
export interface FolderAnswer {
  readonly path: string;
  readonly question?: FolderQuestion;
}
