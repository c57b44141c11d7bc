import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The project's history; tests use one in memory. */
export interface History {
  /** Returns the texts of files in a revision, by path; those that it does not have are left out. */
  texts(revision: string, files: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Returns the revisions that changed a file, newest first; none when git knows of none. */
  revisionsOf(file: string): Promise<readonly string[]>;
  /** Returns why not every commit can be read; undefined when it can. */
  whyUnread(): Promise<string | undefined>;
}

/** A name that git would take for an option, or more than one, is no revision. */
const isRevision = (name: string) => /^[\w@][\w./~^@{}-]*$/.test(name);

/** Returns what `git cat-file --batch` prints; empty when git cannot be run. */
function catFile(root: string, objects: readonly string[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', root, 'cat-file', '--batch'], {
      stdio: ['pipe', 'pipe', 'ignore']
    });
    const chunks: Buffer[] = [];
    child.on('error', () => resolve(Buffer.alloc(0)));
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => resolve(Buffer.concat(chunks)));
    child.stdin.end(objects.map((object) => `${object}\n`).join(''));
  });
}

/** Reads a project's history with one git process for any number of files. */
export const gitHistory = (root: string): History => ({
  async texts(revision, files) {
    const texts = new Map<string, string>();
    if (!isRevision(revision) || files.length === 0) return texts;
    const printed = await catFile(
      root,
      files.map((file) => `${revision}:./${file}`)
    );
    let at = 0;
    for (const file of files) {
      const end = printed.indexOf('\n', at);
      if (end < 0) break;
      // `<sha> blob <bytes>`, or `<object> missing`: https://git-scm.com/docs/git-cat-file#_batch_output
      const size = / blob (\d+)$/.exec(printed.toString('utf8', at, end))?.[1];
      at = end + 1;
      if (size === undefined) continue;
      texts.set(file, printed.toString('utf8', at, at + Number(size)));
      at += Number(size) + 1;
    }
    return texts;
  },
  async revisionsOf(file) {
    const { stdout } = await run('git', [
      '-C',
      root,
      'log',
      '--format=%H',
      '--',
      `./${file}`
    ]).catch(() => ({ stdout: '' }));
    return stdout.split('\n').filter((line) => line !== '');
  },
  async whyUnread() {
    try {
      const { stdout } = await run('git', ['-C', root, 'rev-parse', '--is-shallow-repository']);
      return stdout.startsWith('true')
        ? 'This is a shallow clone. Run `git fetch --unshallow` for its earlier commits.'
        : undefined;
    } catch (error) {
      const { code, stderr, message } = error as Error & { code?: string; stderr?: string };
      if (code === 'ENOENT')
        return 'Git is not installed. Install it from your system’s packages or git-scm.com.';
      return `Git says: ${(stderr || message).trim().replace(/\s+/g, ' ')}`;
    }
  }
});

export const historyOf = (desk: { root: string; history?: History }): History =>
  desk.history ?? gitHistory(desk.root);
