import { textIfThere } from '#site/story/project-text.ts';
import { textFinder } from '#site/story/text-changes.ts';
import { writtenTexts } from '#site/story/written-text.ts';
import { claimsFile } from '#story/claims/read-claims.ts';
import { rowsOfAny } from '#story/ledgers/ledger.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import type { Standing } from './mend.ts';

const claimRows = (files: ProjectFiles) =>
  new Map(
    rowsOfAny(textIfThere(files, claimsFile) ?? '', claimsFile).map(({ cells }) => [
      cells['id'],
      Object.values(cells)
    ])
  );

/** Lists the texts that both have and whose words or claims differ, with those of the earlier. */
export function earlierTexts({ story: now, faults }: Standing, { story: then }: Standing) {
  if (!now || !then) return [];
  const broken = new Set(faults.map(textFinder(now.said)));
  const [are, were] = [now.files, then.files].map(claimRows);
  return [...then.said].flatMap(([id, { said, promises }]) => {
    const is = now.said.get(id);
    const claims = Object.keys(promises).flatMap((claim): [string, string[]][] => {
      const row = were!.get(claim);
      return row && row.join('\0') !== are!.get(claim)?.join('\0') ? [[claim, row]] : [];
    });
    if (!is || (claims.length === 0 && JSON.stringify(is.said) === JSON.stringify(said))) return [];
    const parts = writtenTexts(then, id);
    const holds = !broken.has(id);
    return parts.length !== writtenTexts(now, id).length
      ? []
      : [{ id, parts, claims, holds, isChosen: !holds || claims.length > 0 }];
  });
}
