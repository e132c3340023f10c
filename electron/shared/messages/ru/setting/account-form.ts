import type { accountForm as english } from '../../en/setting/account-form.ts';
import { credits } from '../nouns.ts';

const saveAnyway = 'Всё равно сохранить';

export const accountForm = {
  provider: 'Провайдер',
  custom: 'Другой',
  name: 'Название',
  baseUrl: 'Базовый URL',
  key: 'Ключ API',
  showKey: 'Показать ключ',
  hideKey: 'Скрыть ключ',
  missing: {
    placeholder: 'Вставьте ключ',
    hint: 'Передаётся только на базовый URL выше. Хранится зашифрованным в системном хранилище ключей, если оно доступно.',
  },
  kept: {
    placeholder: (hint) => `${hint ?? 'Ключ сохранён'} (оставьте пустым, чтобы не менять)`,
    hint: 'Оставьте поле пустым, чтобы не менять ключ, или вставьте новый.',
  },
  neededAgain: {
    placeholder: 'Вставьте ключ для этого базового URL',
    hint: (baseUrl) =>
      `Базовый URL изменён, поэтому вставьте ключ ещё раз. Сохранённый ключ передаётся только на ${baseUrl}.`,
  },
  test: 'Проверить подключение',
  testResult: 'Проверка подключения',
  checking: 'Проверяем остаток кредитов…',
  credits,
  connected: (left) => `Подключено. Остаток: ${credits(left)}.`,
  storage: {
    question: 'Как хранить ключ',
    session: 'Только на этот сеанс',
    plain: 'Хранить открытым текстом',
  },
  cancel: 'Отмена',
  save: 'Сохранить',
  saveAnyway,
  refusedRemedy: `Ничего не сохранено. Вставьте ключ ещё раз или нажмите «${saveAnyway}», если уверены, что позже он заработает.`,
} satisfies typeof english;
