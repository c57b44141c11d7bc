import { protocols } from '../../src/cards/protocols/protocols.ts';

/** Heights out of bounds, and one that only the card itself may ask for. */
const heights = [0, -5, 99, 9001, 1e9, Infinity, NaN, '900', '1200px', 1200, null];

export const forged = (id: string) =>
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
 * Returns a hostile page in the place of a card. On the message `begin` it tries to lead the
 * partner's page to `stranger` and to open windows, then again when it is touched. It requests
 * `tried` and `touched` from the stranger at the end of each. A driver that evaluates in a page counts
 * as user activation, so it waits until that is over. The last link requests `tried`, since browsers
 * follow links later.
 */
export function hostileCard(stranger: string) {
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
