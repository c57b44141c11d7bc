// @ts-check
// The page works without it: it takes dropped files, and shows what is done as it is said.

for (const form of document.querySelectorAll('form[data-drop]')) {
  const input = form.querySelector('input[type=file]');
  if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement)) continue;
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

const waits = document.getElementById('work')?.hasAttribute('data-waits');
async function follow() {
  const work = document.getElementById('work');
  const answer = await fetch(location.href).catch(() => undefined);
  if (answer?.redirected) return location.replace(answer.url);
  if (answer && work) {
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    work.replaceChildren(...(next.getElementById('work')?.childNodes ?? []));
  }
  setTimeout(follow, 1000);
}
if (waits) setTimeout(follow, 1000);
