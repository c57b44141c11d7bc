// Stands in every card: gives it the look its address asks for, and tells the page around it how tall it is.
import { readLook } from './look.ts';
import { showHelp } from './show-help.ts';
import { speakHeight } from './speak-height.ts';
import { wearLook } from './wear-look.ts';

const card = document.getElementById('card');
if (card) {
  wearLook(window, readLook(location.search));
  showHelp(card, location.search);
  speakHeight(window, card);
}
