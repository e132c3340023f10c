import { expect, test } from 'vitest';
import { parseIds } from '../../../../electron/core/intake/parse.ts';

const nasty = [
  ...[
    '{',
    '[',
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    'a',
    '-',
    ',',
    '=',
    '`',
    '{ ',
    '[ ',
    '["',
    '{"a":',
    '{a:',
  ],
  ...[
    '{"a":"\\"',
    "{'a\n",
    'taskId',
    'taskId"',
    'taskIds: ',
    'taskId,"\n',
    'curl x \\\n',
    '/task/',
  ],
  ...['7d2c58e1-', 'x 7d2c58e1cf02a1a1b9c447cee9e0e5f7 ', '7d2c58e1cf02a1a1b9c447cee9e0e5f7_1_'],
];

// In quadratic time, any of these would take minutes.
test.each(nasty)('%j, over and over, is read in linear time', (part) => {
  const startedAtMs = performance.now();
  parseIds(part.repeat(Math.ceil(1_000_000 / part.length)));
  expect(performance.now() - startedAtMs).toBeLessThan(10_000);
});
