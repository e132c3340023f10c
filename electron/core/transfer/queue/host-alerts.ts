import type { Alerts } from '../../platform/alerts.ts';

/** Other counts are the same news: each word on the screen is read out to those who cannot see it. */
const newsShare = 0.2;

/** Tells of hosts that refuse everybody: one alert for each, however many tasks wait. */
export function tellOfHosts(
  alerts: Pick<Alerts, 'raise' | 'clear'>,
): (host: string, tasks: number) => void {
  const told = new Map<string, number>();
  return (host, tasks) => {
    const key = `host refuses ${host}`;
    const before = told.get(host);
    if (tasks === 0) {
      told.delete(host);
      alerts.clear(key);
      return;
    }
    if (before !== undefined && Math.abs(tasks - before) <= newsShare * before) return;
    told.set(host, tasks);
    alerts.raise(key, { code: 'host-refuses', host, tasks });
  };
}
