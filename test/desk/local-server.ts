import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server,
  type Socket
} from 'node:net';

/** A server on this machine that answers as a test says, and remembers what it was asked. */
export interface LocalServer {
  url: string;
  asked: { path: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(server: Server, asked: LocalServer['asked']): Promise<LocalServer> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      })
  };
}

export function serveAnswers(...answers: Answer[]): Promise<LocalServer> {
  const asked: LocalServer['asked'] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push({ path: request.url ?? '', headers: request.headers });
    answer(request, response);
  });
  return listen(server, asked);
}

/**
 * Returns a server that writes these very bytes to whoever asks, then ends the connection; says
 * nothing at all without any.
 */
export function serveRaw(bytes?: string): Promise<LocalServer> {
  const server = createSocketServer((socket) => {
    socket.once('data', () => (bytes === undefined ? undefined : socket.end(bytes, 'latin1')));
  });
  return listen(server, []);
}

export function whole(body: string | Uint8Array, headers: Record<string, string> = {}): Answer {
  return (_, response) =>
    void response
      .writeHead(200, { 'content-length': Buffer.byteLength(body), ...headers })
      .end(body);
}

/** An answer that announces the whole body, sends so many bytes of it and cuts the connection. */
export function cutAfter(
  body: string,
  length: number,
  headers: Record<string, string> = {}
): Answer {
  const bytes = Buffer.from(body);
  return (_, response) => {
    response.writeHead(200, { 'content-length': bytes.length, ...headers });
    // Gone only when it has been sent: a socket that is destroyed at once takes it along.
    response.write(bytes.subarray(0, length), () => setTimeout(() => response.destroy(), 10));
  };
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (_, response) => void response.writeHead(code, headers).end();
}
