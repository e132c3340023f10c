import { createRawSnippet, flushSync } from 'svelte';
import { onTestFinished } from 'vitest';
import type { TaskId } from '../../../../electron/shared/id.ts';
import { Selection } from '../../../../renderer/state/library/selection.svelte.ts';
import type { SelectHow } from '../../../../renderer/ui/list/list-keys.ts';
import VirtualList from '../../../../renderer/ui/list/VirtualList.svelte';
import { idNumber } from '../../../unit/builders.ts';
import { one, show } from '../../page.ts';

export const rowHeightPx = 50;
/** Ten rows. */
export const heightPx = 500;

/** Nothing is laid out here: each element says that it is this high. */
function layOut(): void {
  const before = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'clientHeight');
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', {
    configurable: true,
    get: () => heightPx,
  });
  onTestFinished(() => {
    if (before !== undefined) Object.defineProperty(HTMLElement.prototype, 'clientHeight', before);
  });
}

/** A list of numbered rows with the selection of the window behind it. */
export class ListBed {
  readonly selection = new Selection(() => undefined);
  /** Called with what is in each row that comes. */
  onrow: (content: Element) => void = () => undefined;
  readonly removed: number[] = [];
  readonly opened: number[] = [];
  #numbers = $state.raw<readonly number[]>([]);
  readonly #keys = $derived(this.#numbers.map(idNumber));

  constructor(numbers: readonly number[]) {
    layOut();
    this.#numbers = numbers;
    const { selection } = this;
    const keys = () => this.#keys;
    show(VirtualList, {
      label: 'Films',
      rowHeightPx,
      get keys() {
        return keys();
      },
      get selected() {
        return selection.ids;
      },
      get lead() {
        return selection.lead;
      },
      nameOf: (id: TaskId) => `Film ${numberOf(id)}`,
      row: createRawSnippet<[TaskId]>((id) => ({
        setup: (element) => this.onrow(element),
        render: () => `<p>Film ${numberOf(id())} <button class="own">Repair</button></p>`,
      })),
      onselect: (id: TaskId, how: SelectHow) => {
        if (how === 'only') selection.only(id);
        else if (how === 'toggle') selection.toggle(id, keys());
        else selection.extend(id, keys());
      },
      onclear: () => {
        selection.clear();
      },
      onopen: (id: TaskId) => this.opened.push(numberOf(id)),
      onremove: (id: TaskId) => this.removed.push(numberOf(id)),
    });
  }

  /** Shows these rows from now on. */
  set numbers(numbers: readonly number[]) {
    this.#numbers = numbers;
    flushSync();
  }

  get viewport(): HTMLElement {
    return one('.viewport');
  }

  /** The rows that are in the page, from the top. */
  get shown(): readonly number[] {
    return [...document.querySelectorAll('li')].map(
      (row) => Number(row.getAttribute('aria-posinset')) - 1,
    );
  }

  get selected(): readonly number[] {
    return [...this.selection.ids].map(numberOf);
  }

  /** Which row has the focus; `undefined` if none has. */
  get focused(): number | undefined {
    const name = document.activeElement?.closest('li')?.getAttribute('aria-label');
    return typeof name === 'string' ? Number(name.replace('Film ', '')) : undefined;
  }

  /** Which rows Tab can go to. */
  get tabStops(): readonly number[] {
    return [...document.querySelectorAll('li:has(> [tabindex="0"])')].map((row) =>
      Number(row.getAttribute('aria-label')?.replace('Film ', '')),
    );
  }

  row(number: number): HTMLElement {
    return one(`li[aria-label="Film ${String(number)}"]`);
  }

  /** The button that stands for the row. */
  button(number: number): HTMLElement {
    return one(':scope > button', this.row(number));
  }

  scrollTo(topPx: number): void {
    this.viewport.scrollTop = topPx;
    this.viewport.dispatchEvent(new Event('scroll'));
    flushSync();
  }
}

/** From 0 on. */
export function numbersTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function numberOf(id: TaskId): number {
  return Number.parseInt(id, 16);
}
