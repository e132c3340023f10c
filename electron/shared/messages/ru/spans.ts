import { roundedDown, roundedUp } from '../language/durations.ts';
import { counted } from './plural.ts';

// In the accusative, as after «подождать» and «через».
const units = {
  second: { one: 'секунду', few: 'секунды', many: 'секунд' },
  minute: { one: 'минуту', few: 'минуты', many: 'минут' },
  hour: { one: 'час', few: 'часа', many: 'часов' },
  day: { one: 'день', few: 'дня', many: 'дней' },
};

export function pause(durationMs: number): string {
  const [count, unit] = roundedUp(durationMs);
  return counted(count, units[unit]);
}

export function timeLeft(leftMs: number): string {
  const [count, unit] = roundedDown(leftMs);
  return counted(count, units[unit]);
}
