import { expect, test } from 'vitest';
import { ProxyRouter, type ProxyResolver } from '../../../../electron/core/network/proxy-router.ts';
import { VirtualClock } from '../../../fake/virtual-clock.ts';

const target = { host: 'files.example.com', port: 443 };
const proxy = { kind: 'http', host: 'a', port: 1 };

/** A resolver that says the same every time, and how often it was asked. */
function saying(answer: () => Promise<string>) {
  const asked: string[] = [];
  const resolver: ProxyResolver = {
    resolve: (url) => {
      asked.push(url);
      return answer();
    },
  };
  const warnings: string[] = [];
  const log = { info: () => {}, warn: (text: string) => warnings.push(text), error: () => {} };
  const clock = new VirtualClock(0);
  return { proxyRouter: new ProxyRouter({ resolver, clock, log }), asked, warnings, clock };
}

test.each(['localhost', '127.0.0.1', '127.3.2.1', '::1', '192.168.1.9', '10.0.0.1', 'fd00::1'])(
  '%s is reached directly, whatever the system says',
  async (host) => {
    const { proxyRouter, asked } = saying(() => Promise.resolve('PROXY a:1'));
    expect(await proxyRouter.routesFor({ host, port: 443 })).toEqual(['direct']);
    expect(asked).toEqual([]);
  },
);

test('the system is asked once for an origin, and again after half a minute', async () => {
  const { proxyRouter, asked, clock } = saying(() => Promise.resolve('PROXY a:1; DIRECT'));
  expect(await proxyRouter.routesFor(target)).toEqual([proxy, 'direct']);
  await proxyRouter.routesFor(target);
  expect(asked).toEqual(['https://files.example.com:443/']);
  await proxyRouter.routesFor({ ...target, port: 8443 });
  expect(asked).toHaveLength(2);
  await clock.runUntil(30_000);
  await proxyRouter.routesFor(target);
  expect(asked).toHaveLength(3);
});

test('after a change of the network the system is asked anew', async () => {
  const { proxyRouter, asked } = saying(() => Promise.resolve('DIRECT'));
  await proxyRouter.routesFor(target);
  proxyRouter.forget();
  await proxyRouter.routesFor(target);
  expect(asked).toHaveLength(2);
});

test('a system that cannot say means no proxy, and a line in the log', async () => {
  const { proxyRouter, warnings } = saying(() => Promise.reject(new Error('broken PAC file')));
  expect(await proxyRouter.routesFor(target)).toEqual(['direct']);
  expect(warnings.join()).toContain('broken PAC file');
});

test('a system that never says means no proxy after five seconds', async () => {
  const { proxyRouter, warnings, clock } = saying(() => new Promise(() => {}));
  const found = proxyRouter.routesFor(target);
  await clock.runUntil(5_000);
  expect(await found).toEqual(['direct']);
  expect(warnings.join()).toContain('no answer in time');
});
