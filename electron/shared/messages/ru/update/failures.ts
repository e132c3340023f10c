import type { UpdateFailure } from '../../../update.ts';
import type { updateFailures as english } from '../../en/update/failures.ts';
import { formats } from '../formats.ts';

const triesAgain = 'Ничего не изменилось. Проверьте позже.';
const downloadAgain =
  'Скачайте обновление снова. Ничего не изменилось, текущая версия продолжает работать.';

const signatures: {
  readonly [R in Extract<UpdateFailure, { code: 'signature' }>['reason']]: string;
} = {
  missing: 'Список версий пришёл без подписи и поэтому отклонён.',
  malformed: 'Список версий пришёл с недействительной подписью и поэтому отклонён.',
  'unknown-key': 'Список версий подписан неизвестным ключом и поэтому отклонён.',
  wrong: 'Список версий не соответствует подписи и поэтому отклонён.',
};

export const updateFailures = {
  'no-key': () => ({
    sentence: 'Эта сборка не может проверять подлинность обновлений, поэтому не ищет их.',
    remedy: 'Она собрана без ключа. Берите новые версии там же, где эту.',
  }),
  unreachable: ({ host }) => ({
    sentence: `Не удаётся связаться с ${host}.`,
    remedy: `Проверьте подключение к интернету. ${triesAgain}`,
  }),
  'odd-status': ({ host, httpStatus }) => ({
    sentence: `На ${host} не оказалось нужного файла (HTTP ${String(httpStatus)}).`,
    remedy: triesAgain,
  }),
  'other-host': ({ host }) => ({
    sentence: `Загрузка перенаправлена с ${host} или на этот адрес, а таких перенаправлений Reelkeep не допускает.`,
    remedy: `Причиной может быть прокси или страница входа в сеть. ${triesAgain}`,
  }),
  'feed-is-page': ({ host }) => ({
    sentence: `${host} прислал веб-страницу вместо списка версий.`,
    remedy: `Если сеть требует входа, войдите через браузер. ${triesAgain}`,
  }),
  'feed-too-large': ({ maxBytes }) => ({
    sentence: `Список версий больше допустимого размера (${String(Math.round(maxBytes / 1024))} КиБ).`,
    remedy: triesAgain,
  }),
  'feed-malformed': () => ({
    sentence: 'Не удаётся прочитать список версий.',
    remedy: triesAgain,
  }),
  'feed-too-new': () => ({
    sentence: 'Есть более новые версии, но эта не может прочитать их список.',
    remedy: 'Скачайте новую версию вручную там же, где эту.',
  }),
  signature: ({ reason }) => ({
    sentence: signatures[reason],
    remedy: `Если ошибка повторяется, скачайте новую версию вручную. ${triesAgain}`,
  }),
  replayed: ({ version }) => ({
    sentence: `Пришёл устаревший список версий (${version}), он отклонён.`,
    remedy: triesAgain,
  }),
  'no-file': ({ version }) => ({
    sentence: `Вышла версия ${version}, но файла для этой системы нет.`,
    remedy: 'Он может появиться позже. Проверьте через некоторое время.',
  }),
  cut: ({ receivedBytes, sizeBytes }) => ({
    sentence: `Соединение прервалось: получено ${formats.roughSize(receivedBytes)} из ${formats.roughSize(sizeBytes)}.`,
    remedy: 'Запустите загрузку снова: она продолжится с этого места.',
  }),
  'wrong-size': ({ sizeBytes }) => ({
    sentence: `Размер скачанного файла не совпал с ожидаемым (${formats.roughSize(sizeBytes)}), поэтому файл удалён.`,
    remedy: downloadAgain,
  }),
  'wrong-hash': () => ({
    sentence: 'Скачан не тот файл, который был подписан, поэтому он удалён.',
    remedy: downloadAgain,
  }),
  'disk-full': ({ folder, neededBytes }) => ({
    sentence: `В папке «${folder}» нет места для обновления.`,
    remedy: `Освободите ${formats.megabytes(neededBytes + 999_999)} и скачайте обновление снова. Текущая версия продолжает работать.`,
  }),
  disk: ({ folder }) => ({
    sentence: `Не удаётся записать обновление в папку «${folder}».`,
    remedy: downloadAgain,
  }),
  'bytes-move': () => ({
    sentence: 'Сейчас сохраняются файлы.',
    remedy: 'Дождитесь окончания загрузок или поставьте их на паузу и повторите попытку.',
  }),
  'deadline-near': () => ({
    sentence: 'Ссылка на одно из видео истекает в течение часа, поэтому сейчас ничего не меняется.',
    remedy: 'Повторите, когда видео будет сохранено.',
  }),
  'no-backup': () => ({
    sentence: 'Не удалось сначала сохранить копию библиотеки, поэтому ничего не изменилось.',
    remedy: 'Освободите место на диске с папкой данных Reelkeep и повторите попытку.',
  }),
  'file-changed': () => ({
    sentence: 'Скачанный файл исчез или изменился.',
    remedy: downloadAgain,
  }),
  declined: () => ({
    sentence: 'Пароль не введён, поэтому ничего не изменилось.',
    remedy: 'Установить обновление можно в любое время.',
  }),
  'not-installed': () => ({
    sentence: 'Не удалось установить новую версию.',
    remedy: 'Текущая версия продолжает работать. Повторите попытку или установите файл вручную.',
  }),
  'old-runs': ({ version }) => ({
    sentence: `Уже должна работать версия ${version}, но всё ещё работает прежняя.`,
    remedy: 'Ничего не потеряно. Повторите попытку или установите версию вручную.',
  }),
} satisfies typeof english;
