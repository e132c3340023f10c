import { Notification, type NotificationConstructorOptions } from 'electron';
import type { Log } from '../../core/platform/log.ts';
import type { Notice } from '../../shared/notice.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { NotificationClick, NotificationOutlet } from './outlet.ts';
import { toastXml } from './toast-xml.ts';

/** Some systems never say that a notification is gone; the oldest of more than these is let go. */
const keptLimit = 100;

/** What the outlet needs. */
export interface ElectronNotificationsOptions {
  readonly log: Log;
  readonly onClick: (click: NotificationClick) => void;
}

/**
 * Electron's own notifications, on macOS and Windows, and on a Linux without a session bus. Each is kept
 * until it is gone: a collected one no longer hears its click.
 * @see https://www.electronjs.org/docs/latest/api/notification
 */
export class ElectronNotifications implements NotificationOutlet {
  readonly #options: ElectronNotificationsOptions;
  /** By their categories: a newer one takes an older one's place. */
  readonly #shown = new Map<string, Notification>();

  constructor(options: ElectronNotificationsOptions) {
    this.#options = options;
  }

  readonly isInhibited = false; // macOS and Windows hold notifications back themselves

  show(notice: Notice, imagePath: string | undefined, isSilent: boolean): Promise<boolean> {
    if (!Notification.isSupported()) return Promise.resolve(false);
    const notification = new Notification(optionsFor(notice, imagePath, isSilent));
    const [taskId] = notice.taskIds;
    const isOne = notice.taskIds.length === 1 && taskId !== undefined;
    const about = { noticeId: notice.id, ...(isOne && { taskId }) };
    const forget = () => {
      if (this.#shown.get(notice.category) === notification) this.#shown.delete(notice.category);
    };
    notification.on('click', () => {
      forget();
      this.#options.onClick(about);
    });
    notification.on('action', (event, index) => {
      const action = notice.actions[pressedButton(event, index)];
      if (action !== undefined) this.#options.onClick({ ...about, action });
    });
    notification.on('close', forget);
    notification.on('failed', (_event, error) => {
      forget();
      this.#options.log.warn(`notification not shown: ${error}`);
    });
    this.#keep(notice.category, notification);
    notification.show();
    return Promise.resolve(true);
  }

  /** Takes away what is still shown: nobody would hear its click. Windows starts Reelkeep for one. */
  dispose(): void {
    if (process.platform !== 'win32') for (const each of this.#shown.values()) each.close();
    this.#shown.clear();
  }

  #keep(category: string, notification: Notification): void {
    this.#shown.get(category)?.close();
    this.#shown.set(category, notification);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > keptLimit && oldest !== undefined) this.#shown.delete(oldest);
  }
}

/** The number of the button that was pressed: Electron 45 says it with the event, 33 beside it. */
function pressedButton(event: { readonly actionIndex?: number }, index: number): number {
  return event.actionIndex ?? index;
}

function optionsFor(
  notice: Notice,
  imagePath: string | undefined,
  isSilent: boolean,
): NotificationConstructorOptions {
  const { title, body, actions } = notice;
  return {
    title,
    body,
    silent: isSilent,
    ...(imagePath !== undefined && { icon: imagePath }),
    actions: actions.map((action) => ({ type: 'button', text: m.notices.actions[action] })),
    ...(process.platform === 'win32' && { toastXml: toastXml(notice, isSilent) }),
  };
}
