import type { Log } from '../../core/platform/log.ts';
import type { Store } from '../../core/platform/store.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Notice } from '../../shared/notice.ts';
import { ElectronNotifications } from './electron-outlet.ts';
import { NotificationDaemon } from './daemon.ts';
import type { NotificationClick, NotificationOutlet } from './outlet.ts';
import { inTime, type MessageBusPort } from '../bus/message-bus.ts';

/** What the notifier needs. */
export interface NotifierOptions {
  readonly store: Pick<Store, 'read' | 'write'>;
  /** The desktop's message bus, where there is one. */
  readonly bus: Promise<MessageBusPort | undefined>;
  readonly log: Log;
  /** The picture of a task, examined; `undefined` where there is none. */
  readonly pictureOf: (id: TaskId) => Promise<string | undefined>;
  readonly isSilent: () => boolean;
  readonly onClick: (click: NotificationClick) => void;
  /** Do-not-disturb has begun or ended. */
  readonly onInhibited: () => void;
}

/** Shows what the core has decided to tell. Nothing waits for it, and it never throws. */
export class Notifier {
  readonly #options: NotifierOptions;
  #outlet: NotificationOutlet | undefined;
  readonly #ready: Promise<NotificationOutlet>;
  #isEnded = false;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#ready = this.#open();
  }

  /** The user does not want to be disturbed, as far as the system tells. */
  readonly isInhibited = (): boolean => this.#outlet?.isInhibited === true;

  /** Shows a notice, where the system has anything to show it with. */
  notify(notice: Notice): void {
    void this.#show(notice).catch((error: unknown) => {
      this.#options.log.warn(`notification not shown: ${String(error)}`);
    });
  }

  /** Shows no more. */
  dispose(): void {
    this.#isEnded = true;
    this.#outlet?.dispose();
  }

  async #show(notice: Notice): Promise<void> {
    const { pictureOf, isSilent } = this.#options;
    const outlet = await this.#ready;
    const [taskId] = notice.taskIds;
    const picture = taskId === undefined ? undefined : await inTime(pictureOf(taskId));
    if (this.#isEnded) return;
    const isShown = await outlet.show(notice, picture, isSilent());
    if (!isShown) this.#options.log.info('nothing here shows notifications');
  }

  async #open(): Promise<NotificationOutlet> {
    const { log, store, onClick, onInhibited } = this.#options;
    const bus = await this.#options.bus;
    const daemon = bus && new NotificationDaemon({ bus, store, log, onClick, onInhibited });
    await daemon?.start();
    const outlet = daemon ?? new ElectronNotifications({ log, onClick });
    if (this.#isEnded) outlet.dispose();
    return (this.#outlet = outlet);
  }
}
