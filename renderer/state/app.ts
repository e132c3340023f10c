import { createContext } from 'svelte';
import type { Api } from '../../electron/shared/contract/contract.ts';
import { Banners } from './banners.svelte.ts';
import { Bulk } from './library/bulk-actions.ts';
import { Clock } from './clock.svelte.ts';
import { Commands } from './commands.ts';
import { Intake } from './add/intake.svelte.ts';
import { Library } from './library/library.svelte.ts';
import { BackendState } from './backend-state.svelte.ts';
import { Toasts } from './toasts.svelte.ts';
import { Removals } from './trash/removals.ts';
import { Trash } from './trash/trash.svelte.ts';
import { Workspace } from './workspace.svelte.ts';

/** The page's state, all of it made here and handed down by context. */
export interface AppState {
  readonly api: Api;
  readonly library: Library;
  readonly backend: BackendState;
  readonly clock: Clock;
  readonly workspace: Workspace;
  readonly intake: Intake;
  readonly commands: Commands;
  readonly trash: Trash;
  readonly removals: Removals;
  readonly bulk: Bulk;
  readonly toasts: Toasts;
  readonly banners: Banners;
}

/** Makes the page's state. Nothing is asked or subscribed yet. */
export function createAppState(api: Api, now: () => number = Date.now): AppState {
  const library = new Library(now());
  const toasts = new Toasts();
  const banners = new Banners();
  const trash = new Trash(api, toasts);
  const backend = new BackendState(api, { library, banners, trash });
  const commands = new Commands(api, toasts);
  return {
    api,
    library,
    toasts,
    banners,
    backend,
    commands,
    trash,
    removals: new Removals(api, toasts),
    bulk: new Bulk({ library, backend, commands, toasts }),
    clock: new Clock({
      now,
      aheadMs: () => backend.clockAheadMs,
      onTick: (nowMs) => {
        library.retime(nowMs);
      },
    }),
    workspace: new Workspace({
      needsFolder: () => backend.needsFolder,
      onReminded: () => {
        trash.hide();
      },
    }),
    intake: new Intake(api),
  };
}

/** Reads and provides the state within the component tree. */
export const [useApp, provideApp] = createContext<AppState>();
