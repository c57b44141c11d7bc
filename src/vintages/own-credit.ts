/**
 * Returns a credit without the notice of change at its end. Releases are kept as they were taken, and some were taken with what
 * one figure changed in their credit; what a figure changes is said by the figure (CC BY 4.0, section 3(a)(1)(B); standards D11).
 */
export function ownCredit(credit: string): string {
  return credit.replace(/ Changed: [^.]*\.$/, '');
}
