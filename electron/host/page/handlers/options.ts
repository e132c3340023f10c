import type { Core } from '../../../core/app/core.ts';
import type { StatusView } from '../../../shared/contract.ts';
import type { TaskId } from '../../../shared/id.ts';
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
  /** A task whose notification was clicked before the window was there; told once. */
  readonly takeSelected: () => TaskId | undefined;
  readonly onSettingsChanged: () => void;
}
