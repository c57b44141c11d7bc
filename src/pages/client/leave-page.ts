/** Presses of Shift, and milliseconds between two of them (S25). */
const presses = 3;
const within = 5000;

/** Covers the page at once and replaces it in the history. Without script the link works too. */
export function leavePage(window: Window) {
  const { document } = window;
  const link = document.querySelector<HTMLAnchorElement>('a[data-leave]');
  if (!link) return;
  const leave = () => {
    const cover = document.createElement('div');
    cover.className = 'leave-cover';
    document.body.append(cover);
    document.title = '…';
    window.location.replace(link.href);
  };
  document.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('a[data-leave]')) return;
    event.preventDefault();
    leave();
  });
  let count = 0;
  let last = 0;
  document.addEventListener('keydown', (event) => {
    if (event.repeat) return;
    if (event.key !== 'Shift') {
      count = 0;
      return;
    }
    count = event.timeStamp - last <= within ? count + 1 : 1;
    last = event.timeStamp;
    if (count >= presses) leave();
  });
  // A page restored by Back must not stay covered.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted)
      document.querySelectorAll('.leave-cover').forEach((cover) => cover.remove());
  });
}
