import { filmLanguages, type Language } from '../../locale/languages.ts';
import { beat } from './film-sheet.ts';

/** Frames per second, as phones and social media expect. */
const rate = 30;

export interface FilmInfo {
  width: number;
  height: number;
  language: Language;
  title: string;
}

/** Players assume BT.709 for HD; other programs need it stated. */
const colour = 'color_primaries=bt709:color_trc=bt709:colorspace=bt709';

const listed = (settings: string) => settings.split(' ');

/**
 * H.264 for every player. One thread and no metadata, so that the bytes are reproducible. A silent
 * audio track, because messengers loop a film without one like a GIF.
 */
export const encoderSettings = (
  { width, height, language, title }: FilmInfo,
  file: string
): string[] => [
  ...listed('-hide_banner -loglevel error -nostdin -y'),
  ...listed(`-f rawvideo -pixel_format rgba -video_size ${width}x${height}`),
  ...listed(`-framerate ${1 / beat} -i pipe:0`),
  ...listed('-f lavfi -i anullsrc=sample_rate=48000:channel_layout=stereo -shortest -vf'),
  `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,fps=${rate},setparams=${colour}`,
  ...listed('-c:v libx264 -preset veryfast -crf 20 -tune animation -profile:v high -threads 1'),
  ...listed('-c:a aac -b:a 64k -map_metadata -1'),
  ...['-metadata', `title=${title}`],
  ...['v', 'a'].flatMap((track) => [`-metadata:s:${track}`, `language=${filmLanguages[language]}`]),
  ...listed('-fflags +bitexact -flags:v +bitexact -movflags +faststart -f mp4'),
  file
];
