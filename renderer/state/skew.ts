import { m } from '../../electron/shared/messages/catalogue.ts';
import type { Words } from '../../electron/shared/messages/words.ts';

const minuteMs = 60_000;

/** What a wrong clock means, and how to set it right. */
export function describeSkew(aheadMs: number): Words {
  const { sentence, remedy } = m.library.warnings.skew;
  const [amount, unit] = roughly(Math.abs(aheadMs));
  return { sentence: sentence(amount, unit, aheadMs > 0), remedy };
}

/** Rough enough that the jitter of an answer does not change it at every turn. */
function roughly(skewMs: number): readonly [amount: number, unit: 'minute' | 'hour' | 'day'] {
  const minutes = Math.round(skewMs / minuteMs);
  if (minutes < 60) return [5 * Math.round(minutes / 5), 'minute'];
  const hours = Math.round(minutes / 60);
  return hours < 48 ? [hours, 'hour'] : [Math.round(hours / 24), 'day'];
}
