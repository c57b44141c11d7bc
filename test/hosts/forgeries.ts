import { protocols } from '../../src/cards/protocols/protocols.ts';

/** What nobody should be obeyed for, and what only the card itself may say. */
const heights = [0, -5, 99, 3001, 1e9, Infinity, NaN, '900', '1200px', 1200, null];

/** Returns every dialect's word of a card, and every one of them again, with heights that are not its own. */
export const forged = (id: string): unknown[] =>
  heights.flatMap((height) =>
    protocols.flatMap((protocol) => {
      const card = {
        id,
        width: 640,
        height: height as number,
        address: new URL(`https://any.example/embed/v1/en/${id}.html?childId=chart#?secret=abc`)
      };
      return protocol.says(card, { as: 'frame0', again: true });
    })
  );

/**
 * Returns the page of a card that somebody has put into its place: it tries to lead the partner's page to `away` and to open windows,
 * first by itself, then when a reader touches it. Its title says how far it has come: `tried`, then `touched`. A browser follows a link
 * a moment later, and a touch in between would count as a reader's wish: the last link of those that it follows by itself says when.
 */
export function hostileCard(away: string): string {
  const awayByItself = [
    `top.location.href = '${away}'`,
    `top.location.replace('${away}')`,
    `parent.location.hash = '#moved'`,
    `open('${away}', '_top')`,
    `submit('_top')`,
    `follow('_top')`,
    `follow('_parent')`
  ];
  const besidesAway = [`open('${away}')`, `submit('_blank')`, `follow('_blank')`, `alert('A stranger')`];
  const tried = (attempts: string[]) => attempts.map((attempt) => `try { ${attempt} } catch {}`).join('\n');
  return `<body style="height: 600px"><script>
  const add = (name, fields) => document.body.appendChild(Object.assign(document.createElement(name), fields));
  const follow = (target, href = '${away}') => add('a', { href, target }).click();
  const submit = (target) => add('form', { action: '${away}', target }).submit();
  ${tried([...awayByItself, ...besidesAway])}
  addEventListener('message', ({ data }) => {
    if (data === 'tried') document.title = data;
  });
  add('iframe', { name: 'inside' });
  follow('inside', 'data:text/html,<script>parent.postMessage("tried", "*")<\\/script>');
  addEventListener('pointerup', () => {
    ${tried(awayByItself)}
    document.title = 'touched';
  });
</script>`;
}
