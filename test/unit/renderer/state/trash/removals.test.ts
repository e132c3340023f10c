import { expect, test } from 'vitest';
import { Removals } from '../../../../../renderer/state/trash/removals.ts';
import { Toasts } from '../../../../../renderer/state/toasts.svelte.ts';
import { anId } from '../../../builders.ts';
import { FakeApi } from '../../fake-api.ts';

function someRemovals(): { readonly removals: Removals; readonly toasts: Toasts } {
  const api = new FakeApi({
    remove: ({ ids }) => ({ ok: true, value: { ids } }),
    putBack: ({ ids }) => ({ ok: true, value: { ids, withoutFiles: [] } }),
  });
  const toasts = new Toasts();
  return { removals: new Removals(api, toasts), toasts };
}

const last = ({ list }: Toasts): string | undefined => list.at(-1)?.sentence;

test('one video is named, also when Undo has brought it back', async () => {
  const { removals, toasts } = someRemovals();
  await removals.remove([anId()], { withFiles: false, title: 'A fox' });
  expect(last(toasts)).toBe('“A fox” removed.');
  await toasts.list.at(-1)?.action?.run();
  expect(toasts.list.map(({ sentence }) => sentence)).toEqual(['“A fox” restored.']);
});

test('several are counted, and where their files go is told', async () => {
  const { removals, toasts } = someRemovals();
  await removals.remove([anId(), anId('b'.repeat(32))], { withFiles: true });
  expect(last(toasts)).toBe('2 videos removed. The files go to the system trash in a minute.');
});
