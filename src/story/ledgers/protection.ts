import type { Link } from './links.ts';

/** One dated fact about protection: something that exists, or a world total. Never what a country lacks (standards S02). */
export interface ProtectionFact {
  id: string;
  instrument: string;
  geography: string;
  status: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; or the ledger's words when undated. */
  date: string;
  value: number | null;
  unit: string;
  publisher: string;
  url: string;
  /** Where a reader may follow the address. */
  link?: Link;
  note: string;
  verification: string;
}
