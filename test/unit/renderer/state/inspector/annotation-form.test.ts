import { expect, test } from 'vitest';
import { AnnotationForm } from '../../../../../renderer/state/inspector/annotation-form.svelte.ts';
import { aCheckingTask } from '../../../builders.ts';
import { FakeApi } from '../../fake-api.ts';

const kept = { annotate: () => ({ ok: true, value: undefined }) as const };

test('what is typed becomes tags at its commas, and each is kept once', async () => {
  const api = new FakeApi(kept);
  const form = new AnnotationForm(api, aCheckingTask({ tags: ['sea'] }));
  form.draft = ' storm, Sea ,';
  await form.addTag();
  expect(form.tags).toEqual(['sea', 'storm']);
  expect(form.draft).toBe('');
  expect(api.asked).toEqual([
    { name: 'annotate', input: { id: aCheckingTask().id, tags: ['sea', 'storm'], notes: '' } },
  ]);
});

test('a tag that is there already asks nothing', async () => {
  const api = new FakeApi(kept);
  const form = new AnnotationForm(api, aCheckingTask({ tags: ['sea'] }));
  form.draft = 'SEA';
  await form.addTag();
  expect(api.asked).toEqual([]);
});

test('notes are kept once for each change', async () => {
  const api = new FakeApi(kept);
  const form = new AnnotationForm(api, aCheckingTask({ notes: 'one' }));
  await form.saveNotes();
  form.notes = 'two ';
  await form.saveNotes();
  await form.saveNotes();
  expect(api.asked.map(({ input }) => input)).toEqual([
    { id: aCheckingTask().id, tags: [], notes: 'two' },
  ]);
});

test('a change that was not kept is taken back, and says why', async () => {
  const failure = { code: 'disk-full', path: '/ledger' } as const;
  const api = new FakeApi({ annotate: () => ({ ok: false, failure }) });
  const form = new AnnotationForm(api, aCheckingTask({ tags: ['sea'] }));
  await form.removeTag('sea');
  expect(form.tags).toEqual(['sea']);
  expect(form.problem?.sentence).toContain('full');
});
