import type { CallHandlers } from '../ipc.ts';
import type { HandlerOptions } from './options.ts';

type BackgroundCalls = 'keepView' | 'answerClose' | 'loginStart' | 'setLoginStart';

/** Calls about what Reelkeep does without its window. */
export function backgroundHandlers({
  background,
  loginItem,
}: HandlerOptions): Pick<CallHandlers, BackgroundCalls> {
  return {
    keepView: ({ view, isBusy }) => {
      background.keepView(view, isBusy);
      return undefined;
    },
    answerClose: ({ choice }) => {
      background.answer(choice);
      return undefined;
    },
    loginStart: () => loginItem.read(),
    setLoginStart: ({ start }) => loginItem.write(start),
  };
}
