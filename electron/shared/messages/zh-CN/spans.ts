import { roundedDown, roundedUp } from '../language/durations.ts';
import { grouped } from './plural.ts';

const units = { second: '秒', minute: '分钟', hour: '小时', day: '天' };

export function pause(durationMs: number): string {
  const [count, unit] = roundedUp(durationMs);
  return `${grouped(count)} ${units[unit]}`;
}

/** A moment to come, after Chinese words: only a digit has a space before it. */
export function later(time: string): string {
  return /^\d/.test(time) ? ` ${time}后` : `${time}后`;
}

export function timeLeft(leftMs: number): string {
  const [count, unit] = roundedDown(leftMs);
  return `${grouped(count)} ${units[unit]}`;
}
