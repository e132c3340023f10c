import type { Failure } from '../../../failure.ts';
import type { Words } from '../../words.ts';

type TemplateFailure = Extract<Failure, { readonly code: 'template-invalid' }>;

type Table = {
  readonly [R in TemplateFailure['reason']]: (
    detail: string,
  ) => readonly [reason: string, remedy: string];
};

const rows: Table = {
  empty: () => [
    'не заполнен',
    'Введите хотя бы одну подстановку, например {date}, или нажмите «Сбросить».',
  ],
  absolute: () => [
    'начинается как абсолютный путь',
    'Начните с имени или подстановки: всё лежит внутри папки архива.',
  ],
  'empty-segment': () => [
    'содержит папку или файл без имени',
    'До и после каждой косой черты должно стоять имя или подстановка.',
  ],
  dots: (detail) => [
    `содержит папку «${detail}»`,
    'Уберите её: путь не должен вести за пределы архива.',
  ],
  hidden: (detail) => [
    `содержит «${detail}» с точкой в начале`,
    'Начните с другого символа: такие файлы скрыты.',
  ],
  reserved: (detail) => [
    `содержит «${detail}» — с таким окончанием Reelkeep создаёт свои файлы`,
    'Уберите это окончание: нужное расширение каждый файл получает автоматически.',
  ],
  'too-long': () => ['слишком длинный для имени файла', 'Сократите текст между подстановками.'],
  'too-deep': (detail) => [
    `содержит слишком много вложенных папок (больше ${detail})`,
    'Используйте меньше косых черт.',
  ],
  brace: (detail) => [
    `содержит непарную скобку «${detail}»`,
    'Заключайте каждую подстановку в пару скобок, например {date}.',
  ],
  'unknown-token': (detail) => [
    `содержит неизвестную подстановку ${detail}`,
    'Выберите одну из показанных или укажите {param:name}, чтобы вставить параметр провайдера.',
  ],
  character: (detail) => [
    `содержит ${/\p{C}/u.test(detail) ? 'невидимый символ' : `символ ${detail}`}, который не все системы допускают в именах`,
    'Используйте другой символ.',
  ],
};

export function template({ input, reason, detail }: TemplateFailure): Words {
  const [what, remedy] = rows[reason](detail);
  const shown = input.trim() === '' ? 'Шаблон' : `Шаблон «${input}»`;
  return { sentence: `${shown} ${what}.`, remedy };
}
