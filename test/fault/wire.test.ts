import { headOf, serveWell, type RawAnswer } from '../fake/raw-host.ts';
import { archived, onWire, playFaults, waits, type FaultCase } from './case.ts';

const once = { times: 1 };
const type = { 'Content-Type': 'video/mp4' };
const half = 60_000;

/** A head and the whole file, whatever was asked for. */
function whole(fields: (bytes: Buffer) => Readonly<Record<string, string | number>>): RawAnswer {
  return (socket, bytes) => {
    socket.write(headOf('200 OK', { ...type, ...fields(bytes) }));
    socket.end(bytes);
  };
}

/** The first half of the file, and the end of the connection. */
const firstHalf: RawAnswer = (socket, bytes) => {
  const fields = { ...type, 'Content-Length': bytes.length, ETag: '"raw"' };
  socket.write(headOf('200 OK', fields));
  socket.write(bytes.subarray(0, half), () => socket.resetAndDestroy());
};

/** To a Range request this, to others the first half. */
function toRange(answer: RawAnswer): RawAnswer {
  return (socket, bytes, request) => {
    (request.firstByte > 0 ? answer : firstHalf)(socket, bytes, request);
  };
}

/** A 206 that carries other bytes than were asked for, and says so. */
function otherRange(shiftBytes: number): RawAnswer {
  return toRange((socket, bytes, { firstByte }) => {
    const start = firstByte + shiftBytes;
    const body = bytes.subarray(start);
    const range = `bytes ${String(start)}-${String(bytes.length - 1)}/${String(bytes.length)}`;
    const fields = {
      ...type,
      'Content-Length': body.length,
      'Content-Range': range,
      ETag: '"raw"',
    };
    socket.write(headOf('206 Partial Content', fields));
    socket.end(body);
  });
}

