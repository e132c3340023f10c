import type { LoginStart } from '../../shared/settings/background.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** Starts Reelkeep when the user logs in. What the system has counts, not what Reelkeep once wrote. */
export interface LoginItem {
  read(): Promise<Outcome<LoginStart, Failure>>;
  /** @returns what the system has afterwards */
  write(start: LoginStart): Promise<Outcome<LoginStart, Failure>>;
  /** Has it start this program, if it starts another one. Never rejects. */
  heal(): Promise<void>;
}
