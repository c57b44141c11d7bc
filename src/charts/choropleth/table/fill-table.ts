import { mount } from 'svelte';
import type { Words } from '../../../copy/words.ts';
import TableBox from '../../table/TableBox.svelte';
import { mappable, type MapSeries } from '../frame.ts';
import { economiesTable } from './economies-table.ts';
import type { TableYears } from '../payload/payload.ts';

/** Sets the table of a layer before the link to it, where the page has one: by then the page holds its numbers anyway. On paper the link stays. */
export function fillTable(document: Document, series: MapSeries, words: Words, years: TableYears): void {
  const layer = mappable.find((indicator) => indicator === series.indicator);
  const link = document.querySelector(`#table-map-${layer} .whole`);
  if (!layer || !link) return;
  mount(TableBox, {
    target: link.parentElement!,
    anchor: link,
    props: { table: economiesTable(series, layer, words, years[layer] ?? []), words }
  });
}
