import { maxNotices, type InboxEntry, type InboxView, type Notice } from '../../shared/notice.ts';

/** Everything that was said, the last 500 of it. */
export class Inbox {
  #entries: readonly InboxEntry[];
  #revision = 0;
  readonly #onChanged: () => void;

  /** @param entries of earlier runs, oldest first */
  constructor(entries: readonly InboxEntry[], onChanged: () => void) {
    this.#entries = entries;
    this.#onChanged = onChanged;
  }

  /** Newest first. */
  list(): readonly InboxEntry[] {
    return this.#entries.toReversed();
  }

  /** An entry by its id. */
  find(id: string): InboxEntry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  get view(): InboxView {
    const unread = this.#entries.filter(({ isRead }) => !isRead).length;
    return { unread, count: this.#entries.length, revision: this.#revision };
  }

  /** Takes in a notice, or its newer version in the place of the older one; it is unread. */
  put(notice: Notice): void {
    const others = this.#entries.filter(({ id }) => id !== notice.id);
    this.#set([...others, { ...notice, isRead: false }].slice(-maxNotices));
  }

  /** Marks one as read, or all. */
  markRead(id?: string): void {
    const isMeant = (entry: InboxEntry) => !entry.isRead && (id === undefined || entry.id === id);
    if (!this.#entries.some(isMeant)) return;
    this.#set(this.#entries.map((entry) => (isMeant(entry) ? { ...entry, isRead: true } : entry)));
  }

  /** Forgets all. */
  clear(): void {
    if (this.#entries.length > 0) this.#set([]);
  }

  #set(entries: readonly InboxEntry[]): void {
    this.#entries = entries;
    this.#revision += 1;
    this.#onChanged();
  }
}
