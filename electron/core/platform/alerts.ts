import type { Alert, AlertView } from '../../shared/alert.ts';

/** What Reelkeep has to say as a whole: who finds something out raises it here, the window shows it. */
export class Alerts {
  readonly #onChanged: () => void;
  readonly #raised = new Map<string, Alert>();

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  /** Shows an alert, or its newest version. @param key the same for the same thing */
  raise(key: string, alert: Alert): void {
    this.#raised.set(key, alert);
    this.#onChanged();
  }

  /** Ends an alert: what it was about is over, or the user has taken note. */
  clear(key: string): void {
    if (this.#raised.delete(key)) this.#onChanged();
  }

  isRaised(key: string): boolean {
    return this.#raised.has(key);
  }

  /** Those on show, oldest first. */
  list(): readonly AlertView[] {
    return [...this.#raised].map(([key, alert]) => ({ key, alert }));
  }
}
