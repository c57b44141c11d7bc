import { describe, expect, it } from 'vitest';
import { ask, own, type CardSize } from '../../src/cards/protocols/protocol.ts';
import {
  datawrapper,
  iframeResizer,
  medium,
  newswire,
  openIframeResizer,
  protocols,
  pym,
  wordpress
} from '../../src/cards/protocols/protocols.ts';

const at = (rest = '') => new URL(`https://story.example/embed/v1/en/world.html${rest}`);
const card = (rest = ''): CardSize => ({ id: 'world', width: 480, height: 700, address: at(rest) });
const first = { as: '', again: false };

describe('what a card says of its height', () => {
  it.each([
    ['own', own.says(card()), { type: 'terhubung:height', id: 'world', height: 700 }],
    [
      'newswire frames',
      newswire.says(card()),
      { sentinel: 'amp', type: 'embed-size', height: 700 }
    ],
    [
      'Datawrapper',
      datawrapper.says(card()),
      { 'datawrapper-height': { 'embed/v1/en/world.html': 700 } }
    ],
    [
      'Medium',
      medium.says(card('?theme=dark')),
      '{"src":"https://story.example/embed/v1/en/world.html?theme=dark","context":"iframe.resize","height":700}'
    ],
    [
      'WordPress',
      wordpress.says(card('#?secret=aB3dE6gH90')),
      { message: 'height', value: 700, secret: 'aB3dE6gH90' }
    ],
    [
      'WordPress, the secret put twice',
      wordpress.says(card('#?secret=old#?secret=new')),
      { message: 'height', value: 700, secret: 'new' }
    ],
    [
      'pym',
      pym.says(card('?initialWidth=480&childId=the+map&parentUrl=x')),
      'pymxPYMxthe mapxPYMxheightxPYMx700'
    ],
    [
      'iframe-resizer, first',
      iframeResizer.says(card(), { as: 'frame0', again: false }),
      '[iFrameSizer]frame0:700:480:init'
    ],
    [
      'iframe-resizer, later',
      iframeResizer.says(card(), { as: 'frame0', again: true }),
      '[iFrameSizer]frame0:700:480:resizeObserver'
    ],
    [
      'open-iframe-resizer, asked',
      openIframeResizer.says(card(), first),
      { type: 'iframe-resized', width: 480, height: 700 }
    ]
  ])('%s', (_, said, expected) => {
    expect(said).toEqual(expected);
  });

  it('is kept to itself in dialects that nothing shows the host to speak', () => {
    expect(
      [wordpress, pym, iframeResizer, openIframeResizer].map((protocol) =>
        protocol.says(card('?theme=dark#top'))
      )
    ).toEqual(Array<undefined>(4).fill(undefined));
  });

  it('takes for an old Datawrapper listener a name that is part of no other frame’s address', () => {
    const pinned = datawrapper.says({
      ...card(),
      address: new URL('https://story.example/sub/embed/v1/editions/2024-11/en/world.html')
    });
    const [name] = Object.keys((pinned as Record<string, object>)['datawrapper-height']!);
    expect(name).toBe('editions/2024-11/en/world.html');
    // A quote would end the selector that the listener puts the name into.
    const quoted = datawrapper.says({ ...card(), address: new URL("file:///it's/world.html") });
    expect(quoted).toEqual({ 'datawrapper-height': { 's/world.html': 700 } });
  });
});

describe('what a card hears as a question', () => {
  const settings =
    'frame0:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true';
  it.each([
    ['own', own, ask, '', ''],
    ['newswire frames', newswire, { sentinel: 'amp', type: 'frames-init' }, '', ''],
    ['pym’s width', pym, 'pymxPYMxmapxPYMxwidthxPYMx480', '?childId=map', 'map'],
    ['WordPress ready', wordpress, { message: 'ready', secret: 'abc' }, '#?secret=abc', 'abc'],
    ['iframe-resizer’s settings', iframeResizer, `[iFrameSizer]${settings}`, '', 'frame0'],
    ['open-iframe-resizer', openIframeResizer, { type: 'iframe-child-init' }, '', ''],
    [
      'open-iframe-resizer, again',
      openIframeResizer,
      { type: 'iframe-get-child-dimensions' },
      '',
      ''
    ]
  ])('%s', (_, protocol, message, rest, as) => {
    expect(protocol.hears?.(message, at(rest))).toBe(as);
  });

  it('answers iframe-resizer’s “resize” only under the name it was given before', () => {
    expect(iframeResizer.hears?.('[iFrameSizer]resize', at(), 'frame0')).toBe('frame0');
    expect(iframeResizer.hears?.('[iFrameSizer]resize', at())).toBeUndefined();
  });

  it.each([
    [
      'pym’s other messages',
      pym,
      'pymxPYMxmapxPYMxnavigateToxPYMxhttps://elsewhere.example',
      '?childId=map'
    ],
    ['pym’s message for another frame', pym, 'pymxPYMxotherxPYMxwidthxPYMx480', '?childId=map'],
    ['pym where no name was given', pym, 'pymxPYMxxPYMxwidthxPYMx480', '?childId='],
    ['another secret', wordpress, { message: 'ready', secret: 'xyz' }, '#?secret=abc'],
    ['newswire’s question in no dialect', newswire, { type: 'frames-init' }, ''],
    ['no secret', wordpress, { message: 'ready' }, ''],
    ['iframe-resizer’s talk', iframeResizer, '[iFrameSizer]message:{"a":1}', '']
  ])('never %s', (_, protocol, message, rest) => {
    expect(protocol.hears?.(message, at(rest))).toBeUndefined();
  });

  it('in none of the messages that it sends itself, so that an echo ends there', () => {
    const where = '?childId=map#?secret=abc';
    const said = protocols.flatMap((protocol) => [
      protocol.says(card(where), { as: 'map', again: false }),
      protocol.says(card(where), { as: 'map', again: true })
    ]);
    expect(said).not.toContain(undefined);
    for (const message of said)
      for (const { hears } of protocols) expect(hears?.(message, at(where), 'map')).toBeUndefined();
  });

  it.each([undefined, null, 7, '', 'text', [], {}, { type: null }, { message: {} }])(
    'in %j, which anybody may send',
    (message) => {
      for (const { hears } of protocols)
        expect(hears?.(message, at('?childId=map#?secret=abc'), 'map')).toBeUndefined();
    }
  );
});
