import { expect, test } from 'vitest';
import {
  maxSidecarBytes,
  readSidecar,
  writeSidecar,
} from '../../../../../electron/core/archive/metadata/sidecar.ts';
import type { Sidecar } from '../../../../../electron/core/archive/metadata/sidecar-types.ts';
import type { JsonValue } from '../../../../../electron/shared/json.ts';
import { aProof, aSidecar, base } from '../archive-harness.ts';

const huge = '"\u0001猫\\'.repeat(1_000_000);

function many<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_none, index) => make(index));
}

function nested(depth: number): JsonValue {
  return depth === 0 ? [] : [nested(depth - 1), 1];
}

const sizes: readonly (readonly [string, Partial<Sidecar>])[] = [
  ['a huge prompt', { record: { prompt: huge, parameters: { prompt: huge } } }],
  [
    'huge parameters',
    {
      record: {
        parameters: Object.fromEntries(many(50_000, (n) => [`p${String(n)}`, 'x'.repeat(200)])),
      },
    },
  ],
  ['huge notes', { notes: huge }],
  [
    'a hundred thousand tags',
    { tags: many(100_000, (n) => `tag ${String(n)} ${'x'.repeat(100)}`) },
  ],
  ['a huge tag', { tags: [huge] }],
  ['a long list of short things as its answer', { rawAnswer: many(1_900_000, () => 1) }],
  ['a deep answer', { rawAnswer: many(20_000, () => nested(40)) }],
  [
    '10,000 links',
    {
      media: {
        videoUrl: 'https://a.test/0',
        moreUrls: many(10_000, (n) => `https://a.test/${'x'.repeat(3000)}${String(n)}`),
      },
    },
  ],
  ['a huge link', { media: { videoUrl: `https://a.test/${huge}` } }],
];

test.each(sizes)('with %s, a sidecar is one that is read', (_what, facts) => {
  const text = writeSidecar(aSidecar(facts));
  expect(Buffer.byteLength(text)).toBeLessThan(maxSidecarBytes);
  expect(readSidecar(text, '2026/11')?.taskId).toBe(aSidecar().taskId);
});

test('with everything at once and 10,000 files, it is one that is read, and every file is in it', async () => {
  const proof = await aProof();
  const files = many(10_000, (n) => ({
    role: 'video' as const,
    path: `${base} ${String(n)}${'x'.repeat(150)}.mp4`,
    ...proof,
  }));
  const all = Object.assign({}, ...sizes.map(([, facts]) => facts)) as Partial<Sidecar>;
  const text = writeSidecar(aSidecar({ ...all, files }));
  expect(Buffer.byteLength(text)).toBeLessThan(maxSidecarBytes);
  expect(readSidecar(text, '2026/11')?.files).toHaveLength(10_000);
});

test('holds no signature, no callback and no key, wherever the provider put them', () => {
  const secret = 'S3CRET';
  const request = {
    prompt: 'a dog',
    imageUrl: `https://me:${secret}@cdn.test/in.png?sig=${secret}`,
    callBackUrl: `https://me.test/${secret}`,
    apiKey: secret,
  };
  const signed = `https://cdn.test/a.mp4?X-Amz-Signature=${secret}#${secret}`;
  const text = writeSidecar(
    aSidecar({
      record: { prompt: 'a dog', parameters: request },
      media: { videoUrl: signed, thumbnailUrl: signed, moreUrls: [signed] },
      rawAnswer: {
        taskId: 'a',
        param: JSON.stringify(request),
        resultJson: JSON.stringify({ resultUrls: [signed] }),
        input: request,
        words: `see ${signed}`,
      },
    }),
  );
  expect(text).not.toContain(secret);
  expect(readSidecar(text, '2026/11')).toMatchObject({
    record: {
      prompt: 'a dog',
      parameters: { prompt: 'a dog', imageUrl: 'https://cdn.test/in.png' },
    },
    media: { videoUrl: 'https://cdn.test/a.mp4', moreUrls: ['https://cdn.test/a.mp4'] },
  });
});
