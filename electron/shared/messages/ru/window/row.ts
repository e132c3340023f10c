import type { row as english } from '../../en/window/row.ts';
import { formats } from '../formats.ts';

export const row = {
  paused: 'Приостановлено вручную',
  asking: 'Проверяем у провайдера',
  askingAgain: 'Пока не найдено, проверяем снова',
  noFileYet: 'Готово, но файла пока нет',
  providerSays: (word) => `Ответ провайдера: «${word}»`,
  queued: 'В очереди у провайдера',
  generating: 'У провайдера',
  ready: 'Ожидает скачивания',
  starting: 'Загрузка начинается',
  folderUnseen: 'Папка архива сейчас недоступна',
  archived: 'В архиве',
  damage: {
    missing: 'Файла нет в архиве',
    damaged: 'Файл изменился после архивации',
  },
  neverAFile: 'Завершено без файла',
  noReason: 'Провайдер не указал причину',
  notFound: 'Ни в одном аккаунте нет такой задачи',
  notFoundAt: (endpoint) => `Не найдено на эндпоинте «${endpoint}»`,
  stalled: 'Нет результата больше часа; изредка проверяем',
  progress: (receivedBytes, totalBytes) =>
    `${formats.bytes(receivedBytes)} из ${formats.bytes(totalBytes)}`,
  expiresIn: (left) => `До истечения ссылки: ${left}`,
  maybeExpired: 'Ссылка могла истечь',
  atTheLatest: (when) => `Не позднее ${when}`,
} satisfies typeof english;
