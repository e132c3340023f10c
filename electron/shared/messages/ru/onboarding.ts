import type { onboarding as english } from '../en/onboarding.ts';

export const onboarding = {
  steps: 'Первые шаги',
  account: {
    name: 'Аккаунт',
    title: 'Добро пожаловать в Reelkeep',
    lead: 'Reelkeep следит за задачами у провайдера и сохраняет каждое готовое видео на диск, прежде чем его ссылка истечёт (через 14 дней). Сначала подключите аккаунт.',
  },
  folder: {
    name: 'Папка архива',
    title: 'Где хранить видео',
    reminder: 'И ещё одно: куда их сохранять?',
    lead: 'Всё сохраняется в одной вашей папке по месяцам: видео, миниатюры и сведения о том, как создано каждое видео.',
  },
  done: 'Готово',
} satisfies typeof english;
