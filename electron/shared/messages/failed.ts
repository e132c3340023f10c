const thenAdd = 'then add the new task ID here.';

/** What one can do about each kind of reason. */
const remedies = {
  'prompt-too-long': `Shorten the prompt, generate again at the provider, ${thenAdd}`,
  'input-refused': `Moderation refused the picture or video it was made from. Use another one, generate again at the provider, ${thenAdd}`,
  'prompt-refused': `Moderation refused the prompt. Reword it, generate again at the provider, ${thenAdd}`,
  concurrency: `Too many generations ran at once. Wait until some have ended, generate again at the provider, ${thenAdd}`,
  credits: `Top up the account at the provider's site, generate again there, ${thenAdd}`,
  plan: `The provider wants a higher plan for this. Choose a lower quality or another plan, generate again there, ${thenAdd}`,
  size: `Use a picture or video of another size, generate again at the provider, ${thenAdd}`,
  format: `Use a picture in another format, such as JPEG or PNG, generate again at the provider, ${thenAdd}`,
  'input-unreachable': `The provider could not get the picture or video. Check that its address is public, generate again there, ${thenAdd}`,
  disabled: `The provider does not offer this right now. Generate again there once it does, ${thenAdd}`,
  'provider-fault': `The fault is the provider's. The same prompt may work later: generate again there, ${thenAdd}`,
  unknown: `Reelkeep does not know this reason. Ask the provider's support about it, or generate again there, ${thenAdd}`,
} as const;

type Reason = keyof typeof remedies;

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
  return remedies[byWords ?? reasonsByCode.get(providerCode) ?? 'unknown'];
}
