import type { ui as english } from '../../en/window/ui.ts';

export const ui = {
  close: 'Закрыть',
  messages: 'Сообщения',
  show: (name) => `Показать: ${name}`,
  dismissMessage: 'Скрыть сообщение',
  technicalDetails: 'Техническая информация',
} satisfies typeof english;
