import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { isPublicAddress } from '../../electron/core/network/url-policy.ts';
import { redirectTo } from '../fake/provider/fault-table.ts';
import { archived, onVideo, playFaults, told, waits, type FaultCase, type SetUp } from './case.ts';

const thumbnail = 'dunes.jpg';

/** Places that no host of videos may lead to. */
const forbidden = [
  ['this computer, by name', 'https://localhost/a.mp4', 'address-private'],
  ['this computer, by its other address', 'https://127.0.0.2/a.mp4', 'address-private'],
  ['this computer, by IPv6', 'https://[::1]/a.mp4', 'address-private'],
  ['the network', 'https://192.168.0.1/a.mp4', 'address-private'],
  ['the network, as a number', 'https://0x0a000001/a.mp4', 'address-private'],
  ['the network, by IPv6', 'https://[fd00::1]/a.mp4', 'address-private'],
  ['the network, as IPv4 within IPv6', 'https://[::ffff:10.0.0.1]/a.mp4', 'address-private'],
  ['a neighbour', 'https://[fe80::1]/a.mp4', 'address-private'],
  ['the metadata of a cloud', 'https://169.254.169.254/latest/', 'address-private'],
  ['plain http', 'http://files.example.com/a.mp4', 'address-not-https'],
  ['plain http, without a scheme', '//files.example.com/a.mp4', 'address-not-https'],
  ['plain http, in capitals', 'HTTP://LOCALHOST/a.mp4', 'address-not-https'],
  ['a file', 'file:///etc/passwd', 'address-invalid'],
  ['an ftp server', 'ftp://files.example.com/a.mp4', 'address-invalid'],
  ['a data URL', 'data:video/mp4;base64,AAAA', 'address-invalid'],
  ['a password', 'https://user:secret@files.example.com/a.mp4', 'address-invalid'],
] as const;

const redirects = forbidden.map(([where, location, code]): FaultCase => ({
  name: `leads to ${where}`,
  set: onVideo(redirectTo(location)),
  end: waits('ready', code),
}));

/** The name of this computer, where it leads into a network of its own, as in nearly every place. */
async function privateName(): Promise<string | undefined> {
  const found = await lookup(hostname(), { all: true }).catch(() => []);
  const isPrivate = found.length > 0 && found.every(({ address }) => !isPublicAddress(address));
  return isPrivate ? hostname() : undefined;
}

const name = await privateName();
const byName: readonly FaultCase[] =
  name === undefined
    ? []
    : [
        {
          name: 'leads to a name with a private address',
          set: onVideo(redirectTo(`https://${name}/a.mp4`)),
          end: waits('ready', 'address-private'),
        },
      ];

/** Leads to the file's own address, written in another way. */
const toItself =
  (write: (address: string) => string): SetUp =>
  (bench) => {
    const address = bench.it.provider.fileUrl('dunes.mp4');
    return onVideo(redirectTo(write(address)))(bench);
  };

/** Waits with the link that is no good, and is given another one in the end. */
function linked(video: string, end: FaultCase['end']): Pick<FaultCase, 'set' | 'end' | 'lift'> {
  return {
    set: told({ state: 'success', video, thumbnail }),
    end,
    lift: ({ it }) => {
      for (const { id, state } of it.core.tasks.tasks()) {
        if (state === 'archived') continue;
        it.provider.setTask(id, { state: 'success', video: 'dunes.mp4', thumbnail });
      }
    },
  };
}

playFaults('The address of a video', [
  ...redirects,
  ...byName,
  {
    name: 'leads in a circle',
    set: onVideo('redirect-loop'),
    end: waits('ready', 'media-http'),
    budget: { files: 40 }, // six each time: five redirects are followed
  },
  { name: 'leads nowhere', set: onVideo(redirectTo('http://')), end: waits('ready', 'media-http') },
  {
    name: 'leads on without an address',
    set: onVideo({ on: 'file', httpStatus: 302, body: '' }),
    end: waits('ready', 'media-http'),
  },
  { name: 'leads on once', set: onVideo(redirectTo('?moved'), { times: 1 }), end: archived },
  {
    name: 'leads on in capitals',
    set: toItself((address) => address.replace('http:', 'HTTP:')),
    end: archived,
  },
  {
    name: 'leads to another port of the own host',
    set: onVideo(redirectTo('http://127.0.0.1:9/a.mp4')),
    end: waits('ready', 'address-not-https'),
  },
  { name: 'is no link', ...linked('file:///etc/passwd', waits('running')) },
  { name: 'is private', ...linked('https://10.0.0.1/a.mp4', waits('ready', 'address-private')) },
  {
    name: 'is of a host that has no name',
    ...linked('https://reelkeep-test.invalid/a.mp4', waits('ready', 'unreachable')),
  },
]);
