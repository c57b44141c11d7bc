import { readPayload } from '../../charts/choropleth/payload/payload.ts';
import { mountPicture } from '../../charts/revision/mount.ts';

// The figure stands without its picker if this fails.
const picture = document.querySelector<HTMLElement>('.revision');
const { map, folder, shown } = picture?.closest<HTMLElement>('[data-map]')?.dataset ?? {};
if (picture && map && folder && shown)
  void fetch(map)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(map))))
    .then((text) => mountPicture(picture, readPayload(text), { folder, shown }));
