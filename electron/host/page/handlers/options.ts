import type { Core } from '../../../core/app/core.ts';
import type { StatusView } from '../../../shared/contract/contract.ts';
import type { WindowRequest } from '../../../shared/contract/window-request.ts';
import type { Background } from '../../desktop/background.ts';
import type { SystemShell } from '../../desktop/system-shell.ts';
import type { LoginItem } from '../../desktop/login-item.ts';
import type { FolderGrants } from '../folder-grants.ts';
import type { Publisher } from '../publisher.ts';

/** What the handlers need. */
export interface HandlerOptions {
  readonly core: Core;
  readonly publisher: Publisher;
  /** Which folders the page may name. */
  readonly grants: FolderGrants;
  readonly version: string;
  readonly status: () => StatusView;
  /** What was asked of the window before it was there; told once. */
  readonly takeRequests: () => readonly WindowRequest[];
  readonly background: Pick<Background, 'keepView' | 'takeView' | 'answer'>;
  readonly loginItem: LoginItem;
  readonly shell: SystemShell;
  /** The archive's folder may be another one. */
  readonly onArchiveChosen: () => void;
  /** Text goes onto the clipboard. */
  readonly onCopied: (text: string) => void;
}
