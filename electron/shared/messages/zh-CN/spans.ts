import { roundedDown, roundedUp } from '../language/durations.ts';
import { grouped } from './plural.ts';

const units = { second: '秒', minute: '分钟', hour: '小时', day: '天' };

export function pause(durationMs: number): string {
  const [count, unit] = roundedUp(durationMs);
  return `${grouped(count)} ${units[unit]}`;
}

export function timeLeft(leftMs: number): string {
  const [count, unit] = roundedDown(leftMs);
  return `${grouped(count)} ${units[unit]}`;
}
