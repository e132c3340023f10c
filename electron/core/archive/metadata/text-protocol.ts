/** What a text can be read as. */
export type ReaderName = 'sidecar' | 'moved' | 'journal';

/** A text to be read. */
export interface TextRequest {
  readonly reader: ReaderName;
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** The folder that it lies in, relative to the archive, with `/`. */
  readonly folder: string;
}

/** What the thread says: a page, and then nothing until it is asked for the next one. */
export type TextMessage =
  { readonly kind: 'page'; readonly page: unknown } | { readonly kind: 'end' };
