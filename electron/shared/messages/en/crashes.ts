import type { Alert } from '../../alert.ts';
import type { Failure } from '../../failure.ts';
import type { Words } from '../words.ts';
import { formats } from './formats.ts';
import { counted, grouped } from './plural.ts';

/** How often something has happened. */
function times(count: number): string {
  return count === 2 ? 'twice' : `${grouped(count)} times`;
}

/** A video that is kept out of the queue. */
export function setAside({ crashes, nextTryAtMs }: Extract<Failure, { code: 'set-aside' }>): Words {
  return {
    sentence: `Skipped: Reelkeep crashed ${times(crashes)} on this video.`,
    remedy: `It will retry automatically on ${formats.dateTime(nextTryAtMs)}. Click Try again to retry now.`,
  };
}

/** A start that holds the work back. */
export function safeMode(mode: Extract<Alert, { code: 'safe-mode' }>): Words {
  const { crashes, nearDeadlines, resumesAtMs, logPath } = mode;
  const near =
    nearDeadlines === 0
      ? ''
      : ` ${counted(nearDeadlines, { one: 'link expires', other: 'links expire' })} within a day.`;
  return {
    sentence: `Reelkeep crashed ${times(crashes)} in a row and started in safe mode. Downloads are on hold until ${formats.dateTime(resumesAtMs)}.${near}`,
    remedy: `Click Resume now to start them right away. What happened is in the log: ${logPath}`,
  };
}
