import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aleph } from '../../../../electron/core/provider/aleph.ts';
import { inputsOf } from '../../../../electron/core/provider/input-links.ts';
import { market } from '../../../../electron/core/provider/market.ts';
import { runway } from '../../../../electron/core/provider/runway.ts';
import type { JsonObject } from '../../../../electron/shared/json.ts';

const nowMs = Date.UTC(2026, 7, 1);

test.each([
  [aleph, 'synthetic-aleph-success', ['1787093498568-wd60liaaio8.mp4']],
  [market, 'synthetic-market-success', ['1762247692373tw5di116.png']],
  [runway, 'synthetic-runway-wait', []],
  [aleph, 'synthetic-aleph-unparsable-params', []],
])('%o: %s names its inputs and no result', (adapter, name, expected) => {
  const text = readFileSync(join('test/fixture', `${name}.json`), 'utf8');
  const { body } = JSON.parse(text) as { body: { data: JsonObject } }; // our own fixture
  const answer = adapter.read(body.data, nowMs);
  const parameters = 'record' in answer ? answer.record.parameters : {};
  const links = inputsOf(parameters);
  expect(links.map((link) => link.split('/').at(-1))).toEqual(expected);
  if (answer.kind === 'succeeded') expect(links).not.toContain(answer.media.videoUrl);
});

test('a recorded answer of the video that was extended or edited never names a result as input', () => {
  for (const name of readdirSync('test/fixture/recorded').filter((each) =>
    each.endsWith('.json'),
  )) {
    const text = readFileSync(join('test/fixture/recorded', name), 'utf8');
    const { body } = JSON.parse(text) as { body?: { data?: JsonObject | null } }; // our own fixture
    for (const adapter of [aleph, market, runway]) {
      const answer = adapter.read(body?.data ?? {}, nowMs);
      if (answer.kind !== 'succeeded') continue;
      expect(inputsOf(answer.record.parameters)).not.toContain(answer.media.videoUrl);
    }
  }
});

test.each<readonly [JsonObject, readonly string[]]>([
  [
    { videoUrl: 'https://a.test/v.mp4', referenceImage: 'https://a.test/p.png' },
    ['v.mp4', 'p.png'],
  ],
  [
    { input_urls: ['https://a.test/1.jpg', 'https://a.test/2.jpg', 'https://a.test/1.jpg'] },
    ['1.jpg', '2.jpg'],
  ],
  [{ callBackUrl: 'https://a.test/c', audio_url: 'https://a.test/a.mp3', imageUrl: null }, []],
  [{ prompt: 'https://a.test/v.mp4', watermark: 'https://a.test/' }, []],
])('parameters %j name %j', (parameters, expected) => {
  expect(inputsOf(parameters).map((link) => link.split('/').at(-1))).toEqual(expected);
});
