import { articles, storyTitle } from '../../chapters/chapter.ts';
import type { ReadChapter } from '../../copy/read-chapter.ts';
import type { Sentence } from '../../copy/passage.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { LabelIn } from '../../copy/label.ts';
import { formatDate } from '../../locale/numbers.ts';
import { printBeside, type LockedClaim } from '../../story/lock.ts';
import type { EditionChange } from './story-change.ts';

export interface FollowUpParts {
  change: EditionChange;
  words: Words;
  /** In reading order; articles may follow. */
  chapters: readonly ReadChapter[];
  /** The title of a vintage by its name, as its publisher gives it. */
  titleOf: (vintage: string) => string;
}

/** Two hyphens would end a comment early. */
const comment = (text: string) => `<!-- ${text.replaceAll('--', '- -')} -->`;

/** Characters that Markdown or a tag would take for its own. */
const plain = (text: string) => text.replace(/[\\`*_[\]<>#|~]|\{%|%\}/g, (mark) => `\\${mark}`);

/** A sentence as copy writes it: claims, years and releases by their references, so that they follow the data. */
function sourceOf({ parts }: Sentence): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return plain(part);
      if ('claim' in part) return `{% $${part.claim} %}`;
      return 'yearOf' in part ? `{% year "${part.yearOf}" /%}` : `{% release "${part.releaseOf}" /%}`;
    })
    .join('');
}

const dayTag = (vintage: string) => `{% day "${vintage.split('/')[1]}" /%}`;

/**
 * Returns a draft in Markdown, in the language of `words`, of what changed from one edition to another: where the change comes from, then
 * every sentence that a changed figure stands in. Each figure is a claim reference, with what it prints beside it in a comment; each day is
 * a day tag. A draft holds nothing that the two editions do not show.
 */
export function followUp({ change, words, chapters, titleOf }: FollowUpParts): string {
  const { language } = words;
  const say = (key: LabelIn<'followup'>, slots: Record<string, string> = {}) => speak(words, `followup.${key}`, slots);
  const changed = new Map(change.claims.map((claim) => [claim.id, claim]));
  const printed = (claim: LockedClaim | undefined, other: LockedClaim | undefined) => printBeside(claim, other, language) ?? say('none');
  const note = (id: string) => {
    const { before, after } = changed.get(id) ?? {};
    return `$${id}: ${say('claim', { before: printed(before, after), after: printed(after, before) })}`;
  };
  const notes = (ids: readonly string[]) => [...new Set(ids)].filter((id) => changed.has(id)).map((id) => comment(note(id)));

  const sources = change.pins.map(({ before, after }) => {
    if (after === '') return `- ${say('source.gone', { title: titleOf(before ?? ''), before: dayTag(before ?? '') })}`;
    if (before === undefined) return `- ${say('source.new', { title: titleOf(after), after: dayTag(after) })}`;
    return `- ${say('source', { title: titleOf(after), before: dayTag(before), after: dayTag(after) })}`;
  });
  const scenesSaid = chapters.map(({ chapter }) => chapter).filter(({ id }) => !articles.some((article) => article.id === id));
  const passages = scenesSaid.flatMap(({ title, sentences }) => {
    const said = sentences.filter(({ claims, years }) => [...claims, ...years].some((claim) => changed.get(claim)?.after));
    if (said.length === 0) return [];
    const blocks = said.map((sentence) => [sourceOf(sentence), ...notes(sentence.claims)].join('\n'));
    return [`### ${plain(title)}`, ...blocks];
  });
  const stated = new Set(scenesSaid.flatMap(({ sentences }) => sentences.flatMap(({ claims }) => claims)));
  const unstated = change.claims.filter(({ id, after }) => after && !stated.has(id));
  const [was, is] = [change.before.asOf ?? change.before.edition, change.after.asOf ?? change.after.edition];
  const blocks = [
    `---\ntitle: ${say('title', { date: formatDate(was, language) })}\n---`,
    comment(say('draft')),
    say('lead', { story: plain(storyTitle(scenesSaid, words)), before: `{% day "${was}" /%}`, after: `{% day "${is}" /%}` }),
    ...(sources.length > 0 ? [`## ${say('sources')}`, sources.join('\n')] : []),
    ...(passages.length > 0 ? [`## ${say('sentences')}`, ...passages] : []),
    ...(unstated.length > 0 ? [`## ${say('figures')}`, unstated.map(({ id }) => `- {% $${id} %} ${comment(note(id))}`).join('\n')] : []),
    ...(change.claims.length === 0 ? [say('nothing')] : [])
  ];
  return `${blocks.join('\n\n')}\n`;
}
