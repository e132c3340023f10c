import type { Failure, Saved, SavingTrouble } from '../../../failure.ts';
import type { Words } from '../../words.ts';

const saved: { readonly [S in Saved]: { readonly sentence: string; readonly meaning: string } } = {
  ids: {
    sentence: 'Не удалось сохранить новые ID задач',
    meaning:
      'До этого их не будет в библиотеке, поэтому не потеряйте их. Других видео сбой не касается.',
  },
  list: {
    sentence: 'Не удалось сохранить изменения библиотеки',
    meaning:
      'До этого они хранятся только в памяти, поэтому не закрывайте Reelkeep. Видео в архиве в безопасности.',
  },
  removal: {
    sentence: 'Не удалось сохранить удаление',
    meaning: 'Эти видео остались в библиотеке, а их файлы — на месте.',
  },
  'put-back': {
    sentence: 'Не удалось вернуть видео',
    meaning: 'Они по-прежнему в разделе «Удалённые».',
  },
  settings: {
    sentence: 'Не удалось сохранить эту настройку',
    meaning: 'Ничего не изменилось.',
  },
  keys: { sentence: 'Не удалось сохранить ключ API', meaning: 'Ничего не изменилось.' },
  names: {
    sentence: 'Не удалось сохранить новые имена файлов',
    meaning: 'Ничего не переименовано.',
  },
};

export function whyNotSaved({ reason, folder }: SavingTrouble): {
  readonly reason: string;
  readonly toDo: string;
} {
  const where = folder === undefined ? '' : ` «${folder}»`;
  switch (reason) {
    case 'full':
      return {
        reason: `диск с папкой данных Reelkeep${where} заполнен.`,
        toDo: 'Освободите место на этом диске',
      };
    case 'not-writable':
      return {
        reason: `нет прав на запись в папку данных Reelkeep${where}.`,
        toDo: 'Разрешите запись в неё',
      };
    case 'other':
      return {
        reason: `ошибка записи в папку данных Reelkeep${where}.`,
        toDo: 'Проверьте этот диск',
      };
  }
}

export function notSaved(failure: Extract<Failure, { code: 'not-saved' }>): Words {
  const { sentence, meaning } = saved[failure.what];
  const { reason, toDo } = whyNotSaved(failure);
  return {
    sentence: `${sentence}: ${reason}`,
    remedy:
      failure.what === 'list'
        ? `${toDo}, и Reelkeep сохранит их сам. ${meaning}`
        : `${toDo} и повторите попытку. ${meaning}`,
  };
}
