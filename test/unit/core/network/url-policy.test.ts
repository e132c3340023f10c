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
  ['https://api.kie.ai/api/v1/veo/record-info?taskId=7d2c58e1', 'https://api.kie.ai'],
  ['https://gateway.example/kie/API/V1/runway/generate', 'https://gateway.example/kie'],
  ['"https://api.kie.ai",', 'https://api.kie.ai'],
  ['“https://api.kie.ai”', 'https://api.kie.ai'],
  ['<https://api.kie.ai>.', 'https://api.kie.ai'],
  ['\u200bhttps://api.kie.ai\ufeff', 'https://api.kie.ai'],
  ['https:/api.kie.ai', 'https://api.kie.ai'],
  ['https//api.kie.ai', 'https://api.kie.ai'],
  ['https：//api.kie.ai', 'https://api.kie.ai'],
  ['https:\\\\api.kie.ai', 'https://api.kie.ai'],
  ['//api.kie.ai', 'https://api.kie.ai'],
  ['https://api.kie.ai?key=secret', 'https://api.kie.ai'],
  ['https://шлюз.рф', 'https://xn--g1ah2bza.xn--p1ai'],
  ['192.168.1.5:8443', 'https://192.168.1.5:8443'],
  ['https://nas', 'https://nas'],
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
  ['https://https://api.kie.ai', 'address-invalid'],
  ['htps://api.kie.ai', 'address-invalid'],
  ['https://api .kie.ai', 'address-invalid'],
  ['https://api.kie.ai:99999', 'address-invalid'],
  ['Base URL: https://api.kie.ai', 'address-invalid'],
  ['kie', 'address-invalid'],
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

test.each([
  ['https://user:secret@api.kie.ai', 'https://…@api.kie.ai'],
  ['https://user:sec@ret@api.kie.ai', 'https://…@api.kie.ai'],
  ['user:secret@api.kie.ai', '…@api.kie.ai'],
  ['sk-0123456789abcdef', '…'],
])('a secret in the address %s is not shown again', (typed, input) => {
  const refused = { ok: false, failure: { code: 'address-invalid', input } };
  expect(parseBaseUrl(typed)).toEqual(refused);
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
