// Stands in every card: tells the page around it how tall the card is.
import { speakHeight } from './speak-height.ts';

const card = document.getElementById('card');
if (card) speakHeight(window, card);
