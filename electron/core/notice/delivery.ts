/** What matters for whether a notice is shown on the screen now. */
export interface Circumstances {
  /** Videos are gone within 6 hours. */
  readonly isPressing: boolean;
  /** The user looks at the window. */
  readonly isInFront: boolean;
  /** Quiet hours, the system's do-not-disturb, or a sleep that has just ended. */
  readonly isHeld: boolean;
}

/** On the screen now; on the screen once it is not quiet any more; or in the inbox only. */
export type Delivery = 'show' | 'hold' | 'inbox';

/** What becomes of a notice. The inbox keeps each of them in any case. */
export function deliveryOf({ isPressing, isInFront, isHeld }: Circumstances): Delivery {
  if (isInFront) return 'inbox';
  return isHeld && !isPressing ? 'hold' : 'show';
}
