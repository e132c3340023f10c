import type { media as english } from '../../en/failure/media.ts';
import { pause } from '../spans.ts';
import { grouped } from '../plural.ts';

const retries = 'Reelkeep повторит попытку сам. Ничего делать не нужно.';

const sent: ReadonlyMap<string, string> = new Map([
  ['empty', 'пустой ответ'],
  ['html', 'веб-страницу'],
  ['xml', 'сообщение (XML)'],
  ['json', 'сообщение (JSON)'],
  ['text', 'текст'],
  ['gzip', 'сжатый файл'],
  ['zip', 'архив ZIP'],
  ['pdf', 'документ PDF'],
  ['heif', 'изображение HEIF'],
  ...['jpg', 'png', 'webp', 'gif'].map((format) => [format, 'изображение'] as const),
  ...['mp4', 'mov', 'webm', 'mkv'].map((format) => [format, 'видео'] as const),
  ...['wav', 'mp3', 'm4a', 'flac', 'ogg', 'aac'].map((format) => [format, 'звук'] as const),
]);

export const media = {
  'media-refused': ({ host, httpStatus }) => ({
    sentence: `${host} пока не отдаёт файл (HTTP ${String(httpStatus)}).`,
    remedy:
      'Reelkeep пробует снова каждые несколько минут, иногда по новой ссылке от провайдера. Ничего делать не нужно.',
  }),
  'media-http': ({ host, httpStatus }) => ({
    sentence: `${host} ответил на запрос файла кодом HTTP ${String(httpStatus)}.`,
    remedy: retries,
  }),
  'media-not-media': ({ host, got }) => ({
    sentence: `${host} прислал ${sent.get(got) ?? 'что-то неизвестное'} вместо файла.`,
    remedy:
      'Reelkeep повторит попытку сам. Если ошибка повторяется, возможно, вместо сервера отвечает прокси или страница входа в сеть.',
  }),
  'host-refuses': ({ host }) => ({
    sentence: `${host} пока не отдаёт файлы, в том числе и этот.`,
    remedy:
      'Reelkeep пробует снова каждые несколько минут и продолжит, когда сервер заработает. Может помочь VPN или другая сеть.',
  }),
  'host-busy': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} ограничивает число загрузок.`
        : `${host} просит подождать ${pause(retryAfterMs)}.`,
    remedy: 'Reelkeep подождёт и продолжит сам.',
  }),
  'media-truncated': ({ host, receivedBytes, expectedBytes }) => ({
    sentence: `${host} прервал загрузку: получено ${grouped(receivedBytes)} из ${grouped(expectedBytes)} байт.`,
    remedy: 'Reelkeep возобновит загрузку сам.',
  }),
  'media-damaged': () => ({
    sentence: 'Файл получен, но видео или изображение в нём неполное.',
    remedy: 'Reelkeep скачает его снова. Повреждённый файл никогда не попадает в архив.',
  }),
  'media-too-large': ({ host, limitBytes }) => ({
    sentence: `Файл на ${host} больше допустимого размера (${grouped(limitBytes)} байт).`,
    remedy: 'Скачайте его вручную с сайта провайдера.',
  }),
  'media-stalled': ({ host }) => ({
    sentence: `${host} перестал передавать данные посреди загрузки.`,
    remedy: 'Reelkeep возобновит загрузку сам.',
  }),
  'media-expired': () => ({
    sentence: 'Провайдер сообщает, что удалил файлы этого видео.',
    remedy: 'Промпт и параметры сохранены, так что видео можно сгенерировать заново.',
  }),
  'transfer-stopped': () => ({
    sentence: 'Загрузка остановлена до завершения.',
    remedy:
      'Чтобы продолжить, нажмите «Возобновить» или «Проверить сейчас». Уже скачанное не потеряно.',
  }),
} satisfies typeof english;
