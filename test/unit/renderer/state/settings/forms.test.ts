import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../../electron/shared/settings/account.ts';
import { fail, succeed } from '../../../../../electron/shared/outcome.ts';
import { toAccountId } from '../../../../../electron/shared/id.ts';
import { AccountForm } from '../../../../../renderer/state/settings/account-form.svelte.ts';
import { FolderForm } from '../../../../../renderer/state/settings/folder-form.svelte.ts';
import { FakeApi } from '../../fake-api.ts';

const saved: AccountView = {
  id: toAccountId('account-1'),
  name: 'KIE',
  provider: 'kie',
  baseUrl: 'https://api.kie.ai',
  hasKey: true,
  keyHint: '4f2a',
};

describe('the account form', () => {
  test('a provider fills in name and base URL', () => {
    const form = new AccountForm(new FakeApi());
    expect([form.name, form.baseUrl]).toEqual(['KIE', 'https://api.kie.ai']);
    form.provider = 'apikley';
    expect([form.name, form.baseUrl]).toEqual(['Apikley', 'https://api.apikley.ru']);
    form.provider = 'custom';
    expect([form.name, form.baseUrl]).toEqual(['Custom', '']);
  });

  test('a name of the user stays when the provider changes', () => {
    const form = new AccountForm(new FakeApi());
    form.name = 'Studio';
    form.provider = 'apikley';
    expect(form.name).toBe('Studio');
  });

  test('the key is gone from the page once it is saved', async () => {
    const api = new FakeApi({ saveAccount: () => succeed(saved) });
    const form = new AccountForm(api);
    form.key = ' secret-4f2a ';
    expect(await form.save()).toEqual(saved);
    expect(form.key).toBe('');
    expect(api.asked[0]?.input).toMatchObject({ provider: 'kie', name: 'KIE', key: 'secret-4f2a' });
  });

  test('an edited account keeps its key when the field is left empty', async () => {
    const api = new FakeApi({ saveAccount: () => succeed(saved) });
    await new AccountForm(api, saved).save();
    expect(api.asked[0]?.input).toEqual({
      id: saved.id,
      provider: 'kie',
      baseUrl: 'https://api.kie.ai',
      name: 'KIE',
    });
  });

  test('without a keyring the user chooses, and the choice is sent', async () => {
    const api = new FakeApi({
      saveAccount: ({ storage }) =>
        storage === undefined ? fail({ code: 'keyring-missing' } as const) : succeed(saved),
    });
    const form = new AccountForm(api);
    form.key = 'secret';
    expect(await form.save()).toBeUndefined();
    expect(form.mustChooseStorage).toBe(true);
    expect(form.key).toBe('secret');
    expect(await form.save({ storage: 'session' })).toEqual(saved);
    expect(form.mustChooseStorage).toBe(false);
    expect(api.asked[1]?.input).toMatchObject({ storage: 'session', key: 'secret' });
  });

  test('a test tells the credits, or what is wrong', async () => {
    const good = new AccountForm(new FakeApi({ testAccount: () => succeed({ credits: 12.5 }) }));
    await good.test();
    expect(good.tested).toEqual({ ok: true, credits: 12.5 });

    const refused = { code: 'key-refused', host: 'api.kie.ai' } as const;
    const bad = new AccountForm(new FakeApi({ testAccount: () => fail(refused) }));
    await bad.test();
    expect(bad.tested).toMatchObject({
      ok: false,
      words: { remedy: expect.any(String) as string },
    });
    expect(bad.testing).toBe(false);
  });

  test('a call that throws ends the waiting too', async () => {
    const form = new AccountForm(new FakeApi());
    await form.test();
    await form.save();
    expect([form.testing, form.saving]).toEqual([false, false]);
    expect(form.tested?.ok).toBe(false);
    expect(form.problem?.sentence).toContain('no answer');
  });
});

describe('the folder form', () => {
  test('leaving the field without a change asks nothing', async () => {
    const api = new FakeApi();
    expect(await new FolderForm(api, '/films').commit()).toBe(true);
    expect(api.asked).toEqual([]);
  });

  test('a proposed folder is made when it must be', async () => {
    const api = new FakeApi({ setArchiveFolder: ({ path }) => succeed({ path }) });
    const form = new FolderForm(api, '/films');
    expect(await form.commit(true)).toBe(true);
    expect(await form.commit(true)).toBe(true);
    expect(api.count('setArchiveFolder')).toBe(1);
  });

  test('Enter and leaving the field share one question', async () => {
    const api = new FakeApi({ setArchiveFolder: ({ path }) => succeed({ path }) });
    const form = new FolderForm(api, '/films');
    form.path = '/other';
    expect(await Promise.all([form.commit(), form.commit(true)])).toEqual([true, true]);
    expect(api.count('setArchiveFolder')).toBe(1);
  });

  test('a refused folder stays in the field with the reason', async () => {
    const api = new FakeApi({
      setArchiveFolder: ({ path }) => fail({ code: 'folder-not-absolute', path } as const),
    });
    const form = new FolderForm(api, '/films');
    form.path = 'films';
    expect(await form.commit()).toBe(false);
    expect(form.path).toBe('films');
    expect(form.problem?.sentence).toContain('films');
  });

  test('a chosen folder is taken; no choice changes nothing', async () => {
    const choices = [undefined, '/chosen'];
    const api = new FakeApi({
      chooseFolder: () => choices.shift(),
      setArchiveFolder: ({ path }) => succeed({ path }),
    });
    const form = new FolderForm(api, '/films');
    await form.choose();
    expect(api.count('setArchiveFolder')).toBe(0);
    await form.choose();
    expect(form.path).toBe('/chosen');
    expect(api.count('setArchiveFolder')).toBe(1);
  });
});
