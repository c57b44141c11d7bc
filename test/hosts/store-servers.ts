import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { isHere } from '../run/needs.ts';

/** moto, as started here, honours preconditions; radosgw ignores them, and cannot copy objects. */
export type StoreName = 'moto' | 'radosgw';

export interface StoreServer {
  port: number;
  env: Record<string, string>;
  stop(): Promise<void>;
}

const key = 'terhubung';
const secret = 'terhubung-secret';

const envOf = (port: number) => ({
  AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
  AWS_ACCESS_KEY_ID: key,
  AWS_SECRET_ACCESS_KEY: secret,
  AWS_REGION: 'us-east-1'
});

interface Program {
  command: string;
  args: string[];
}

// Debian's moto ignores If-Match when it writes. With threads it would let two desks create the same
// object: it checks, then writes.
const motoCode = (port: number) => `
import moto.server as server
from moto.s3.exceptions import PreconditionFailed
from moto.s3.responses import S3Response
put = S3Response.put_object
def put_if_match(self):
    asked = (self.headers.get('If-Match') or '').strip('"')
    there = asked and self.backend.get_object(self.bucket_name, self.parse_key_name())
    if asked and not (there and there.etag.strip('"') == asked):
        raise PreconditionFailed('If-Match')
    return put(self)
S3Response.put_object = put_if_match
run = server.run_simple
server.run_simple = lambda *given, **how: run(*given, **{**how, 'threaded': False})
server.main(['-H', '127.0.0.1', '-p', '${port}'])`;

const moto = (port: number): Program => ({
  command: '/usr/bin/python3',
  args: ['-c', motoCode(port)]
});

/** Ceph's tools sometimes hang at their end. @throws Error when it ends without the word. */
async function endAfterWord(program: ChildProcessWithoutNullStreams, word: string) {
  let said = '';
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(word)) program.kill('SIGKILL');
    });
  await once(program, 'close');
  if (!said.includes(word)) throw new Error(`${program.spawnfile} did not print ${word}:\n${said}`);
}

/** radosgw alone, with its data in one database file, and one user. */
async function radosgw(port: number, place: string): Promise<Program> {
  const conf = join(place, 'ceph.conf');
  for (const name of ['db', 'data', 'run']) await mkdir(join(place, name));
  const settings = {
    fsid: '00000000-0000-0000-0000-000000000000',
    mon_host: '127.0.0.1',
    auth_cluster_required: 'none',
    auth_service_required: 'none',
    auth_client_required: 'none',
    rgw_backend_store: 'dbstore',
    rgw_config_store: 'dbstore',
    dbstore_db_dir: join(place, 'db'),
    dbstore_config_uri: `file:${join(place, 'db/config.db')}`,
    rgw_data: join(place, 'data'),
    run_dir: join(place, 'run'),
    admin_socket: join(place, 'admin.sock'),
    log_file: join(place, 'radosgw.log'),
    rgw_thread_pool_size: '16',
    rgw_frontends: `beast endpoint=127.0.0.1:${port}`
  };
  await writeFile(
    conf,
    `[global]\n${Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join('')}`
  );
  const user = [
    'user',
    'create',
    '--uid=desk',
    '--display-name=desk',
    `--access-key=${key}`,
    `--secret-key=${secret}`
  ];
  const made = spawn('radosgw-admin', ['-c', conf, '--no-mon-config', ...user]);
  await endAfterWord(made, secret);
  return {
    command: 'radosgw',
    args: ['-c', conf, '-n', 'client.rgw', '--no-mon-config', '-f']
  };
}

export async function startStore(name: StoreName): Promise<StoreServer | undefined> {
  if (!isHere(name)) return undefined;
  const place = await mkdtemp(join(tmpdir(), `terhubung-${name}-`));
  const port = await freePort();
  const { command, args } = name === 'moto' ? moto(port) : await radosgw(port, place);
  const child = spawn(command, args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(place, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) break;
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false
    );
    if (answered) return { port, env: envOf(port), stop };
    await pause(50);
  }
  await stop();
  throw new Error(`${name} does not start`);
}
