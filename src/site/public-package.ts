interface Packaged {
  sources?: { path?: string }[];
  contributors?: { path?: string }[];
  terhubung?: { unit?: string; raw?: { origin?: string }; counts?: { dropped?: unknown } };
}

/**
 * Returns a vintage's data package as the site publishes it. Of a treaty only the world's count is public: the file it was
 * counted from lists states one by one, so the package names it by its checksum and leads to the publisher's own page, not
 * to that file, and does not say how many states are not bound (standards S02, D09). All others are published as they are.
 */
export function publicPackage(json: string): string {
  const packaged = JSON.parse(json) as Packaged;
  if (packaged.terhubung?.unit !== 'states') return json;
  const address = packaged.contributors?.[0]?.path ?? '';
  for (const source of packaged.sources ?? []) source.path = address;
  if (packaged.terhubung.raw) packaged.terhubung.raw.origin = address;
  if (packaged.terhubung.counts) packaged.terhubung.counts.dropped = [];
  return `${JSON.stringify(packaged, null, 2)}\n`;
}
