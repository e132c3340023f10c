import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TaskId } from '../../shared/id.ts';
import { describeOffer } from '../../shared/messages/notices.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Log } from '../platform/log.ts';
import { taskIdShape, textShape } from '../platform/storable.ts';
import type { Store } from '../platform/store.ts';
import type { Attention, Outbox } from './outbox.ts';

/** Where ids were found that are offered. */
export type OfferSource = 'folder' | 'clipboard';

/** What offers need. */
export interface OfferOptions {
  readonly store: Store;
  readonly log: Log;
  readonly settings: () => Settings;
  readonly isKnown: (id: TaskId) => boolean;
  readonly attention: Attention;
  readonly outbox: Pick<Outbox, 'tell' | 'inbox'>;
}

const documentName = 'offers';

/** The most ids that are offered, all offers together; the latest. */
const maxIds = 10_000;

/** The most offers that a click can still follow. */
const maxOffers = 20;

const idShape = taskIdShape.transform((id) => id as TaskId); // refined: it is one

const documentShape = z.object({
  offers: z
    .array(
      z.object({
        notice: textShape(100),
        source: z.enum(['folder', 'clipboard']),
        ids: z.array(idShape).max(maxIds),
      }),
    )
    .max(maxOffers),
});

/** Ids that a notice offers. */
type Offer = z.output<typeof documentShape>['offers'][number];

const categories = { folder: 'found', clipboard: 'copied' } as const;

/**
 * Task ids that were found outside the library and are offered. Each offer is a notice like any other; its
 * ids are kept, so that a click on it leads to them after a restart too. What is found before anybody has
 * looked is one offer with what was found before.
 */
export class Offers {
  readonly #options: OfferOptions;
  /** Oldest first. */
  #offers: readonly Offer[];

  constructor(options: OfferOptions) {
    this.#options = options;
    this.#offers =
      documentShape.safeParse(options.store.read(documentName).value).data?.offers ?? [];
  }

  /** Offers ids, in the inbox and, as the settings say, on the screen. @returns the notice's id */
  tell(source: OfferSource, found: readonly TaskId[]): string {
    const { outbox, attention, settings, isKnown } = this.#options;
    const open = this.#unread(source).at(-1);
    const before = open?.ids.filter((id) => !isKnown(id)) ?? [];
    const ids = [...new Set([...before, ...found])].slice(-maxIds);
    const notice = open?.notice ?? randomUUID();
    this.#keep({ notice, source, ids });
    const draft = { severity: 'info', category: categories[source] } as const;
    outbox.tell(
      { ...draft, ...describeOffer(source, ids.length) },
      { tasks: ids, offered: ids, replaces: notice, isQuiet: !settings().notifyOffers },
    );
    if (attention.isInFront()) outbox.inbox.markRead(notice); // the window itself offers them
    return notice;
  }

  /** Whether an id is in the library, or was taken off it: it is not offered. */
  readonly isKnown = (id: TaskId): boolean => this.#options.isKnown(id);

  /** The ids that a notice offers; none where it offers nothing, or they are not kept any more. */
  idsOf(notice: string): readonly TaskId[] {
    return this.#offers.find((offer) => offer.notice === notice)?.ids ?? [];
  }

  /** The offers of a source that have not been looked at yet, oldest first. */
  unread(
    source: OfferSource,
  ): readonly { readonly notice: string; readonly ids: readonly TaskId[] }[] {
    const { isKnown } = this.#options;
    return this.#unread(source).flatMap(({ notice, ids }) => {
      const left = ids.filter((id) => !isKnown(id));
      return left.length === 0 ? [] : [{ notice, ids: left }];
    });
  }

  #unread(source: OfferSource): readonly Offer[] {
    const { outbox } = this.#options;
    const offers = this.#offers.filter((offer) => offer.source === source);
    return offers.filter(({ notice }) => outbox.inbox.find(notice)?.isRead === false);
  }

  #keep(offer: Offer): void {
    const others = this.#offers.filter(({ notice }) => notice !== offer.notice);
    this.#offers = withinBounds([...others, offer]);
    try {
      const document = { version: 1, offers: this.#offers };
      this.#options.store.write(documentName, document);
    } catch (error) {
      this.#options.log.warn(`offered ids not kept: ${String(error)}`);
    }
  }
}

/** The latest offers that are of so many ids together. */
function withinBounds(offers: readonly Offer[]): readonly Offer[] {
  let left = maxIds;
  const latest = offers.slice(-maxOffers).toReversed();
  const kept = latest.filter(({ ids }) => (left -= ids.length) >= 0);
  return kept.toReversed();
}
