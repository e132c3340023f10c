/** What a whole file says of its content. */
export interface Dimensions {
  readonly width?: number;
  readonly height?: number;
  /** Absent for pictures, and for streams that were recorded without it. */
  readonly durationMs?: number;
}

/** Thrown by a format's check: the file is no whole video or picture, and why. */
export class InvalidMediaError extends Error {
  override readonly name = 'DamagedMedia';
}
