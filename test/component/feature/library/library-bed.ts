import { flushSync, type Component } from 'svelte';
import type { Patch, Snapshot } from '../../../../electron/shared/contract/contract.ts';
import { succeed } from '../../../../electron/shared/outcome.ts';
import { createAppState, provideApp, type AppState } from '../../../../renderer/state/app.ts';
import { nowMs } from '../../../unit/builders.ts';
import { aSnapshot, FakeApi } from '../../../unit/renderer/fake-api.ts';
import { show } from '../../page.ts';

/** A part of the window, with its state and a main process that says yes. */
export interface LibraryBed {
  readonly app: AppState;
  readonly api: FakeApi;
  /** Tells the window what has changed, and waits until it shows it. */
  readonly hear: (change: Omit<Patch, 'revision'>) => void;
}

/** Mounts a component that finds the window's state around it, once that has its first tasks. */
export async function showInApp<P extends Record<string, unknown>>(
  component: Component<P>,
  { props, snapshot = {} }: { readonly props: P; readonly snapshot?: Partial<Snapshot> },
): Promise<LibraryBed> {
  const yes = () => succeed(undefined);
  const first = aSnapshot(snapshot);
  const api = new FakeApi({ snapshot: () => first, openFile: yes, repair: yes });
  const app = createAppState(api, () => nowMs);
  await app.backend.start();
  const within: Component<P> = (internals, all) => {
    provideApp(app);
    return component(internals, all);
  };
  show(within, props);
  let { revision } = first;
  const hear = (change: Omit<Patch, 'revision'>) => {
    revision += 1;
    api.emit('patch', { revision, ...change });
    flushSync();
  };
  return { app, api, hear };
}
