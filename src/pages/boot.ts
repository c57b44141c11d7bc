/**
 * The one inline script of the story page, run before the first paint: says that script is
 * available and whether the address asks for the plain article (standards A04), so that
 * nothing is drawn twice. Its hash stands in the page's Content-Security-Policy.
 */
export const boot =
  "(function(d){d.className='js';if(/[?&]plain(&|=|$)/.test(location.search))d.setAttribute('data-plain','')})(document.documentElement)";
