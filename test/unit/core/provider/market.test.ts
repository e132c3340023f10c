import { expect, test } from 'vitest';
import { asObject, asObjectOrText } from '../../../../electron/core/provider/fields.ts';
import { market } from '../../../../electron/core/provider/market.ts';
import type { JsonObject, JsonValue } from '../../../../electron/shared/json.ts';
import { readFixture } from '../../../fake/provider/fixture.ts';

const readAtMs = 1_787_100_000_000;
const one = 'https://files.example/1.mp4';
const two = 'https://files.example/2.mp4';

function read(fixture: string, change: JsonObject = {}) {
  const data = asObject(asObjectOrText(JSON.stringify(readFixture(fixture).body))?.data);
  return market.read({ ...data, ...change }, readAtMs);
}

test('a success gives every result, in order, with prompt, model and both times', () => {
  const folder = 'https://tempfile.aiquickdraw.com/f/281e5b0f4c9d4b6a8e3f7a1c2d5f39b9';
  expect(read('synthetic-market-success')).toEqual({
    kind: 'succeeded',
    media: {
      videoUrl: `${folder}/6efee1d3-29c7-42f0-b85f-4183ef9c1f6f.mp4`,
      moreUrls: [`${folder}/0a1b2c3d-5e6f-4a7b-8c9d-0e1f2a3b4c5d.mp4`],
    },
    record: {
      prompt: 'A hand passes a cup of coffee into the frame',
      parameters: {
        model: 'grok-imagine/image-to-video',
        image_urls: [
          'https://file.aiquickdraw.com/custom-page/akr/section-images/1762247692373tw5di116.png',
        ],
        prompt: 'A hand passes a cup of coffee into the frame',
        mode: 'normal',
        duration: '6',
        resolution: '480p',
      },
      startedAtMs: 1_757_584_164_490,
      finishedAtMs: 1_757_584_306_490,
      costTimeMs: 142_000,
    },
  });
});

test('a waiting task with a whole resultJson is waiting, as in the documented example', () => {
  expect(read('synthetic-market-waiting')).toMatchObject({ kind: 'running', phase: 'waiting' });
});

test.each([
  ['waiting', 'waiting'],
  ['queuing', 'queued'],
  ['generating', 'generating'],
  ['reviewing', 'unknown'],
])('state %s is running, phase %s', (state, phase) => {
  expect(read('synthetic-market-generating', { state })).toMatchObject({
    kind: 'running',
    phase,
    rawState: state,
  });
});

test("a fail keeps the provider's code and words", () => {
  expect(read('synthetic-market-fail')).toMatchObject({
    kind: 'failed',
    providerCode: '500',
    providerMessage: 'Internal server error',
  });
});

test.each<[JsonValue, object]>([
  [`{"resultUrls":["${one}"]}`, { videoUrl: one }],
  [{ resultUrls: [one, two] }, { videoUrl: one, moreUrls: [two] }],
  [`{"resultUrls":"${one}"}`, { videoUrl: one }],
  [`{"resultUrls":"[\\"${one}\\",\\"${two}\\"]"}`, { videoUrl: one, moreUrls: [two] }],
  [`{"resultUrl":"${one}"}`, { videoUrl: one }],
  [{ resultUrls: [], resultUrl: one }, { videoUrl: one }],
  [[one, two], { videoUrl: one, moreUrls: [two] }],
  [one, { videoUrl: one }],
  [{ resultUrls: [null, '', one, 'soon', one] }, { videoUrl: one }],
])('resultJson %j gives its links', (resultJson, media) => {
  const answer = read('synthetic-market-success', { resultJson });
  expect(answer.kind === 'succeeded' && answer.media).toEqual(media);
});

test.each<JsonValue>([null, '', '{}', '{"resultUrls":[]}', 'not JSON', 7, { resultUrls: null }])(
  'a success with resultJson %j is asked again, and never gives an input',
  (resultJson) => {
    expect(read('synthetic-market-success', { resultJson }).kind).toBe('running');
  },
);

test.each<[JsonValue, JsonObject]>([
  ['{"model":"m","input":"{\\"prompt\\":\\"p\\"}"}', { model: 'm', prompt: 'p' }],
  [
    { model: 'm', input: { prompt: 'p' } },
    { model: 'm', prompt: 'p' },
  ],
  [
    { prompt: 'p', callBackUrl: 'https://example.com' },
    { model: 'grok-imagine/image-to-video', prompt: 'p' },
  ],
  ['{"input":{"prompt":"a "b""}}', { param: '{"input":{"prompt":"a "b""}}' }],
  [null, {}],
])('param %j is read as its parameters', (param, parameters) => {
  expect(read('synthetic-market-generating', { param }).kind).toBe('running');
  expect(read('synthetic-market-generating', { param })).toMatchObject({ record: { parameters } });
});
