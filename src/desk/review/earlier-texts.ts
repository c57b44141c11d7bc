import { textFinder } from '#site/story/text-changes.ts';
import { writtenTexts } from '#site/story/written-text.ts';
import { ofFormula } from '#story/texts-lock.ts';
import { claimCells, type Standing } from './mend.ts';

/** Lists the texts that both have and whose words or claims differ, with those of the earlier. */
export function earlierTexts({ story: now, faults }: Standing, { story: then }: Standing) {
  if (!now || !then) return [];
  const broken = new Set(faults.map(textFinder(now.said)));
  const rows = [...then.computed.keys()].flatMap((id): [string, string[]][] => {
    const [is, was] = [now, then].map(({ files }) => Object.values(claimCells(files, id) ?? {}));
    return is!.join('\0') === was!.join('\0') ? [] : [[id, was!]];
  });
  return [...then.said].flatMap(([id, { said, promises }]) => {
    const is = now.said.get(id)?.said;
    const claims = rows.filter(([claim]) => !(promises[claim] ?? ofFormula).startsWith(ofFormula));
    if (claims.length === 0 && JSON.stringify(is) === JSON.stringify(said)) return [];
    const [parts, holds] = [writtenTexts(then, id), !broken.has(id)];
    return parts.length === writtenTexts(now, id).length
      ? [{ id, parts, claims, holds, isChosen: !holds || claims.length > 0 }]
      : [];
  });
}
