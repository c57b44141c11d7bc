/** Paths in a 16 px box. */
export const buttonIcons = { play: 'M5 3v10l8-5z', pause: 'M5.5 3v10M10.5 3v10' } as const;

export function playButton(button: Element | undefined, pause: string): (playing: boolean) => void {
  const sign = button?.querySelector('path');
  const word = button?.querySelector('span');
  const play = word?.textContent ?? '';
  return (playing) => {
    sign?.setAttribute('d', buttonIcons[playing ? 'pause' : 'play']);
    if (word) word.textContent = playing ? pause : play;
  };
}
