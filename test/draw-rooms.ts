/** Row height and column width, SVG px. */
const row = 34;
const column = 58;
const box = 78;

/**
 * Returns an SVG of rooms as steps going down from the upper left, each with what is in it. A dot
 * in a room's row, under another room, says that the first imports from the second: below the steps
 * when that one is earlier, above them when it is later.
 * @param contents what is in each room, in their order.
 */
export function drawRooms(
  contents: Readonly<Record<string, string>>,
  imports: readonly { from: string; to: string }[]
) {
  const rooms = Object.keys(contents);
  const left = (room: string) => 4 + rooms.indexOf(room) * column;
  const middle = (room: string) => 6 + (rooms.indexOf(room) + 0.5) * row;
  const importsFrom = (from: string, to: string) =>
    from !== to && imports.some((one) => one.from === from && one.to === to);
  const last = rooms.at(-1)!;
  const width = left(last) + box + 280;
  const height = middle(last) + row / 2 + 6;
  const drawn = rooms.flatMap((room) => [
    `  <path d="M${left(room) + box / 2} ${middle(room)}V${middle(last)}M${left(rooms[0]!)} ${middle(room)}H${left(room)}"/>`,
    `  <rect x="${left(room)}" y="${middle(room) - 12}" width="${box}" height="24" rx="3"/>`,
    `  <text class="room" x="${left(room) + box / 2}" y="${middle(room) + 5}">${room}</text>`,
    `  <text x="${left(room) + box + 10}" y="${middle(room) + 5}">${contents[room]}</text>`
  ]);
  const dots = rooms.flatMap((from) =>
    rooms
      .filter((to) => importsFrom(from, to))
      .map(
        (to) =>
          `  <circle cx="${left(to) + box / 2}" cy="${middle(from)}" r="5"><title>${from} imports from ${to}</title></circle>`
      )
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '  <title>The rooms of src, and which imports from which</title>',
    '  <style>',
    '    svg { color: #1d2529; background: #fbfaf6; font: 14px system-ui, sans-serif }',
    '    text, circle { fill: currentColor } .room { font-weight: 600; text-anchor: middle }',
    '    path { stroke: currentColor; stroke-opacity: 0.15 } rect { fill: #fbfaf6; stroke: currentColor }',
    '    @media (prefers-color-scheme: dark) { svg { color: #ece9e1; background: #15191b } rect { fill: #15191b } }',
    '  </style>',
    ...drawn,
    ...dots,
    '</svg>'
  ].join('\n')}\n`;
}
