import { m, type Messages } from './catalogue.ts';

type Reason = keyof Messages['ends']['remedies'];

/**
 * What the words of each reason have in common, as the provider's documentation lists them and as
 * they were recorded. The first that fits counts.
 * @see https://docs.kie.ai/runway-api/get-ai-video-details
 */
const patterns: readonly (readonly [RegExp, Reason])[] = [
  [/cannot exceed|too long/i, 'prompt-too-long'],
  [/inappropriate content|replac\w+ the (image|video)/i, 'input-refused'],
  [/moderat|nsfw|sensitive content|under our policy/i, 'prompt-refused'],
  [/concurrent/i, 'concurrency'],
  [/(credit|balance).*(insufficient|enough)|insufficient.*(credit|balance)/i, 'credits'],
  [/subscri|membership|upgrade|free trial/i, 'plan'],
  [/width or height|adjust the size/i, 'size'],
  [/(image|video) format/i, 'format'],
  [/fetch the (image|video)|upload failed|network reasons/i, 'input-unreachable'],
  [/disabled|maintenance/i, 'disabled'],
  [/try again later|(internal|server) error|generation failed/i, 'provider-fault'],
];

/** Codes that tell something by themselves. 400 does not: it stands for nearly every reason. */
const reasonsByCode = new Map<string, Reason>([
  ['402', 'credits'],
  ['451', 'input-unreachable'],
  ['455', 'disabled'],
  ['500', 'provider-fault'],
  ['501', 'provider-fault'],
  ['505', 'disabled'],
]);

/**
 * What one can do about a generation that failed with this code and these words. Reelkeep itself
 * never starts a generation: that would cost the user money.
 */
export function remedyForFailed(providerCode: string, providerMessage: string): string {
  const byWords = patterns.find(([pattern]) => pattern.test(providerMessage))?.[1];
  return m.ends.remedies[byWords ?? reasonsByCode.get(providerCode) ?? 'unknown'];
}
