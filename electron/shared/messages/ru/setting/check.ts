import type { check as english } from '../../en/setting/check.ts';
import { formats } from '../formats.ts';
import { videos } from '../nouns.ts';
import { grouped } from '../plural.ts';

export const check = {
  title: 'Проверка',
  about:
    'Диск может незаметно испортить файлы. При проверке каждый файл читается и сравнивается со своей контрольной суммой. Проверка идёт в фоне и уступает загрузкам.',
  every: 'Проверять архив',
  intervals: { week: 'Каждую неделю', month: 'Каждый месяц', never: 'Никогда' },
  now: 'Проверить сейчас',
  repairAll: 'Восстановить все',
  never: 'Проверок ещё не было.',
  last: ({ endedAtMs, videos: checked, missing, damaged, isComplete }) => {
    const bad = [
      ...(damaged > 0 ? [`повреждено ${grouped(damaged)}`] : []),
      ...(missing > 0 ? [`отсутствует ${grouped(missing)}`] : []),
    ];
    const result = bad.length === 0 ? 'всё в порядке' : bad.join(', ');
    const end = isComplete ? '' : ' Проверку остановили; следующая продолжит с того же места.';
    return `Последняя проверка — ${formats.dateTime(endedAtMs)}. Проверено ${videos(checked)}, ${result}.${end}`;
  },
} satisfies typeof english;
