import { flushSync, mount, tick, unmount, type Component } from 'svelte';
import { onTestFinished } from 'vitest';

type Keys = Pick<KeyboardEventInit, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Where a component is, and how it is taken away before the test ends. */
interface Shown {
  readonly target: HTMLElement;
  readonly close: () => Promise<void>;
}

/** Mounts a component into the page; after the test it is gone. */
export function show<P extends Record<string, unknown>>(
  component: Component<P>,
  props: P,
  context = new Map<unknown, unknown>(),
): Shown {
  const target = document.createElement('main');
  document.body.append(target);
  const mounted = mount<P, Record<string, unknown>>(component, { target, props, context });
  flushSync();
  let isOpen = true;
  const close = async () => {
    if (isOpen) await unmount(mounted);
    isOpen = false;
    target.remove();
  };
  onTestFinished(close);
  return { target, close };
}

/** The one element that a selector finds. */
export function one(selector: string, within: ParentNode = document): HTMLElement {
  const [found, ...others] = within.querySelectorAll<HTMLElement>(selector);
  if (found === undefined || others.length > 0) {
    throw new Error(`${found === undefined ? 'nothing' : 'more than one'} is "${selector}"`);
  }
  return found;
}

/** The one element of those that a selector finds that says this. */
export function saying(text: string, selector = 'button'): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (element) => element.textContent.trim() === text,
  );
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} say "${text}"`);
  return first;
}

/**
 * Presses a key where the focus is, and waits until the page has followed. What a browser does by itself,
 * such as Enter's click on a button, does not happen.
 * @returns whether the component has taken the key
 */
export async function press(key: string, keys: Keys = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, ...keys, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
  await settle();
  return event.defaultPrevented;
}

/** Waits until the page has followed, and what waited for that has been done. */
export async function settle(): Promise<void> {
  await tick();
  await tick();
}

/** Clicks, once or as the second click of two. */
export function click(
  element: Element,
  keys: Keys = {},
  type: 'click' | 'dblclick' = 'click',
): void {
  element.dispatchEvent(new MouseEvent(type, { ...keys, bubbles: true, cancelable: true }));
  flushSync();
}
