import type { Failure } from '../failure.ts';
import { describeFailure } from './failures.ts';

/** Why a video counts as lost, in a sentence: what was a hindrance for the time being is its cause now. */
export function describeLoss(cause: Failure): string {
  return cause.code === 'media-refused' || cause.code === 'host-refuses'
    ? `${cause.host} has refused the file again and again since its deadline${statusOf(cause)}.`
    : describeFailure(cause).sentence;
}

function statusOf(cause: Failure): string {
  return cause.code === 'media-refused' ? ` (HTTP ${String(cause.httpStatus)})` : '';
}
