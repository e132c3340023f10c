import { createHash } from 'node:crypto';
import type { ThirdParty } from './third-party.ts';

/** What the bill of materials is about. */
export interface SbomSubject {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly electronVersion: string;
  /** When it was built, as it is said in everything that is built. */
  readonly builtAtMs: number;
}

/** A package’s address at npm. @see https://github.com/package-url/purl-spec */
const purl = (name: string, version: string): string =>
  `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

function hashesOf(integrity: string | undefined): readonly object[] {
  const [, base64] = /^sha512-([A-Za-z0-9+/=]+)$/.exec(integrity ?? '') ?? [];
  if (base64 === undefined) return [];
  return [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}

/** A UUID that is the same for the same content. */
function serialOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * A CycloneDX 1.6 bill of materials of what is in the app, the same bytes for the same input.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function sbom(subject: SbomSubject, packages: readonly ThirdParty[]): string {
  const { name, version, license, electronVersion, builtAtMs } = subject;
  const electron = { name: 'electron', version: electronVersion, license: 'MIT' };
  const all: readonly Pick<ThirdParty, 'name' | 'version' | 'license' | 'integrity'>[] = [
    electron,
    ...packages,
  ];
  const components = all.map((each) => ({
    type: each === electron ? 'framework' : 'library',
    'bom-ref': purl(each.name, each.version),
    name: each.name,
    version: each.version,
    licenses: [{ license: { id: each.license } }],
    purl: purl(each.name, each.version),
    ...(each.integrity !== undefined && { hashes: hashesOf(each.integrity) }),
  }));
  const root = `${name}@${version}`;
  const body = {
    version: 1,
    metadata: {
      timestamp: new Date(builtAtMs).toISOString(),
      component: {
        type: 'application',
        'bom-ref': root,
        name,
        version,
        licenses: [{ license: { id: license } }],
      },
    },
    components,
    dependencies: [{ ref: root, dependsOn: components.map((each) => each['bom-ref']) }],
  };
  const serialNumber = `urn:uuid:${serialOf(JSON.stringify(body))}`;
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber, ...body }, undefined, 2)}\n`;
}
