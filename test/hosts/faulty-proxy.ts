import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fault =
  | { cutAfter: number }
  | { status: number; code?: string; headers?: Record<string, string> };

export interface FaultyProxy {
  port: number;
  fault: (asked: IncomingMessage, count: number) => Fault | undefined;
  stop(): Promise<void>;
}

export async function startFaultyProxy(port: number) {
  let count = 0;
  const proxy: FaultyProxy = { port: 0, fault: () => undefined, stop: () => Promise.resolve() };
  const server = createServer((asked, answer) => {
    const fault = proxy.fault(asked, ++count);
    if (fault && 'status' in fault) {
      asked.resume();
      answer.writeHead(fault.status, { 'Content-Type': 'application/xml', ...fault.headers });
      answer.end(
        asked.method === 'HEAD'
          ? ''
          : `<?xml version="1.0"?><Error><Code>${fault.code ?? 'InternalError'}</Code><Message>No.</Message></Error>`
      );
      return;
    }
    const onward = request(
      { host: '127.0.0.1', port, path: asked.url, method: asked.method, headers: asked.headers },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      }
    );
    onward.on('error', () => answer.destroy());
    let passed = 0;
    asked.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (fault && passed > fault.cutAfter) {
        onward.destroy();
        asked.socket.destroy();
      } else onward.write(chunk);
    });
    asked.on('end', () => onward.end());
    asked.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.port = (server.address() as AddressInfo).port;
  proxy.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return proxy;
}
