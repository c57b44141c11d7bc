import type { RecordingDesk } from './recording-desk.ts';

export const refusedKind = ({ printed }: Pick<RecordingDesk, 'printed'>) =>
  (JSON.parse(printed.join('\n')) as { refused: { kind: string } }).refused.kind;

/** Returns the lines of a desk for a snapshot, with `paths`, processes and days made the same. */
export function wording(
  { printed, complained }: Pick<RecordingDesk, 'printed' | 'complained'>,
  paths: Readonly<Record<string, string>> = {}
) {
  const isJson = printed[0]?.startsWith('{') ?? false;
  let text = [...(isJson ? [] : printed), ...complained.map((line) => `! ${line}`)].join('\n');
  for (const [name, path] of Object.entries(paths)) text = text.replaceAll(path, `<${name}>`);
  return text.replace(/\(process \d+ on [^,]+, since [^)]+\)/g, '(process 1 on host, since then)');
}
