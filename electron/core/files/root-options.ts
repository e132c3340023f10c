import type { GateLimits } from './gate-limits.ts';

/** What tests change about a root. */
export interface RootOptions {
  /** `false` treats the file system as one without hard links. */
  readonly hardLinks?: boolean;
  /** `false` treats the system as one that cannot hold a folder open while it works in it. */
  readonly pin?: boolean;
  readonly limits?: Partial<GateLimits>;
}
