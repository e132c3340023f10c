import type { TaskId } from '../../shared/id.ts';
import type { Notice, NoticeAction } from '../../shared/notice.ts';

/** A click on a notification, or on one of its buttons. */
export interface NotificationClick {
  /** The notice's id. */
  readonly noticeId?: string;
  /** The only task that it is about. */
  readonly taskId?: TaskId;
  readonly action?: NoticeAction;
}

/** What shows notifications on this system. */
export interface NotificationOutlet {
  /** The user does not want to be disturbed, as far as the system tells. */
  readonly isInhibited: boolean;
  /**
   * Shows a notice in the place of its own older version, and of the older one of its category.
   * @param imagePath absolute, of a picture that has been examined
   * @returns whether there was anything to show it with
   */
  show(notice: Notice, imagePath: string | undefined, isSilent: boolean): Promise<boolean>;
  dispose(): void;
}
