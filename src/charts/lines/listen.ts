import { speak, type Words } from '#copy/words.ts';
import { formatPercent } from '#locale/numbers.ts';
import { half, linePlaceName, type Line } from './record.ts';

/** Hertz for a share of 0; two octaves more for 100, so that half is one octave above. */
const lowest = 220;
const octaves = 2;
/** Seconds of a tone. */
const length = 0.18;
/** Milliseconds from one year to the next. */
const pace = 260;

function sound(audio: AudioContext, share: number, isHalf: boolean) {
  const pitch = lowest * 2 ** ((share / 100) * octaves);
  for (const [index, hertz] of (isHalf ? [pitch, pitch * 1.5] : [pitch]).entries()) {
    const at = audio.currentTime + index * length * 0.6;
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = hertz;
    // Without a slope it would click.
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.2, at + 0.02);
    volume.gain.linearRampToValueAtTime(0, at + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + length);
  }
}

/**
 * Puts a list of the lines, a slider over the years and a play button into `box`: native controls,
 * for keyboards, touch and screen readers alike. Call it from a click, as browsers allow sound only
 * then. @returns a function that replaces the lines.
 */
export function listenTo(box: Element, words: Words, shown: readonly Line[]) {
  const { ownerDocument: document } = box;
  const audio = new AudioContext();
  let lines = shown;
  let playing: ReturnType<typeof setInterval> | undefined;
  const list = document.createElement('select');
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: '0' });
  const play = Object.assign(document.createElement('button'), { type: 'button' });
  const reading = document.createElement('output');
  list.setAttribute('aria-label', speak(words, 'speed.listen'));
  slider.setAttribute('aria-label', speak(words, 'speed.listen.year'));

  const line = () => lines[list.selectedIndex]!;
  const show = (isHeard: boolean) => {
    const { points, half: reached } = line();
    const { year, value } = points[slider.valueAsNumber]!;
    const isHalf = year === reached?.year;
    const slots = {
      place: linePlaceName(line().code, words),
      year: String(year),
      share: formatPercent(value, words.language),
      half: formatPercent(half, words.language)
    };
    const text = speak(words, isHalf ? 'speed.listen.half' : 'speed.listen.point', slots);
    slider.setAttribute('aria-valuetext', text);
    reading.textContent = text;
    if (isHeard) sound(audio, value, isHalf);
  };
  const stop = () => {
    clearInterval(playing);
    playing = undefined;
    play.textContent = speak(words, 'map.control.play');
    reading.setAttribute('aria-live', 'polite');
  };
  const restart = (isHeard: boolean) => {
    stop();
    slider.max = String(line().points.length - 1);
    slider.value = '0';
    show(isHeard);
  };
  const fill = () => {
    list.replaceChildren(...lines.map(({ code }) => new Option(linePlaceName(code, words))));
    restart(false);
  };

  list.addEventListener('change', () => restart(true));
  slider.addEventListener('input', () => {
    stop();
    show(true);
  });
  play.addEventListener('click', () => {
    if (playing !== undefined) return stop();
    restart(true);
    reading.setAttribute('aria-live', 'off');
    play.textContent = speak(words, 'map.control.pause');
    playing = setInterval(() => {
      slider.valueAsNumber += 1;
      show(true);
      if (slider.value === slider.max) stop();
    }, pace);
  });
  const about = document.createElement('p');
  about.textContent = speak(words, 'speed.listen.about', {
    share: formatPercent(half, words.language)
  });
  box.replaceChildren(about, list, slider, play, reading);
  fill();
  list.focus();
  return (now: readonly Line[]) => {
    lines = now;
    fill();
  };
}
