import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import type { DrawParts, Part, Room } from './parts.ts';

interface Drawn {
  draw: DrawParts;
  words: Words;
  room: Room;
  parts: Part[];
}

const drawn = new WeakMap<StoryData, Drawn[]>();

/** Draws what the page, the lite edition, cards and posters show alike once for all of them. */
export function drawOnce(draw: DrawParts, data: StoryData, words: Words, room: Room): Part[] {
  const known = drawn.get(data) ?? [];
  const same = known.find(
    (one) =>
      one.draw === draw &&
      one.words === words &&
      one.room.width === room.width &&
      one.room.measure === room.measure &&
      Boolean(one.room.isLow) === Boolean(room.isLow)
  );
  if (same) return same.parts;
  const parts = draw(data, words, room);
  drawn.set(data, [...known, { draw, words, room, parts }]);
  return parts;
}
