// Script of a map card.
import './card-client.ts';
import { mountMapCard } from '../map/map-card-mount.ts';

for (const map of document.querySelectorAll<HTMLElement>('.map-card')) {
  const rows = document.querySelectorAll(`[data-table="map-${map.dataset['map'] ?? ''}"] tbody th`);
  mountMapCard(
    map,
    [...rows].map((row) => row.textContent)
  );
}
