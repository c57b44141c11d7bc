import { filmLanguages, type Language } from '../../locale/languages.ts';
import { beat } from './film-sheet.ts';

/** Pictures a second of what is written: what telephones and social desks expect. */
const rate = 30;

/** What a file says of its film, and how large it is. */
export interface FilmTold {
  width: number;
  height: number;
  language: Language;
  title: string;
}

/** What a film's colours are: players take HD for this, other programs only what is said. */
const colour = 'color_primaries=bt709:color_trc=bt709:colorspace=bt709';

/**
 * Returns what ffmpeg is asked for: H.264 that every player reads, colours as they are, no time and
 * no name of a machine. One thread: the same bytes. A silent track of sound, for messengers take a
 * film without one for a GIF, and let it play by itself over and over.
 */
export const encoderSettings = (
  { width, height, language, title }: FilmTold,
  file: string
): string[] => [
  ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
  ...[
    '-f',
    'rawvideo',
    '-pixel_format',
    'rgba',
    '-video_size',
    `${width}x${height}`,
    '-framerate',
    String(1 / beat),
    '-i',
    'pipe:0'
  ],
  ...['-f', 'lavfi', '-i', 'anullsrc=sample_rate=48000:channel_layout=stereo', '-shortest'],
  ...[
    '-vf',
    `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,fps=${rate},setparams=${colour}`
  ],
  ...[
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '20',
    '-tune',
    'animation',
    '-profile:v',
    'high',
    '-threads',
    '1'
  ],
  ...['-c:a', 'aac', '-b:a', '64k', '-map_metadata', '-1', '-metadata', `title=${title}`],
  ...['v', 'a'].flatMap((track) => [`-metadata:s:${track}`, `language=${filmLanguages[language]}`]),
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-movflags', '+faststart', '-f', 'mp4', file]
];
