import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { fixtureFolder } from '../fake/provider/fixture.ts';
import { serveWell, type Credentials } from '../fake/raw-host.ts';
import { onWire, playFaults, waits, type FaultCase } from './case.ts';

function pem(name: string): string {
  return readFileSync(join(fixtureFolder, 'certificates', `${name}.pem`), 'utf8');
}

function credentials(name: string): Credentials {
  return { cert: pem(name), key: pem(`${name}-key`) };
}

// With an authority that is trusted, a certificate is refused for its own fault.
setDefaultCACertificates([...getCACertificates('default'), pem('authority')]);

const good = credentials('good');

const untrusted: readonly FaultCase[] = [
  ['has signed its own certificate', 'self-signed'],
  ['has a certificate that has expired', 'expired'],
  ['has the certificate of another host', 'wrong-host'],
].map(([name = '', bad = '']) => ({
  name,
  set: onWire(serveWell, { tls: { bad: credentials(bad), good } }),
  end: waits('ready', 'bad-certificate'),
}));

playFaults('A host with TLS', [
  ...untrusted,
  {
    name: 'takes the connection and says nothing',
    set: onWire(serveWell, { tls: { bad: good, good }, isMute: true }),
    end: waits('ready', 'unreachable'),
  },
]);
