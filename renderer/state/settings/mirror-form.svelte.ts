import type { Api } from '../../../electron/shared/contract/contract.ts';
import { succeed } from '../../../electron/shared/outcome.ts';
import { PathForm, type PathAnswer } from './path-form.svelte.ts';

/** The draft of the mirror folder's path; empty for no mirror. */
export class MirrorForm extends PathForm {
  protected override readonly isConfirmed = true;

  constructor(api: Api, path: string) {
    super(api, path, 'mirror');
  }

  /** Ends mirroring; the copies stay. */
  async end(): Promise<void> {
    this.path = '';
    await this.commit();
  }

  protected override async send(path: string): Promise<PathAnswer> {
    const outcome = await this.api.call('setMirrorFolder', { path });
    return outcome.ok ? succeed(path) : outcome;
  }
}
