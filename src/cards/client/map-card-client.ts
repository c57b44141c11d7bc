import './card-client.ts';
import { mountMap } from '#charts/choropleth/mount-map.ts';
import { readPayload } from '#charts/choropleth/payload/payload.ts';

for (const map of document.querySelectorAll<HTMLElement>('.map-card')) {
  // The names of the countries are those of the table's rows.
  const rows = [
    ...document.querySelectorAll(`[data-table="map-${map.dataset['layer']}"] tbody th`)
  ];
  const file = readPayload(map.dataset['payload']!);
  file.countries = file.layers[0]!.economies.map(({ iso3 }, row) => [iso3, rows[row]!.textContent]);
  // Shapes are in the order of the rows without a dot.
  const shapes = map.querySelectorAll('.map-s').values();
  for (const { iso3 } of file.layers[0]!.economies) {
    const id = `${map.dataset['map']}-${iso3}`;
    if (!document.getElementById(id)) shapes.next().value!.id = id;
  }
  mountMap(map, file);
  map.classList.add('live');
}
