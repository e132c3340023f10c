import type { Words } from '../../electron/shared/messages/words.ts';

const minuteMs = 60_000;

/** What a wrong clock means, and how to set it right. */
export function describeSkew(aheadMs: number): Words {
  const way = aheadMs > 0 ? 'ahead of' : 'behind';
  return {
    sentence: `This computer's clock is about ${roughly(Math.abs(aheadMs))} ${way} the providers'.`,
    remedy:
      "Deadlines are counted by the providers' clock, so none is missed, but times of day may look wrong. Set this computer's date and time automatically in its system settings.",
  };
}

/** Rough enough that the jitter of an answer does not change it at every turn. */
function roughly(skewMs: number): string {
  const minutes = Math.round(skewMs / minuteMs);
  if (minutes < 60) return plural(5 * Math.round(minutes / 5), 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
