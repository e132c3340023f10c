import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/**
 * Where systems keep the authorities that they trust, all in one file: Debian and Arch, Fedora and RHEL,
 * openSUSE, Alpine and BSD. The first that is there counts, as with Go's crypto/x509.
 */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Node has it from version 22.15 on; Electron 33 has an older one. */
const store: { getCACertificates?(type: 'system'): readonly string[] } = tls;

const certificate = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** A larger file holds no authorities. Those of all systems together have less than a tenth of it. */
const mostBundleLength = 16 * 1024 ** 2;

/**
 * The authorities in the system's store, as PEM. On Linux they lie in a file, whose place
 * `SSL_CERT_FILE` may change, as with OpenSSL; elsewhere Node knows, from version 22.15.
 * @see https://nodejs.org/api/tls.html#tlsgetcacertificatestype
 */
export function systemCertificates(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const named = environment['SSL_CERT_FILE'];
  const files = named === undefined || named === '' ? bundles : [named];
  for (const file of process.platform === 'win32' ? [] : files) {
    const found = certificatesIn(file);
    if (found.length > 0) return found;
  }
  return process.platform === 'linux' ? [] : (store.getCACertificates?.('system') ?? []);
}

function certificatesIn(file: string): readonly string[] {
  try {
    const text = readFileSync(file, 'latin1'); // what stands between two certificates may be in any encoding
    return text.length > mostBundleLength ? [] : (text.match(certificate) ?? []);
  } catch {
    return [];
  }
}
