import { protocols } from '../../src/cards/protocols/protocols.ts';

/** What nobody should be obeyed for, and what only the card itself may say. */
const heights = [0, -5, 99, 9001, 1e9, Infinity, NaN, '900', '1200px', 1200, null];

/**
 * Returns every protocol's word of a card, and every one of them again, with heights that are not
 * its own.
 */
export const forged = (id: string): unknown[] =>
  heights.flatMap((height) =>
    protocols.flatMap((protocol) => {
      const card = {
        id,
        width: 640,
        height: height as number,
        address: new URL(`https://any.example/embed/v1/en/${id}.html?childId=chart#?secret=abc`)
      };
      return protocol.heightMessage(card, { as: 'frame0', again: true });
    })
  );

/**
 * Returns the page of a card that somebody has put into its place: it tries to lead the partner's
 * page to `stranger` and to open windows, by itself once it has the message `begin`, then when a
 * reader touches it. A driver that looks into a page counts as a reader who touches it, also when
 * it does so of its own accord: the card waits until that is forgotten, and says how far it has
 * come by what it asks of the stranger: `tried`, then `touched`. A browser follows a link a moment
 * later, so the last link says `tried`.
 */
export function hostileCard(stranger: string): string {
  const away = `${stranger}taken`;
  const awayByItself = [
    `top.location.href = '${away}'`,
    `top.location.replace('${away}')`,
    `parent.location.hash = '#moved'`,
    `open('${away}', '_top')`,
    `submit('_top')`,
    `follow('_top')`,
    `follow('_parent')`
  ];
  const besidesAway = [
    `open('${away}')`,
    `submit('_blank')`,
    `follow('_blank')`,
    `alert('A stranger')`
  ];
  const tried = (attempts: string[]) =>
    attempts.map((attempt) => `try { ${attempt} } catch {}`).join('\n');
  return `<body style="height: 600px"><script>
  const add = (name, fields) => document.body.appendChild(Object.assign(document.createElement(name), fields));
  const follow = (target, href = '${away}') => add('a', { href, target }).click();
  const submit = (target) => add('form', { action: '${away}', target }).submit();
  const byItself = () => {
    if (navigator.userActivation?.isActive) return setTimeout(byItself, 20);
    ${tried([...awayByItself, ...besidesAway])}
    add('iframe', { name: 'inside' });
    follow('inside', '${stranger}tried');
  };
  addEventListener('message', ({ data }) => data === 'begin' && byItself());
  addEventListener('pointerup', () => {
    ${tried(awayByItself)}
    new Image().src = '${stranger}touched';
  });
</script>`;
}
