import { expect, test } from 'vitest';
import {
  parseBaseUrl,
  validateDownloadUrl,
  isPublicAddress,
  isWebTarget,
} from '../../../../electron/core/network/url-policy.ts';

test.each([
  ['https://api.kie.ai', 'https://api.kie.ai'],
  [' https://api.kie.ai/ ', 'https://api.kie.ai'],
  ['https://gateway.example/kie//', 'https://gateway.example/kie'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['api.kie.ai', 'https://api.kie.ai'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['localhost:8080/', 'http://localhost:8080'],
  ['https://api.kie.ai/api/v1/', 'https://api.kie.ai'],
  ['HTTPS://API.KIE.AI', 'https://api.kie.ai'],
])('%j is the base URL %s', (input, value) => {
  expect(parseBaseUrl(input)).toEqual({ ok: true, value });
});

test.each([
  ['', 'address-invalid'],
  ['two words', 'address-invalid'],
  ['ftp://api.kie.ai', 'address-invalid'],
  ['http://api.kie.ai', 'address-not-https'],
  ['http://192.168.1.5:8080', 'address-not-https'],
  ['http://127.0.0.1.example.com', 'address-not-https'],
])('%j is refused as %s', (input, code) => {
  expect(parseBaseUrl(input)).toMatchObject({ ok: false, failure: { code, input } });
});

const kie = 'https://api.kie.ai';

test.each([
  ['https://tempfile.aiquickdraw.com/p/a.mp4', kie],
  ['http://127.0.0.1:8080/files/a.mp4', 'http://127.0.0.1:8080'],
  ['https://127.0.0.1:8080/files/a.mp4', 'http://127.0.0.1:8080'],
  ['https://192.168.1.5:8443/a.mp4', 'https://192.168.1.5:8443'],
  ['https://192.168.1.5:443/a.mp4', 'https://192.168.1.5'],
])('a file may come from %s when the base URL is %s', (url, baseUrl) => {
  expect(validateDownloadUrl(url, baseUrl)).toMatchObject({ ok: true });
});

test.each([
  ['http://tempfile.aiquickdraw.com/p/a.mp4', kie, 'address-not-https'],
  ['http://127.0.0.1/a.mp4', kie, 'address-not-https'],
  ['https://127.0.0.1/a.mp4', kie, 'address-private'],
  ['https://localhost/a.mp4', kie, 'address-private'],
  ['https://10.0.0.8/a.mp4', kie, 'address-private'],
  ['https://169.254.169.254/latest', kie, 'address-private'],
  ['https://[::ffff:10.0.0.8]/a.mp4', kie, 'address-private'],
  ['https://[fd00::1]/a.mp4', kie, 'address-private'],
  ['http://192.168.1.5/a.mp4', 'https://192.168.1.5', 'address-not-https'],
  ['http://127.0.0.1:9000/files/a.mp4', 'http://127.0.0.1:8080', 'address-not-https'],
  ['https://127.0.0.1:9000/files/a.mp4', 'http://127.0.0.1:8080', 'address-private'],
  ['https://192.168.1.5/a.mp4', 'https://192.168.1.5:8443', 'address-private'],
  ['file:///etc/passwd', kie, 'address-invalid'],
])('%s is refused when the base URL is %s: %s', (url, baseUrl, code) => {
  expect(validateDownloadUrl(url, baseUrl)).toMatchObject({ ok: false, failure: { code } });
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['fe80::1', false],
  ['::ffff:127.0.0.1', false],
  ['not an address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test('a password in an address is not shown again', () => {
  expect(parseBaseUrl('https://user:secret@api.kie.ai')).toEqual({
    ok: false,
    failure: { code: 'address-invalid', input: 'https://…@api.kie.ai' },
  });
});

test.each(
  [
    'svc',
    'consul',
    'test',
    'onion',
    'internal',
    'local',
    'home.arpa',
    'cluster.local',
    'i2p',
  ].flatMap((end) => [`a.${end}`, `A.B.${end.toUpperCase()}.`]),
)('no proxy is asked for %s, which only its own network has', (host) => {
  expect(isWebTarget(host, 443)).toBe(false);
});
