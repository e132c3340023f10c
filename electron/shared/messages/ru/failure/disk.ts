import type { Failure } from '../../../failure.ts';
import type { disk as english } from '../../en/failure/disk.ts';
import type { Words } from '../../words.ts';
import { formats } from '../formats.ts';

const moveAway = 'Если этот объект создали не вы, переместите его в другое место.';

const found: { readonly [K in Extract<Failure, { code: 'foreign-entry' }>['found']]: Words } = {
  link: {
    sentence: 'символическая ссылка вместо файла или папки Reelkeep',
    remedy:
      'Удалите ссылку (то, на что она ведёт, останется) или положите на её место сам файл или папку.',
  },
  'second-name': {
    sentence: 'файл, у которого есть второе имя в другом месте (жёсткая ссылка)',
    remedy: 'Скопируйте файл, удалите его здесь и дайте копии его имя.',
  },
  folder: {
    sentence: 'папка там, где должен быть файл',
    remedy: 'Переместите папку в другое место или переименуйте её.',
  },
  file: {
    sentence: 'не тот файл, который проверил Reelkeep, или файл там, где должна быть папка',
    remedy: moveAway,
  },
  pipe: { sentence: 'именованный канал там, где должен быть файл', remedy: moveAway },
  socket: {
    sentence: 'сокет другой программы там, где должен быть файл',
    remedy: 'Закройте эту программу или переместите сокет в другое место.',
  },
  device: { sentence: 'устройство там, где должен быть файл', remedy: moveAway },
  other: { sentence: 'не файл и не папка', remedy: moveAway },
};

const ownFolder =
  'Выберите или создайте отдельную папку, например «Видео/Reelkeep» в домашней папке.';

const unsuitable: {
  readonly [R in Extract<Failure, { code: 'folder-unsuitable' }>['reason']]: Words;
} = {
  root: { sentence: '— корень системного диска, а не папка для видео', remedy: ownFolder },
  system: { sentence: '— системная папка, она не подходит для видео', remedy: ownFolder },
  home: {
    sentence: '— вся домашняя папка: всё её содержимое считалось бы архивом',
    remedy: 'Выберите или создайте папку внутри неё, например «Видео/Reelkeep».',
  },
  temporary: {
    sentence: '— временная папка, система время от времени её очищает: видео там не уцелеют',
    remedy: ownFolder,
  },
  file: {
    sentence: '— файл, а не папка',
    remedy: 'Выберите папку, в которой он лежит, или другую.',
  },
  'below-file': {
    sentence: '— путь внутри файла, где папки быть не может',
    remedy: 'Проверьте написание или нажмите «Выбрать папку».',
  },
  'not-there': {
    sentence: 'не существует',
    remedy: 'Проверьте написание, подключите диск или нажмите «Выбрать папку».',
  },
};

const nameCodes: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'EILSEQ']);

const marker = {
  content: (path: string) => `В файле-метке архива «${path}» не указано, какой это архив.`,
  forbidden: (path: string) => `Файл-метку архива «${path}» нельзя прочитать.`,
  foreign: (path: string) => `Файл-метка архива «${path}» — не обычный файл.`,
} as const;

const uses = { archive: 'архива', mirror: 'зеркала' } as const;

function restoreMarker(id: string | undefined): string {
  const line =
    id === undefined
      ? ''
      : ` или создайте текстовый файл с одной строкой {"id":"${id}","version":1}`;
  return `Верните файл на место из копии архива${line}. Reelkeep продолжит сам.`;
}

