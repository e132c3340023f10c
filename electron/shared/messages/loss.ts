import type { Failure } from '../failure.ts';
import { m } from './catalogue.ts';
import { describeFailure } from './failures.ts';

/** Why a video counts as lost, in a sentence: what was a hindrance for the time being is its cause now. */
export function describeLoss(cause: Failure): string {
  return cause.code === 'media-refused' || cause.code === 'host-refuses'
    ? m.ends.keptRefusing(cause.host, cause.code === 'media-refused' ? cause.httpStatus : undefined)
    : describeFailure(cause).sentence;
}
