/**
 * Returns where the cards lie, `https://…/embed/v1/`, by the address of the script that is running; empty when a system has
 * put the script elsewhere, or into a file of its own.
 */
export function homeOf(script: Document['currentScript']): string {
  return (script && 'src' in script && /^.*\/embed\/v1\/(?=\w+\.js)/.exec(String(script.src))?.[0]) || '';
}
