import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileEffect } from './fault-table.ts';
import type { Trouble } from './faults.ts';

const chunkBytes = 64 * 1024;
/** A throttled body goes out this many times a second. */
const ticksPerSecond = 20;

/** The end of the connection that an answer goes to, in the two forms that waiting needs. */
export interface Connection {
  readonly signal: AbortSignal;
  /** Rejects when it closes. */
  readonly closed: Promise<never>;
}

/** How one body is to be sent. */
export interface Delivery {
  readonly response: ServerResponse;
  readonly trouble: Trouble;
  readonly connection: Connection;
  readonly onSent: (sizeBytes: number) => void;
}

type Limits = Pick<
  FileEffect,
  'bytesPerSecond' | 'stallAfterBytes' | 'resetAfterBytes' | 'endAfterBytes'
>;

/** Sends a body as slowly and as incompletely as its effect says. Rejects when the connection closes. */
export async function pump(bytes: Buffer, limits: Limits, delivery: Delivery): Promise<void> {
  const { response, trouble, connection } = delivery;
  const endAt = Math.min(limits.resetAfterBytes ?? Infinity, limits.endAfterBytes ?? Infinity);
  const stallAt = limits.stallAfterBytes ?? Infinity;
  let sent = 0;
  const sendUpTo = async (target: number): Promise<void> => {
    while (sent < target) {
      const size = Math.min(chunkSize(limits.bytesPerSecond), target - sent);
      await write(bytes.subarray(sent, sent + size), delivery);
      sent += size;
      if (limits.bytesPerSecond !== undefined) {
        await sleep((size / limits.bytesPerSecond) * 1000, undefined, connection);
      }
    }
  };

  await sendUpTo(Math.min(stallAt, endAt, bytes.length));
  if (stallAt < Math.min(endAt, bytes.length)) {
    trouble.reach();
    await Promise.race([trouble.released, connection.closed]);
    await sendUpTo(Math.min(endAt, bytes.length));
  }
  if (sent >= bytes.length) return void response.end();
  cut(response, limits.resetAfterBytes === endAt);
}

const chunkSize = (bytesPerSecond: number | undefined): number =>
  bytesPerSecond === undefined
    ? chunkBytes
    : Math.max(1, Math.min(chunkBytes, Math.round(bytesPerSecond / ticksPerSecond)));

async function write(chunk: Buffer, { response, connection, onSent }: Delivery): Promise<void> {
  connection.signal.throwIfAborted();
  const flushed = new Promise<void>((resolve) => {
    response.write(chunk, () => {
      resolve();
    });
  });
  onSent(chunk.length);
  await Promise.race([flushed, connection.closed]);
}

function cut(response: ServerResponse, byReset: boolean): void {
  if (byReset) response.socket?.resetAndDestroy();
  else response.socket?.end();
}
