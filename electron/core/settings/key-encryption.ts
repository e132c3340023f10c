import type { AccountFailure } from '../../shared/failure.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** Encrypts keys with something that only this user's session has. The host keeps it on safeStorage. */
export interface KeyEncryption {
  /** False where the system offers no real keyring (Electron's `basic_text`), so nothing is called safe. */
  isSecure(): Promise<boolean>;
  /** Base64 of the ciphertext. */
  encrypt(plainText: string): Promise<Outcome<string, AccountFailure>>;
  decrypt(cipherText: string): Promise<Outcome<string, AccountFailure>>;
}
