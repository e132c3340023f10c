import type { AccountFailure } from '../../electron/shared/failure.ts';
import { fail, succeed, type Outcome } from '../../electron/shared/outcome.ts';
import type { KeyEncryption } from '../../electron/core/settings/key-encryption.ts';

/** A keyring that only encodes: enough to see that what is stored is not the key. */
export class FakeVault implements KeyEncryption {
  /** Nobody has opened it yet: it seals and unseals nothing. */
  isLocked = false;
  readonly #isThere: boolean;

  constructor({ isThere = true }: { readonly isThere?: boolean } = {}) {
    this.#isThere = isThere;
  }

  isSecure(): Promise<boolean> {
    return Promise.resolve(this.#isThere);
  }

  encrypt(plainText: string): Promise<Outcome<string, AccountFailure>> {
    return Promise.resolve(succeed(`sealed:${Buffer.from(plainText).toString('base64')}`));
  }

  decrypt(cipherText: string): Promise<Outcome<string, AccountFailure>> {
    const sealed = /^sealed:(.*)$/.exec(cipherText)?.[1];
    return Promise.resolve(
      sealed === undefined || this.isLocked
        ? fail({ code: 'keyring-failed' })
        : succeed(Buffer.from(sealed, 'base64').toString()),
    );
  }
}
