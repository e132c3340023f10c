/** What lies under a name. `link`: a symbolic one; `other`: what the system has no word for. */
export type EntryKind = 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'device' | 'other';

/** What stands in a place that is Reelkeep's. `second-name`: a file that has another name (hard link). */
export type ForeignKind = EntryKind | 'second-name';

/** A name in a folder, and what it leads to. */
export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** What the file system says of an entry, the link itself where it is one (lstat(2)). */
export interface EntryFacts {
  readonly kind: EntryKind;
  readonly sizeBytes: number;
  /** Unix milliseconds of the last change of the content. */
  readonly modifiedAtMs: number;
  /** Device and file number: two names of one file have the same. Some file systems make it up. */
  readonly identity: string;
  /** The file system that it lies on. */
  readonly device: string;
  /** How many names the file has (hard links). */
  readonly names: number;
}

/** A file in a listing. */
export interface ListedFile {
  readonly sizeBytes: number;
  /** Unix milliseconds. */
  readonly modifiedAtMs: number;
}

/** A name in a folder, with size and time where it is a regular file. */
export interface ListedEntry extends Entry {
  readonly file?: ListedFile;
}