const multipart = toRange((socket, bytes, { firstByte }) => {
  const part = `--cut\r\nContent-Type: video/mp4\r\nContent-Range: bytes ${String(firstByte)}-${String(bytes.length - 1)}/${String(bytes.length)}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(part),
    bytes.subarray(firstByte),
    Buffer.from('\r\n--cut--\r\n'),
  ]);
  const fields = {
    'Content-Type': 'multipart/byteranges; boundary=cut',
    'Content-Length': body.length,
  };
  socket.write(headOf('206 Partial Content', fields));
  socket.end(body);
});

/** The whole file as a 206, whatever was asked for. */
function wholeAsPart(
  fields: (bytes: Buffer) => Readonly<Record<string, string | number>>,
): RawAnswer {
  return (socket, bytes) => {
    socket.write(headOf('206 Partial Content', { ...type, ...fields(bytes) }));
    socket.end(bytes);
  };
}

/** A 206 that nobody asked for, of the bytes up to `end`. */
function uninvited(start: number, end: number): RawAnswer {
  return (socket, bytes, request) => {
    if (request.firstByte > 0) {
      serveWell(socket, bytes, request);
      return;
    }
    const last = Math.min(end, bytes.length) - 1;
    const range = `bytes ${String(start)}-${String(last)}/${String(bytes.length)}`;
    const fields = { ...type, 'Content-Length': last - start + 1, 'Content-Range': range };
    socket.write(headOf('206 Partial Content', { ...fields, ETag: '"raw"' }));
    socket.end(bytes.subarray(start, last + 1));
  };
}

const ofOldHttp: RawAnswer = (socket, bytes) => {
  socket.write('HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\n\r\n');
  socket.end(bytes);
};

const ofOldHttpCut: RawAnswer = (socket, bytes) => {
  socket.write('HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\n\r\n');
  socket.end(bytes.subarray(0, half));
};

const withTrailers: RawAnswer = (socket, bytes) => {
  socket.write(headOf('200 OK', { ...type, 'Transfer-Encoding': 'chunked', Trailer: 'X-Sum' }));
  socket.write(`${bytes.length.toString(16)}\r\n`);
  socket.write(bytes);
  socket.end('\r\n0\r\nX-Sum: 1\r\n\r\n');
};

/** A good answer after this. */
const after =
  (words: string): RawAnswer =>
  (socket, bytes, request) => {
    socket.write(words);
    serveWell(socket, bytes, request);
  };

/** A good answer whose connection stays open. */
const lingering =
  (fields: (bytes: Buffer) => Readonly<Record<string, string | number>>): RawAnswer =>
  (socket, bytes) => {
    socket.write(headOf('200 OK', { ...type, ...fields(bytes) }));
    socket.write(bytes);
  };

const words =
  (text: string): RawAnswer =>
  (socket) => {
    socket.end(text);
  };

const heads: readonly FaultCase[] = [
  { name: 'hangs up without a word', set: onWire(words('')), end: waits('ready', 'unreachable') },
  {
    name: 'speaks no HTTP',
    set: onWire(words('220 ftp ready\r\n')),
    end: waits('ready', 'unreachable'),
  },
  { name: 'speaks no HTTP, once', set: onWire(words('SSH-2.0\r\n'), once), end: archived },
  {
    name: 'floods with header fields',
    set: onWire(words(`HTTP/1.1 200 OK\r\n${'X-Flood: 1234567890\r\n'.repeat(20_000)}`)),
    end: waits('ready', 'unreachable'),
  },
  {
    name: 'sends half a head',
    set: onWire((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Le')),
    end: waits('ready', 'unreachable'),
  },
  {
    name: 'announces two lengths',
    set: onWire(words('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345')),
    end: waits('ready', 'unreachable'),
  },
  {
    name: 'hints early',
    set: onWire(after('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')),
    end: archived,
  },
  {
    name: 'says 100 and 102 a hundred times',
    set: onWire(after('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n'.repeat(100))),
    end: archived,
  },
];

const bodies: readonly FaultCase[] = [
  { name: 'speaks HTTP/1.0 and closes', set: onWire(ofOldHttp), end: archived },
  {
    name: 'speaks HTTP/1.0 and closes early, once',
    set: onWire(ofOldHttpCut, once),
    end: archived,
  },
  {
    name: 'speaks HTTP/1.0 and closes early',
    set: onWire(ofOldHttpCut),
    end: waits('ready', 'media-damaged'),
  },
  {
    name: 'says 203: a proxy has changed what it is',
    set: onWire((socket, bytes) => {
      const fields = { ...type, 'Content-Length': bytes.length };
      socket.write(headOf('203 Non-Authoritative Information', fields));
      socket.end(bytes);
    }),
    end: archived,
  },
  {
    name: 'says 203 with a page that asks to log in',
    set: onWire((socket) => {
      const fields = { 'Content-Type': 'text/html', 'Content-Length': 21 };
      socket.write(headOf('203 Non-Authoritative Information', fields));
      socket.end('<!doctype html><html>');
    }),
    end: waits('ready', 'media-not-media'),
  },
  {
    name: 'moves the file to a name beyond ASCII, as UTF-8',
    set: onWire((socket, bytes, request) => {
      const path = /^GET (\S+)/.exec(request.head)?.[1] ?? '';
      if (path.endsWith(encodeURI('/视频 1.mp4'))) serveWell(socket, bytes, request);
      else if (path.includes('%')) socket.end(headOf('404 Not Found', { 'Content-Length': 0 }));
      else
        socket.end(
          Buffer.from(headOf('302 Found', { Location: '视频 1.mp4', 'Content-Length': 0 })),
        );
    }),
    end: archived,
  },
  { name: 'sends trailers', set: onWire(withTrailers), end: archived },
  {
    name: 'stays open after the last byte',
    set: onWire(lingering((bytes) => ({ 'Content-Length': bytes.length }))),
    end: archived,
  },
  {
    name: 'names no length and never closes',
    set: onWire(lingering(() => ({}))),
    end: archived,
  },
  {
    name: 'names no length, stops in mid-film and never closes',
    set: onWire((socket, bytes) => {
      socket.write(headOf('200 OK', type));
      socket.write(bytes.subarray(0, half));
    }),
    end: waits('ready', 'media-stalled'),
  },
  {
    name: 'cuts a chunked body before its last chunk only',
    set: onWire((socket, bytes) => {
      socket.write(headOf('200 OK', { ...type, 'Transfer-Encoding': 'chunked' }));
      socket.write(`${bytes.length.toString(16)}\r\n`);
      socket.write(bytes);
      socket.end('\r\n');
    }),
    end: archived,
  },
  {
    name: 'announces too much',
    set: onWire(whole((bytes) => ({ 'Content-Length': bytes.length + 1000 }))),
    end: waits('ready', 'media-truncated'),
  },
  {
    name: 'announces too little',
    set: onWire(whole((bytes) => ({ 'Content-Length': bytes.length - 1000 }))),
    end: waits('ready'),
  },
  {
    name: 'announces a length that is no number',
    set: onWire(whole(() => ({ 'Content-Length': 'many' }))),
    end: waits('ready', 'unreachable'),
  },
];

const ranges: readonly FaultCase[] = [
  {
    name: 'sends a range that begins earlier',
    set: onWire(otherRange(-5000), { times: 2 }),
    end: archived,
  },
  {
    name: 'sends a range that begins later',
    set: onWire(otherRange(5000), { times: 2 }),
    end: archived,
  },
  { name: 'sends several ranges', set: onWire(multipart, { times: 2 }), end: archived },
  {
    name: 'sends the whole as a range, uninvited',
    set: onWire(uninvited(0, Infinity)),
    end: archived,
  },
  { name: 'sends the first half, uninvited', set: onWire(uninvited(0, half)), end: archived },
  {
    name: 'calls the whole a part, and does not say which',
    set: onWire(wholeAsPart((bytes) => ({ 'Content-Length': bytes.length }))),
    end: archived,
  },
  {
    name: 'calls the whole a part of it does not know what',
    set: onWire(
      wholeAsPart((bytes) => ({ 'Content-Range': `bytes 0-${String(bytes.length - 1)}/*` })),
    ),
    end: archived,
  },
  {
    name: 'calls the whole a part of another length',
    set: onWire(
      wholeAsPart((bytes) => ({
        'Content-Length': bytes.length,
        'Content-Range': `bytes 0-99/${String(bytes.length)}`,
      })),
    ),
    end: archived,
  },
  {
    name: 'sends the second half, uninvited',
    set: onWire(uninvited(half, Infinity)),
    end: waits('ready', 'media-http'),
  },
];

playFaults('A host on the wire', [...heads, ...bodies, ...ranges]);
