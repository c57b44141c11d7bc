export function helpEntry(id: string, lastChecked: string | null, country = 'IDN') {
  const both = { id: id, en: id };
  return {
    id,
    country,
    needs: ['danger'],
    languages: ['id'],
    name: both,
    contacts: [{ kind: 'phone', text: '129', href: 'tel:129' }],
    hours: null,
    cost: null,
    answers: null,
    confidentiality: null,
    page: 'https://example.org/',
    verified: 'primary',
    source_date: '2025',
    last_checked: lastChecked
  };
}

export const helpOf = (...entries: object[]) =>
  `${JSON.stringify([...entries, helpEntry('uk', '2026-01-02', 'GBR')], null, 1)}\n`;
