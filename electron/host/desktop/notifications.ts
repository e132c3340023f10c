import { Notification } from 'electron';
import type { Log } from '../../core/platform/log.ts';

/** One notification. Whether it is wanted at all is the caller's to know. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
}

/** Some systems never say that a notification is gone; the oldest of more than these is let go. */
const keptLimit = 100;

/**
 * Shows native notifications, and keeps each until it is gone: a collected one no longer hears its click.
 * @see https://www.electronjs.org/docs/latest/api/notification
 */
export class Notifier {
  readonly #log: Log;
  readonly #shown = new Set<Notification>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Shows a notification, where the system has any. */
  notify({ title, body, onClick }: Notice): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    const forget = () => void this.#shown.delete(notification);
    notification.on('click', () => {
      forget();
      onClick();
    });
    notification.on('close', forget);
    notification.on('failed', (_event, error) => {
      forget();
      this.#log.warn(`notification not shown: ${error}`);
    });
    this.#keep(notification);
    notification.show();
  }

  /** Takes away what is still shown. */
  dispose(): void {
    for (const notification of this.#shown) notification.close();
    this.#shown.clear();
  }

  #keep(notification: Notification): void {
    this.#shown.add(notification);
    const [oldest] = this.#shown;
    if (this.#shown.size > keptLimit && oldest !== undefined) this.#shown.delete(oldest);
  }
}
