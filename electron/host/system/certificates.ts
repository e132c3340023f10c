import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/**
 * Where Linux keeps the authorities that it trusts, all in one file: Debian and Arch, Fedora and RHEL,
 * openSUSE, Alpine. The first that is there counts, as with Go's crypto/x509.
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
const maxBundleLength = 16 * 1024 ** 2;

/** The system to look at; another one in tests. */
export interface SystemView {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What Node finds in the system's store; empty where its version has no such call. */
  readonly byNode: () => readonly string[];
}

const thisSystem: SystemView = {
  platform: process.platform,
  environment: process.env,
  byNode: () => store.getCACertificates?.('system') ?? [],
};

/**
 * The authorities in the system's store, as PEM. On Linux they lie in a file; elsewhere Node knows, from
 * version 22.15. `SSL_CERT_FILE` names another file, as with OpenSSL.
 * @see https://nodejs.org/api/tls.html#tlsgetcacertificatestype
 */
export function systemCertificates({
  platform,
  environment,
  byNode,
}: SystemView = thisSystem): readonly string[] {
  const named = environment['SSL_CERT_FILE'] ?? '';
  if (named !== '') return certificatesIn(named);
  if (platform !== 'linux') return byNode();
  for (const file of bundles) {
    const found = certificatesIn(file);
    if (found.length > 0) return found;
  }
  return [];
}

function certificatesIn(file: string): readonly string[] {
  try {
    const text = readFileSync(file, 'latin1'); // what stands between two certificates may be in any encoding
    return text.length > maxBundleLength ? [] : (text.match(certificate) ?? []);
  } catch {
    return [];
  }
}
