import { safeStorage } from 'electron';
import type { Log } from '../../core/platform/log.ts';
import type { KeyEncryption } from '../../core/settings/key-encryption.ts';
import type { AccountFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';

/**
 * safeStorage as Electron 33 and 45 have it. The synchronous calls are deprecated where the others
 * exist and are the only ones where they do not, so this is the one place that names both.
 */
interface EitherSafeStorage {
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(plainText: string): Promise<Buffer>;
  decryptStringAsync?(encrypted: Buffer): Promise<{ readonly result: string }>;
  isEncryptionAvailable(): boolean;
  encryptString(plainText: string): Buffer;
  decryptString(encrypted: Buffer): string;
  getSelectedStorageBackend?(): string;
}

const storage: EitherSafeStorage = safeStorage;

async function isAvailable(): Promise<boolean> {
  return storage.isAsyncEncryptionAvailable?.() ?? storage.isEncryptionAvailable();
}

async function encrypt(plainText: string): Promise<string> {
  const encrypted = await (storage.encryptStringAsync?.(plainText) ??
    storage.encryptString(plainText));
  return encrypted.toString('base64');
}

async function decrypt(cipherText: string): Promise<string> {
  const encrypted = Buffer.from(cipherText, 'base64');
  const decrypted = await storage.decryptStringAsync?.(encrypted);
  return decrypted?.result ?? storage.decryptString(encrypted);
}

/** On Linux `basic_text` encrypts with a password that is in Chromium's source. */
async function isSecure(): Promise<boolean> {
  if (!(await isAvailable())) return false;
  const backend = process.platform === 'linux' ? storage.getSelectedStorageBackend?.() : 'system';
  return backend !== undefined && backend !== 'basic_text' && backend !== 'unknown';
}

async function attempt(
  log: Log,
  isPossible: () => Promise<boolean>,
  run: () => Promise<string>,
): Promise<Outcome<string, AccountFailure>> {
  try {
    if (!(await isPossible())) return fail({ code: 'keyring-missing' });
    return succeed(await run());
  } catch (error) {
    // Chromium's own words, which name the step that failed and never the text.
    log.warn(`Keyring: ${error instanceof Error ? error.message : 'failed'}`);
    return fail({ code: 'keyring-failed' });
  }
}

/**
 * The system's keyring, by way of safeStorage. To be used once the app is ready.
 * @see https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function openVault(log: Log): KeyEncryption {
  return {
    isSecure: () => isSecure().catch(() => false),
    encrypt: (plainText) => attempt(log, isSecure, () => encrypt(plainText)),
    decrypt: (cipherText) => attempt(log, isAvailable, () => decrypt(cipherText)),
  };
}
