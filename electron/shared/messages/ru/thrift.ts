import type { thrift as english } from '../en/thrift.ts';

export const thrift = {
  'battery-saver': 'Энергосбережение: проверки реже',
  'low-battery': 'Низкий заряд: проверки реже',
  metered: 'Лимитное подключение: проверки реже',
} satisfies typeof english;
