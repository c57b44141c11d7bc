import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeFilm, type RawFrame, film } from '../../src/desk/output/film.ts';
import { diskRefusal } from '../../src/desk/files/disk-refusal.ts';
import { findProgram } from '../../src/desk/files/find-program.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { inFolder, removeFolders, type SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';
import { wording } from './wording.ts';

const run = promisify(execFile);
const ffmpeg = findProgram(['ffmpeg']);

describe('film', () => {
  let project: SmallProject;
  beforeEach(async () => {
    project = inFolder(await smallProject());
  });
  afterEach(removeFolders);
  const written = () => readdir(join(project.root, 'build', 'films')).catch(() => []);

  it('refuses without ffmpeg', async () => {
    expect(await film(['world'], project.desk, join(project.root, 'nothing'))).toBe(2);
    expect(wording(project.desk)).toMatchSnapshot();
    expect(await written()).toEqual([]);
  });

  it.each([[[]], [['since']], [['world', 'speed']]])('refuses %j', async (argv) => {
    expect(await film(argv, project.desk)).toBe(2);
    expect(wording(project.desk)).toMatchSnapshot();
    expect(await written()).toEqual([]);
  });
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terhubung-film-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const told = { width: 320, height: 240, language: 'id', title: 'Sudah terhubung' } as const;
async function* frames(): AsyncGenerator<RawFrame> {
  for (const [shade, beats] of [
    [250, 5],
    [120, 3],
    [30, 7]
  ] as const) {
    const pixels = new Uint8Array(told.width * told.height * 4).map((_, index) =>
      index % 4 === 3 ? 255 : shade
    );
    yield { pixels, beats };
  }
}

describe('an ffmpeg that cannot write', () => {
  const refused = async (complaint: string) => {
    const program = join(folder, 'ffmpeg');
    await writeFile(program, `#!/bin/sh\ncat > /dev/null\necho '${complaint}' >&2\nexit 8\n`, {
      mode: 0o755
    });
    return encodeFilm(program, told, frames(), join(folder, 'film.mp4')).catch(
      (error: unknown) => error
    );
  };

  it('is refused as one without libx264, or for a full disk', async () => {
    expect(await refused('Encoder not found')).toMatchObject({ kind: 'ffmpeg' });
    const full = await refused('[out#0/mp4] Error closing file: No space left on device');
    expect(diskRefusal(full, 'at build')).toMatchObject({ kind: 'disk-full' });
  });
});

describe.skipIf(!ffmpeg)('a film on this machine', () => {
  it('is a fast-start H.264 MP4 with the frames’ length and no personal metadata', async () => {
    const file = join(folder, 'film.mp4');
    await encodeFilm(ffmpeg!, told, frames(), file);
    const asked = [
      '-v',
      'error',
      '-show_entries',
      'stream=codec_name,profile,width,height,pix_fmt,r_frame_rate,color_range,color_space,color_transfer,color_primaries' +
        ':stream_tags=language:format=duration:format_tags',
      '-of',
      'json',
      file
    ];
    const { stdout } = await run(ffmpeg!.replace(/ffmpeg$/, 'ffprobe'), asked);
    const { streams, format } = JSON.parse(stdout) as {
      streams: Record<string, unknown>[];
      format: { duration: string; tags: object };
    };
    const colour = {
      color_range: 'tv',
      color_space: 'bt709',
      color_transfer: 'bt709',
      color_primaries: 'bt709'
    };
    const tags = { language: 'ind' };
    expect(streams).toEqual([
      {
        codec_name: 'h264',
        profile: 'High',
        width: 320,
        height: 240,
        pix_fmt: 'yuv420p',
        ...colour,
        r_frame_rate: '30/1',
        tags
      },
      // Silent: a messenger loops what has no sound as a GIF.
      { codec_name: 'aac', profile: 'LC', r_frame_rate: '0/0', tags }
    ]);
    expect(format.tags).toMatchObject({ title: told.title });
    expect(Number(format.duration)).toBeCloseTo(3, 1);
    expect(JSON.stringify(format.tags)).not.toMatch(/\d{4}-\d{2}-\d{2}|Lavf\d/);
    const bytes = await readFile(file);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    expect((await stat(file)).size).toBeLessThan(100_000);
  });

  it('is identical for identical frames', async () => {
    const [one, other] = [join(folder, 'one.mp4'), join(folder, 'other.mp4')];
    await encodeFilm(ffmpeg!, told, frames(), one);
    await encodeFilm(ffmpeg!, told, frames(), other);
    expect(sha256(await readFile(one))).toBe(sha256(await readFile(other)));
  });

  it('is refused with ffmpeg’s complaint when it cannot be written', async () => {
    await expect(
      encodeFilm(ffmpeg!, told, frames(), join(folder, 'no', 'film.mp4'))
    ).rejects.toMatchObject({ kind: 'ffmpeg' });
  });
});
