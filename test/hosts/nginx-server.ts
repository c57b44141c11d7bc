import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nginxFiles, nginxHttp, nginxServer } from '../../src/site/server-config/nginx.ts';
import { freePort } from '../free-port.ts';
import { findNginx, nginxBrotli } from '../run/needs.ts';
import { ask, type Answer } from './ask.ts';

export interface NginxServer {
  origin: string;
  ask(path: string, headers?: Record<string, string>): Promise<Answer>;
  logs(): Promise<{ access: string; error: string }>;
  stop(): Promise<void>;
}

async function answering(child: ChildProcess, port: number) {
  let printed = '';
  child.stderr?.on('data', (chunk) => (printed += String(chunk)));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}:\n${printed}`);
    if (await ask(port, '/').catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function startNginx(root: string, at: string, own = ''): Promise<NginxServer> {
  const folder = await mkdtemp(join(tmpdir(), 'terhubung-nginx-'));
  const port = await freePort();
  const site = nginxServer(at).replaceAll('/var/log/nginx/', `${folder}/`);
  if (own) await writeFile(join(folder, 'terhubung-own.conf'), own);
  await writeFile(join(folder, nginxFiles.http), nginxHttp(at));
  await writeFile(join(folder, nginxFiles.server), site);
  await mkdir(join(folder, 'temp'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `    ${name}_temp_path ${folder}/temp/${name};`
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    [
      `load_module ${nginxBrotli};`,
      'daemon off;',
      'master_process off;',
      `pid ${folder}/nginx.pid;`,
      `error_log stderr error;`,
      'events {}',
      'http {',
      '    access_log off;',
      ...temporary,
      // Settings of the host that must not reach the site.
      '    charset utf-8;',
      '    charset_types *;',
      '    gzip on;',
      '    gzip_types *;',
      '    gzip_min_length 0;',
      '    add_header X-Frame-Options DENY;',
      '    expires 1h;',
      `    include ${nginxFiles.http};`,
      '    server {',
      `        listen 127.0.0.1:${port};`,
      `        root ${root};`,
      `        include ${nginxFiles.server};`,
      '    }',
      '}',
      ''
    ].join('\n')
  );
  const child = spawn(
    findNginx()!,
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'],
    {
      stdio: ['ignore', 'ignore', 'pipe']
    }
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answering(child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    ask: (path, headers) => ask(port, path, headers),
    logs: async () => ({
      access: await readFile(join(folder, 'terhubung.access.log'), 'utf8'),
      error: await readFile(join(folder, 'terhubung.error.log'), 'utf8')
    }),
    stop
  };
}
