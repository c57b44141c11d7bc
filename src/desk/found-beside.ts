import { z } from 'zod';
import { isRelease } from '../vintages/release.ts';

const schema = z.object({
  source_repo: z.string().regex(/^https:\/\/github\.com\/[^/\s]+\/[^/\s]+$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  release: z.string().optional(),
  files: z.array(z.object({ file: z.string(), path: z.string().min(1), sha256: z.string() }))
});

/** What a `meta.json` beside a published file knows about it. */
export interface FoundBeside {
  /** The public address of exactly these bytes. */
  origin: string;
  /** The release, only where it is a day or month and nothing else. */
  release?: string;
}

/**
 * Returns what a `meta.json` says about the file beside it: which public repository holds it at which commit, and when it
 * was released. Returns undefined when the text is not such a record, or describes other bytes than these.
 */
export function readFoundBeside(text: string, name: string, sha256: string): FoundBeside | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return undefined;
  const { source_repo: repository, commit, release, files } = parsed.data;
  const entry = files.find(({ file }) => file === name);
  if (entry?.sha256 !== sha256) return undefined;
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  return { origin: `${repository}/blob/${commit}/${path}`, ...(release !== undefined && isRelease(release) ? { release } : {}) };
}
