import tls, { type SecureContext } from 'node:tls';
import type { Log } from '../platform/log.ts';

/** After a certificate that was not trusted, the system is asked again, but no more often than this. */
const readAgainMs = 60_000;

/** Node's and OpenSSL's codes for a certificate whose authority is not known. */
const unknownAuthority = /SELF_SIGNED|UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY|CERT_UNTRUSTED/;

/** Node has it from version 22.15 on; Electron 33 has an older one. */
const store: { getCACertificates?(type: 'default'): readonly string[] } = tls;

/** What the trusted certificates are found with. */
export interface TrustedCertificatesOptions {
  readonly log: Log;
  /** Milliseconds of the monotonic clock. */
  readonly elapsed: () => number;
  /** The authorities in the system's store, as PEM texts. */
  readonly ofSystem: () => readonly string[];
}

/**
 * The authorities that the system trusts, together with Node's own: what a company or a virus scanner that
 * reads along has installed is only in the system's store. It is read once, and again after a certificate
 * whose authority was not known: it may have been installed meanwhile.
 */
export class TrustedCertificates {
  readonly #options: TrustedCertificatesOptions;
  #context: SecureContext | undefined;
  #readAtMs = -Infinity;

  constructor(options: TrustedCertificatesOptions) {
    this.#options = options;
  }

  /** For TLS connections; `undefined` when the system's store adds nothing, and Node's own do. */
  context(): SecureContext | undefined {
    if (this.#readAtMs === -Infinity) this.#read();
    return this.#context;
  }

  /** A connection has failed, perhaps for an authority that was not known. */
  noteError(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const isOld = this.#options.elapsed() - this.#readAtMs >= readAgainMs;
    if (isOld && unknownAuthority.test(code)) this.#readAtMs = -Infinity;
  }

  #read(): void {
    const { ofSystem, log, elapsed } = this.#options;
    this.#readAtMs = elapsed();
    try {
      const own = store.getCACertificates?.('default') ?? tls.rootCertificates;
      const known = new Set(own.map(bodyOf));
      const more = ofSystem().filter((pem) => !known.has(bodyOf(pem)) && isReadable(pem));
      this.#context =
        more.length === 0 ? undefined : tls.createSecureContext({ ca: [...own, ...more] });
    } catch (error) {
      log.warn(`The system's certificates: ${String(error)}; only the usual ones are trusted.`);
      this.#context = undefined;
    }
  }
}

/** One that cannot be read must not take all others with it. */
function isReadable(pem: string): boolean {
  try {
    tls.createSecureContext({ ca: pem });
    return true;
  } catch {
    return false;
  }
}

function bodyOf(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '');
}