const folders = {
  'folder-not-absolute': ({ path }) => ({
    sentence: `«${path}» — неполный путь.`,
    remedy: 'Введите полный путь, например /home/user/Videos, или нажмите «Выбрать папку».',
  }),
  'folder-not-confirmed': ({ path }) => ({
    sentence: `Папка «${path}» не подтверждена, поэтому ничего не изменилось.`,
    remedy:
      'Чтобы подтвердить её, нажмите Enter в поле пути или воспользуйтесь кнопкой «Выбрать папку».',
  }),
  'folder-not-chosen': ({ path }) => ({
    sentence: `Папка архива ещё не выбрана; «${path}» — лишь предлагаемый вариант.`,
    remedy: 'Подтвердите её или выберите другую в разделе «Настройки > Архив».',
  }),
  'folder-not-writable': ({ path }) => ({
    sentence: `Reelkeep не может записывать файлы в папку «${path}».`,
    remedy: 'Разрешите Reelkeep запись или выберите другую папку.',
  }),
  'folder-missing': ({ path }) => ({
    sentence: `Не удаётся найти папку архива «${path}».`,
    remedy: 'Подключите её диск или выберите другую папку архива. До тех пор загрузки ждут.',
  }),
  'folder-not-empty': ({ path }) => ({
    sentence: `В папке «${path}» есть другие файлы.`,
    remedy: 'Выберите пустую папку или создайте новую внутри неё, чтобы ничего не перемешалось.',
  }),
  'folder-nested': ({ path, other, use, lies }) => ({
    sentence:
      lies === 'same'
        ? `«${path}» — это и есть папка ${uses[use]}.`
        : lies === 'inside'
          ? `«${path}» находится внутри папки ${uses[use]} «${other}».`
          : `Внутри «${path}» находится папка ${uses[use]} «${other}».`,
    remedy: `Выберите папку рядом с папкой ${uses[use]} или на другом диске.`,
  }),
  'folder-unsuitable': ({ path, reason }) => {
    const { sentence, remedy } = unsuitable[reason];
    return { sentence: `«${path}» ${sentence}.`, remedy };
  },
} satisfies Partial<typeof english>;

export const disk = {
  ...folders,
  'marker-unreadable': ({ path, why, id }) => ({
    sentence: `${marker[why](path)} Reelkeep ничего в нём не менял.`,
    remedy:
      why === 'forbidden'
        ? 'Разрешите Reelkeep читать его. Reelkeep продолжит сам.'
        : restoreMarker(id),
  }),
  'disk-full': ({ path }) => ({
    sentence: `Диск, на котором находится «${path}», заполнен.`,
    remedy: 'Освободите место или выберите папку архива на другом диске. До тех пор загрузки ждут.',
  }),
  'disk-reserve': ({ path, freeBytes, shortBytes, keptBytes }) => ({
    sentence: `На диске, где находится «${path}», свободно только ${formats.megabytes(freeBytes)}. Reelkeep всегда оставляет свободными ${formats.megabytes(keptBytes)}, поэтому загрузки приостановлены.`,
    remedy: `Освободите не меньше ${formats.tensOfMegabytes(shortBytes)} или выберите папку архива на другом диске. Загрузки возобновятся сами.`,
  }),
  'disk-error': ({ path, detail }) =>
    nameCodes.has(detail)
      ? {
          sentence: `Диск, на котором находится «${path}», не принимает имя файла.`,
          remedy:
            'Задайте имена покороче в разделе «Настройки > Архив» и переименуйте файлы либо выберите папку на другом диске.',
        }
      : {
          sentence: `Не удаётся прочитать или записать «${path}».`,
          remedy: 'Проверьте диск и права доступа к папке.',
        },
  'path-refused': ({ path }) => ({
    sentence: `Не удаётся прочитать или записать «${path}», хотя остальной архив доступен.`,
    remedy:
      'Reelkeep повторит попытку сам, а работа с остальными видео продолжается. Закройте программу, которая использует файл, или уберите то, что лежит на его месте.',
  }),
  'name-refused': ({ path, detail }) => ({
    sentence:
      detail === 'EEXIST'
        ? `Диск не отличает имя «${path}» от имени другого файла.`
        : `Диск не принимает имя «${path}».`,
    remedy:
      'Дайте файлу в архиве имя короче и проще (буквы и цифры, без точки или пробела в конце) или выберите папку на другом диске.',
  }),
  'drive-not-answering': ({ path }) => ({
    sentence: `Диск, на котором находится «${path}», не отвечает.`,
    remedy: 'Проверьте, подключён ли он, или переподключите сетевой диск. Reelkeep продолжит сам.',
  }),
  'file-of-another': ({ path }) => ({
    sentence: `Файл «${path}» принадлежит другому видео, поэтому не тронут.`,
    remedy:
      'Проверьте архив: если оба видео указывают на один файл, переместите копию для одного из них в другое место.',
  }),
  'foreign-entry': ({ path, found: what }) => ({
    sentence: `«${path}» — ${found[what].sentence}. Reelkeep ничего не открывал и не менял.`,
    remedy: `${found[what].remedy} Reelkeep продолжит сам.`,
  }),
} satisfies typeof english;
