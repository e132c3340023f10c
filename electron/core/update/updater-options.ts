import type { Settings } from '../../shared/settings/settings.ts';
import type { NoticeWords } from '../../shared/messages/notices.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import type { FeedClient } from './feed-client.ts';
import type { Work } from './policy.ts';
import type { UpdatePorts } from './ports.ts';

/** What the updater needs. */
export interface UpdaterOptions {
  /** Absent: there is nothing that could be updated. */
  readonly updates?: UpdatePorts | undefined;
  readonly client: Pick<FeedClient, 'feed' | 'file'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 to 1. */
  readonly random: () => number;
  readonly settings: () => Pick<Settings, 'looksForUpdates' | 'updateChannel'>;
  readonly appVersion: string;
  /** What would be interrupted. */
  readonly work: () => Work;
  /** Copies the list of videos into a generation of backups. @throws the store's refusal */
  readonly backUp: (generation: string) => void;
  /** Tells the user, once. */
  readonly tell: (words: NoticeWords) => void;
  readonly onChanged: () => void;
}
