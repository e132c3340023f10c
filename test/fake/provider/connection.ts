import type { ServerResponse } from 'node:http';
import type { Connection } from './body-pump.ts';

/** Watches for the end of the connection that an answer goes to. */
export function watchConnection(response: ServerResponse): Connection {
  const controller = new AbortController();
  const closed = new Promise<never>((_resolve, reject) => {
    response.once('close', () => {
      const reason = new Error('The connection closed');
      controller.abort(reason);
      reject(reason);
    });
  });
  // Nobody may be waiting when it closes, as after a whole answer.
  closed.catch(() => undefined);
  return { signal: controller.signal, closed };
}
