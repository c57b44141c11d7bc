// Stands in the card of the whole story: all that stands in the map's, for its two maps, and the way from its note to the help.
import { leadWithin } from './lead-within.ts';
import './map-guest.ts';

const card = document.getElementById('card');
if (card) leadWithin(card);
