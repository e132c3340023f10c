import { expect, test } from 'vitest';
import { outputError } from '../../../electron/cli/output-error.ts';
import { PipeClosedError } from '../../../electron/cli/ports.ts';

const failure = (code: string) => Object.assign(new Error(`${code}: no`), { code });

test.each(['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_DESTROYED'])('%s: nobody reads on', (code) => {
  expect(outputError(failure(code))).toBeInstanceOf(PipeClosedError);
});

test.each(['ENOSPC', 'EIO', 'EDQUOT', 'EFBIG', 'EBADF'])('%s is told', (code) => {
  expect(outputError(failure(code)).message).toBe(`The output could not be written: ${code}: no.`);
});
