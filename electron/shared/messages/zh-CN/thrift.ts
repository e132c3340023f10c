import type { thrift as english } from '../en/thrift.ts';

export const thrift = {
  'battery-saver': '省电模式：检查频率已降低',
  'low-battery': '电量低：检查频率已降低',
  metered: '按流量计费的网络：检查频率已降低',
} satisfies typeof english;
