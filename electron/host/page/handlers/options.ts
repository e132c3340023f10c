import type { Core } from '../../../core/app/core.ts';
import type { StatusView, WindowRequest } from '../../../shared/contract.ts';
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
  readonly onSettingsChanged: () => void;
}
