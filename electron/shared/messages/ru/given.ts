import type { given as english } from '../en/given.ts';

export const given = {
  restoredAccount: (number) => `Восстановленный аккаунт ${String(number)}`,
  sample: {
    account: 'Работа',
    prompts: {
      first: 'Золотистый ретривер бежит по полю с дикими цветами',
      second: 'Северное сияние над фьордом',
    },
  },
  otherLines: 'Строки без ID задачи',
} satisfies typeof english;
