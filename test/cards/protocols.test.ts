import { describe, expect, it } from 'vitest';
import { ask, own, type CardSize } from '../../src/cards/protocols/protocol.ts';
import {
  datawrapper,
  medium,
  newswire,
  protocols,
  wordpress
} from '../../src/cards/protocols/protocols.ts';

const at = (rest = '') => new URL(`https://story.example/embed/v1/en/world.html${rest}`);
const card = (rest = ''): CardSize => ({ id: 'world', height: 700, address: at(rest) });

describe('heightMessage', () => {
  it.each([
    ['own', own, '', { type: 'terhubung:height', id: 'world', height: 700 }],
    ['newswire frames', newswire, '', { sentinel: 'amp', type: 'embed-size', height: 700 }],
    ['Datawrapper', datawrapper, '', { 'datawrapper-height': { 'embed/v1/en/world.html': 700 } }],
    [
      'Medium',
      medium,
      '?theme=dark',
      '{"src":"https://story.example/embed/v1/en/world.html?theme=dark","context":"iframe.resize","height":700}'
    ],
    [
      'WordPress',
      wordpress,
      '#?secret=aB3dE6gH90',
      { message: 'height', value: 700, secret: 'aB3dE6gH90' }
    ],
    [
      'WordPress, the secret put twice',
      wordpress,
      '#?secret=old#?secret=new',
      { message: 'height', value: 700, secret: 'new' }
    ]
  ])('%s', (_, protocol, rest, expected) => {
    expect(protocol.heightMessage(card(rest))).toEqual(expected);
  });

  it('is undefined until the parent is known to use the protocol', () => {
    expect(wordpress.heightMessage(card('?theme=dark#top'))).toBeUndefined();
  });

  it('gives old Datawrapper listeners a name that no other frame’s address contains', () => {
    const pinned = datawrapper.heightMessage({
      ...card(),
      address: new URL('https://story.example/sub/embed/v1/editions/2024-11/en/world.html')
    });
    const [name] = Object.keys((pinned as Record<string, object>)['datawrapper-height']!);
    expect(name).toBe('editions/2024-11/en/world.html');
    // A quote would end the selector that the listener puts the name into.
    const quoted = datawrapper.heightMessage({
      ...card(),
      address: new URL("file:///it's/world.html")
    });
    expect(quoted).toEqual({ 'datawrapper-height': { 's/world.html': 700 } });
  });
});

describe('isRequest', () => {
  it.each([
    ['own', own, ask, ''],
    ['newswire frames', newswire, { sentinel: 'amp', type: 'frames-init' }, ''],
    ['WordPress ready', wordpress, { message: 'ready', secret: 'abc' }, '#?secret=abc']
  ])('%s', (_, protocol, message, rest) => {
    expect(protocol.isRequest?.(message, at(rest))).toBe(true);
  });

  it.each([
    ['another secret', wordpress, { message: 'ready', secret: 'xyz' }, '#?secret=abc'],
    ['newswire’s question in no protocol', newswire, { type: 'frames-init' }, ''],
    ['no secret', wordpress, { message: 'ready' }, '']
  ])('ignores %s', (_, protocol, message, rest) => {
    expect(protocol.isRequest?.(message, at(rest))).toBe(false);
  });

  const asked = (message: unknown) =>
    protocols.some(({ isRequest }) => isRequest?.(message, at('#?secret=abc')));

  it('ignores every message of its own, so that an echo ends', () => {
    const said = protocols.map((protocol) => protocol.heightMessage(card('#?secret=abc')));
    expect(said).not.toContain(undefined);
    expect(said.filter(asked)).toEqual([]);
  });

  it.each([undefined, null, 7, '', 'text', [], {}, { type: null }, { message: {} }])(
    'ignores %j',
    (message) => {
      expect(asked(message)).toBe(false);
    }
  );
});
