import { maxKeptSelected } from '../electron/shared/settings/background.ts';
import type { KeptView } from '../electron/shared/contract/kept-view.ts';
import { toTaskId } from '../electron/shared/id.ts';
import type { AppState } from './state/app.ts';
import { filters, sorts } from './state/library/filter-and-sort.ts';

/** Where the user is in this page. */
export function viewOf({ library, workspace, trash }: AppState): KeptView {
  const { filter, search, sort, selection } = library;
  return {
    filter,
    search,
    sort,
    selected: [...selection.ids].slice(0, maxKeptSelected),
    ...(selection.lead !== undefined && { lead: selection.lead }),
    scrollTopPx: workspace.listPlace.topPx,
    isTrashOpen: trash.open,
  };
}

/** Goes to where the user was in the page before. What is not there any more is left out. */
export function restoreView({ library, workspace, trash }: AppState, view: KeptView): void {
  library.sort = sorts.find((sort) => sort === view.sort) ?? library.sort;
  library.search = view.search;
  library.filter = filters.find((filter) => filter === view.filter) ?? library.filter;
  const ids = view.selected.flatMap((text) => toTaskId(text) ?? []);
  library.selection.restore(
    ids.filter((id) => library.tasks.has(id)),
    ids.find((id) => id === view.lead),
  );
  workspace.listPlace.goTo(view.scrollTopPx);
  if (view.isTrashOpen) trash.show();
}

/** Whether this page holds something that would be lost with it: a dialog, something typed, a large selection. */
export function isBusy({ intake, workspace, library }: AppState): boolean {
  if (document.querySelector('dialog[open]') !== null || workspace.dialog !== undefined)
    return true;
  if (workspace.choosingFolder || intake.text.trim() !== '') return true;
  if (library.selection.size > maxKeptSelected) return true;
  const active = document.activeElement;
  if (active instanceof HTMLTextAreaElement) return true;
  const fields = document.querySelectorAll<HTMLInputElement>('input');
  const holdsText = ({ type, value }: HTMLInputElement) =>
    ['text', 'password', 'url', 'number'].includes(type) && value !== '';
  return [...fields].some(holdsText);
}
