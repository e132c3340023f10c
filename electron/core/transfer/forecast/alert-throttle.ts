import type { Alert } from '../../../shared/alert.ts';
import type { Alerts } from '../../platform/alerts.ts';

/** An alert that counts tasks. */
export type CountingAlert = Extract<
  Alert,
  { readonly code: 'limit-lifted' | 'forecast-late' | 'paused-at-risk' }
>;

/** Other counts are the same news: each word on the screen is read out to those who cannot see it. */
const newsShare = 0.2;

/** Tells of counts, and again only when they have become others, or larger after they were dismissed. */
export class AlertThrottle {
  readonly #alerts: Alerts;
  readonly #told = new Map<CountingAlert['code'], number>();

  constructor(alerts: Alerts) {
    this.#alerts = alerts;
  }

  isTold(code: CountingAlert['code']): boolean {
    return this.#told.has(code);
  }

  /** Takes the newest count; 0 ends the alert. */
  tell({ code, tasks }: CountingAlert): void {
    if (tasks === 0) {
      this.#told.delete(code);
      this.#alerts.clear(code);
      return;
    }
    const before = this.#told.get(code) ?? 0;
    if (Math.abs(tasks - before) <= newsShare * before) return;
    this.#told.set(code, tasks);
    if (tasks > before || this.#alerts.isRaised(code)) this.#alerts.raise(code, { code, tasks });
  }
}
