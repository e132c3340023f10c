import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeepLink, readDeepLink } from '../../../../electron/core/inbound/deep-link.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const other = 'c0d088df35254cc3e7187fb7116b2efa';

test.each([
  [`reelkeep://add?ids=${id}`, [id]],
  [`reelkeep://add/?ids=${id}`, [id]],
  [`REELKEEP://ADD?ids=${id}`, [id]],
  [`reelkeep://add?ids=${id},${other},${id}`, [id, other]],
  [`reelkeep://add?ids=${id}%0A${other}+`, [id, other]],
])('%s names ids', (link, ids) => {
  expect(readDeepLink(link)).toEqual(ids);
});

test.each([
  ['no ids', 'reelkeep://add'],
  ['empty ids', 'reelkeep://add?ids='],
  ['another verb', `reelkeep://remove?ids=${id}`],
  ['a path', `reelkeep://add/../remove?ids=${id}`],
  ['a path of its own', `reelkeep:add?ids=${id}`],
  ['a user', `reelkeep://me:secret@add?ids=${id}`],
  ['a port', `reelkeep://add:1?ids=${id}`],
  ['a fragment', `reelkeep://add?ids=${id}#x`],
  ['more parameters', `reelkeep://add?ids=${id}&account=x`],
  ['ids twice', `reelkeep://add?ids=${id}&ids=${other}`],
  ['names of the language', 'reelkeep://add?__proto__=x'],
  ['an id that is a name of the language', 'reelkeep://add?ids=constructor'],
  ['markup', `reelkeep://add?ids=${id},<img src=x>`],
  ['an address', 'reelkeep://add?ids=https://evil.example'],
  ['a switch', 'reelkeep://add?ids=--gpu-launcher=x'],
  ['another scheme', `http://add?ids=${id}`],
  ['nothing', 'reelkeep:'],
  ['a NUL', `reelkeep://add?ids=${id}%00`],
  [
    'too many ids',
    `reelkeep://add?ids=${Array.from({ length: 1_001 }, (_, n) => `task-0000${String(n)}`).join(',')}`,
  ],
  ['a length that nobody clicks', `reelkeep://add?ids=${'a'.repeat(100_000)}`],
])('a link with %s is refused', (_name, link) => {
  expect(readDeepLink(link)).toBeUndefined();
});

test('whatever a link is, it gives ids or nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', 'reelkeep://add?ids='), (text, head) => {
      const ids = readDeepLink(head + text);
      for (const each of ids ?? []) expect(each).toMatch(/^[\w-]{8,128}$/);
      expect(typeof isDeepLink(head + text)).toBe('boolean');
    }),
  );
});
