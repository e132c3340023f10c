import { expect, test } from 'vitest';
import type { CallAnswer } from '../../../../../electron/shared/contract/contract.ts';
import { fail } from '../../../../../electron/shared/outcome.ts';
import { MirrorForm } from '../../../../../renderer/state/settings/mirror-form.svelte.ts';
import { anAnswer, FakeApi } from '../../fake-api.ts';

test('leaving the field and pressing a button at once are one call', async () => {
  const answer = anAnswer<CallAnswer<'setMirrorFolder'>>();
  const api = new FakeApi({ setMirrorFolder: () => answer.promise });
  const form = new MirrorForm(api, '');
  form.path = '/mirror';
  const both = Promise.all([form.commit(), form.commit()]);
  answer.resolve(fail({ code: 'folder-not-absolute', path: '/mirror' }));
  await both;
  expect(api.count('setMirrorFolder')).toBe(1);
  expect(form.problem?.sentence).toContain('/mirror');
  await form.commit();
  expect(api.count('setMirrorFolder')).toBe(2);
});
