import type { updates as english } from '../en/updates.ts';
import { formats } from './formats.ts';

export const updates = {
  updaters: {
    self: 'Reelkeep обновляется сам, но только по вашей команде.',
    package:
      'Новые версии устанавливает менеджер пакетов. По вашей команде Reelkeep сначала скачивает и проверяет файл.',
    other:
      'Обновления приходят из магазина или дистрибутива, откуда установлен Reelkeep. Сам Reelkeep их не ищет.',
    nobody:
      'Эта копия не может обновить себя: она распакована вручную, собрана из исходного кода или портативная. Reelkeep сообщит о новой версии, а установить её нужно вручную.',
  },
  phase: {
    none: (own) => `Версия ${own}`,
    newest: (own) => `Версия ${own} — самая новая.`,
    offered: (version, own, sizeBytes) =>
      sizeBytes === undefined
        ? `Вышла версия ${version}. Сейчас установлена ${own}.`
        : `Вышла версия ${version} (${formats.roughSize(sizeBytes)}). Сейчас установлена ${own}.`,
    fetching: (version) => `Скачивается версия ${version}`,
    fetched: (version) => `Версия ${version} скачана и проверена.`,
    installing: (version) => `Устанавливается версия ${version}`,
    byHand: (version) =>
      `Версия ${version} скачана и проверена. Установите её в терминале и перезапустите Reelkeep:`,
    installed: (version) => `Версия ${version} установлена. Она заработает после перезапуска.`,
  },
  amount: (receivedBytes, bytesPerSecond, sizeBytes) => {
    const whole = sizeBytes === undefined ? '' : ` из ${formats.roughSize(sizeBytes)}`;
    const speed = bytesPerSecond === 0 ? '' : `, ${formats.speed(bytesPerSecond)}`;
    return `${formats.roughSize(receivedBytes)}${whole}${speed}`;
  },
  stale: {
    'not-renewed': (sinceMs) =>
      `Последний доступный список версий — от ${formats.date(sinceMs)}, он уже должен был обновиться.`,
    unheard: (sinceMs) =>
      `С ${formats.date(sinceMs)} не удаётся получить список версий, которому можно доверять.`,
  },
  staleRemedy: (address) =>
    `Возможно, есть новая версия, но что-то мешает её увидеть: проверьте ${address}. Если дата на компьютере неверна, исправьте её.`,
  notice: {
    stale: 'Неизвестно, есть ли новая версия Reelkeep',
    staleBody: (sentence) => `${sentence} Подробности: «Настройки > Обновления».`,
    offered: (version) => `Вышел Reelkeep ${version}`,
    running: (version) => `Теперь работает Reelkeep ${version}`,
    whatIsNew: 'Что нового: «Настройки > Обновления».',
    oldRuns: (version) => `Reelkeep ${version} не установлен`,
    stillRuns: (own) =>
      `По-прежнему работает версия ${own}, ничего не потеряно. Подробности: «Настройки > Обновления».`,
  },
} satisfies typeof english;
