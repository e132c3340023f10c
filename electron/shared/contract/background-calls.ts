import { z } from 'zod';
import { loginStarts, type LoginStart } from '../settings/background.ts';
import { keptView } from './kept-view.ts';
import { call } from './call.ts';
import type { Failure } from '../failure.ts';
import type { Outcome } from '../outcome.ts';

/** Calls about what Reelkeep does without its window. */
export const backgroundCalls = {
  /**
   * Says where the user is, after the window was hidden, and whether the page holds what would be lost with it:
   * without that it is ended.
   */
  keepView: call<undefined>()(z.object({ view: keptView, isBusy: z.boolean() })),
  /** Answers what closing the window means, for now and for ever after. */
  answerClose: call<undefined>()(z.object({ choice: z.enum(['keep', 'quit']) })),
  /** How Reelkeep starts when the user logs in, as the system has it. */
  loginStart: call<Outcome<LoginStart, Failure>>()(z.undefined()),
  /** Changes that. */
  setLoginStart: call<Outcome<LoginStart, Failure>>()(z.object({ start: z.enum(loginStarts) })),
};
