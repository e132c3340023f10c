import { expect, test } from 'vitest';
import { nameOf, parsePac, type Route } from '../../../../electron/core/network/pac.ts';

test.each<[string, readonly Route[]]>([
  ['DIRECT', ['direct']],
  ['', ['direct']],
  ['  ;; ', ['direct']],
  ['PROXY a:1', [{ kind: 'http', host: 'a', port: 1 }]],
  [
    'PROXY a:1; SOCKS5 b:2; DIRECT',
    [{ kind: 'http', host: 'a', port: 1 }, { kind: 'socks5', host: 'b', port: 2 }, 'direct'],
  ],
  ['https proxy.example.com', [{ kind: 'https', host: 'proxy.example.com', port: 443 }]],
  ['HTTP 10.0.0.1', [{ kind: 'http', host: '10.0.0.1', port: 80 }]],
  [
    'SOCKS a;SOCKS4 b',
    [
      { kind: 'socks4', host: 'a', port: 1080 },
      { kind: 'socks4', host: 'b', port: 1080 },
    ],
  ],
  ['PROXY [fd00::1]:3128', [{ kind: 'http', host: 'fd00::1', port: 3128 }]],
  [
    'PROXY anna:p%40ss:w@rd@a:1',
    [{ kind: 'http', host: 'a', port: 1, user: 'anna', password: 'p@ss:w@rd' }],
  ],
  ['PROXY anna:50%@a:1', [{ kind: 'http', host: 'a', port: 1, user: 'anna', password: '50%' }]],
  ['PROXY anna@a:1', [{ kind: 'http', host: 'a', port: 1, user: 'anna' }]],
  ['QUIC a:1; PROXY b:2', [{ kind: 'http', host: 'b', port: 2 }]],
  ['PROXY a:0; PROXY a:65536; PROXY; PROXY a:1 b; PROXY a:b; DIRECT x', ['direct']],
])('%s', (text, ways) => {
  expect(parsePac(text)).toEqual(ways);
});

test('a proxy is shown without its password, and so that its port can be told', () => {
  const shown = parsePac('PROXY anna:secret@[fd00::1]:1').map((way) =>
    way === 'direct' ? way : nameOf(way),
  );
  expect(shown).toEqual(['[fd00::1]:1']);
});
