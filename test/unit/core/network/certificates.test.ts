import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaHttpClient } from '../../../../electron/core/download/media-http-client.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { TrustedCertificates } from '../../../../electron/core/network/certificates.ts';
import { systemCertificates } from '../../../../electron/host/system/certificates.ts';
import { originEnd } from '../../../fake/origin-end.ts';
import { startFakeProvider, type FakeProvider } from '../../../fake/provider/server.ts';
import { authorityPath, frontName, TlsFront } from '../../../fake/proxy/tls-front.ts';

const authority = readFileSync(authorityPath, 'utf8');
const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
let provider: FakeProvider;
let front: TlsFront;
let nowMs: number;
let installed: readonly string[];

beforeEach(async () => {
  nowMs = 0;
  installed = [];
  provider = await startFakeProvider({ seed: 'certificates' });
  front = await TlsFront.start(Number(new URL(provider.baseUrl).port));
});

afterEach(async () => {
  await front[Symbol.asyncDispose]();
  await provider.stop();
});

function trusted(): TrustedCertificates {
  return new TrustedCertificates({
    log: silentLog,
    elapsed: () => nowMs,
    ofSystem: () => installed,
  });
}

/** Asks the provider's file host over TLS, by a name in the house. */
function fetchWith(certificates: TrustedCertificates | undefined): Promise<string> {
  const origin = new MediaHttpClient({
    userAgent: 'Mozilla/5.0 (Test) Reelkeep/0.0.0',
    certificates,
    lookup: (_name, options, callback) => {
      const answer = { address: '127.0.0.1', family: 4 };
      if (options.all === true) callback(null, [answer]);
      else callback(null, answer.address, answer.family);
    },
  });
  const baseUrl = `https://${frontName}:${String(front.port)}`;
  const url = `${baseUrl}${new URL(provider.fileUrl('dunes.mp4')).pathname}`;
  return originEnd(origin, url, baseUrl);
}

describe('an authority of the system’s store', () => {
  test('is trusted, and no other', async () => {
    expect(await fetchWith(undefined)).toMatch(/SIGNATURE|ISSUER|SELF_SIGNED/);
    expect(await fetchWith(trusted())).toMatch(/SIGNATURE|ISSUER|SELF_SIGNED/);
    installed = [authority];
    expect(await fetchWith(trusted())).toBe('200');
  });

  test('that is installed later is trusted after a minute at the latest', async () => {
    const certificates = trusted();
    expect(await fetchWith(certificates)).not.toBe('200');
    installed = [authority];
    expect(await fetchWith(certificates)).not.toBe('200');
    nowMs += 60_000;
    expect(await fetchWith(certificates)).not.toBe('200'); // which makes it look again
    expect(await fetchWith(certificates)).toBe('200');
  });

  test('is trusted although another one there cannot be read', async () => {
    installed = [broken, authority];
    expect(await fetchWith(trusted())).toBe('200');
  });
});

test('a store that cannot be read leaves the usual authorities', () => {
  const certificates = new TrustedCertificates({
    log: silentLog,
    elapsed: () => 0,
    ofSystem: () => {
      throw new Error('no access');
    },
  });
  expect(certificates.context()).toBeUndefined();
});

test('the store is the file that OpenSSL’s variable names, else what the system has', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reelkeep-certificates-'));
  const file = join(folder, 'all.pem');
  await writeFile(file, `# Überschrift\n${authority}\n# ends`);
  const byNode = () => ['by Node'];
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const look = (SSL_CERT_FILE?: string) =>
      systemCertificates({ platform, byNode, environment: { SSL_CERT_FILE } });
    expect(look(file)).toEqual([authority.trim()]);
    expect(look(join(folder, 'none.pem'))).toEqual([]);
    // The keychain and Windows' store have what no file of OpenSSL's has.
    if (platform !== 'linux') expect(look()).toEqual(['by Node']);
    else expect(look()).not.toContain('by Node');
  }
  await rm(folder, { recursive: true });
});
