import type { StateKind } from '../../../alert.ts';
import type { state as english } from '../../en/alert/state.ts';
import { whyNotSaved } from '../failure/saving.ts';
import { formats } from '../formats.ts';

const damaged: { readonly [K in StateKind]: string } = {
  list: 'Часть списка видео повреждена.',
  settings: 'Файл настроек повреждён.',
  keys: 'Файл ключей API повреждён.',
  memory: 'Вспомогательный файл (удалённые видео или время ожидания) повреждён.',
};

const afterLoss: { readonly [K in StateKind]: string } = {
  list: 'Видео из архива по-прежнему в его папке. ID остальных видео вставьте ещё раз, если они известны.',
  settings: 'Проверьте настройки и снова выберите папку архива.',
  keys: 'Введите ключ каждого аккаунта заново в разделе «Настройки > Аккаунты».',
  memory: 'Ничего делать не нужно. В разделе «Удалённые» могут быть не все видео.',
};

function keptWhere(path: string | undefined): string {
  return path === undefined ? '' : ` Повреждённый файл сохранён как «${path}».`;
}

export const state = {
  'state-restored': ({ kind, keptAs, savedAtMs }) => ({
    about: 'повреждённый файл',
    sentence:
      savedAtMs === undefined
        ? `${damaged[kind]} Данные восстановлены из копии. Ничего не потеряно.`
        : `${damaged[kind]} Данные восстановлены из резервной копии от ${formats.dateTime(savedAtMs)}.`,
    remedy:
      savedAtMs === undefined
        ? `Если сбой повторится, проверьте исправность диска.${keptWhere(keptAs)}`
        : `Более поздние изменения могли не сохраниться.${keptWhere(keptAs)}`,
  }),
  'state-lost': ({ kind, keptAs }) => ({
    about: 'утраченный файл',
    sentence: `${damaged[kind]} Копии тоже повреждены.`,
    remedy: `${afterLoss[kind]}${keptWhere(keptAs)}`,
  }),
  'state-unwritable': (trouble) => {
    const { reason, toDo } = whyNotSaved(trouble);
    return {
      about: 'сохранение данных',
      sentence: `Reelkeep не может сохранить библиотеку или настройки: ${reason}`,
      remedy: `${toDo}: Reelkeep повторит попытку сам. До этого новые ID задач не принимаются. Видео в архиве в безопасности.`,
    };
  },
  'ledger-newer': () => ({
    about: 'библиотека',
    sentence: 'Эта библиотека сохранена более новой версией Reelkeep.',
    remedy: 'Запустите более новую версию. Ничего не потеряно.',
  }),
  'accounts-missing': ({ count }) => ({
    about: 'утраченные аккаунты',
    sentence:
      count === 1
        ? 'Настройки утрачены, а с ними и аккаунт, к которому относятся видео.'
        : `Настройки утрачены, а с ними и аккаунты, к которым относятся видео (${String(count)}).`,
    remedy:
      'В разделе «Настройки > Аккаунты» снова укажите провайдера и ключ каждого аккаунта. После этого работа с их видео продолжится.',
  }),
} satisfies typeof english;
