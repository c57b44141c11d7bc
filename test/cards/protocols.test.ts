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
    ],
    [
      'pym',
      pym,
      '?initialWidth=480&childId=the+map&parentUrl=x',
      'pymxPYMxthe mapxPYMxheightxPYMx700'
    ],
    [
      'iframe-resizer, first',
      iframeResizer,
      '',
      '[iFrameSizer]frame0:700:480:init',
      { as: 'frame0', again: false }
    ],
    [
      'iframe-resizer, later',
      iframeResizer,
      '',
      '[iFrameSizer]frame0:700:480:resizeObserver',
      { as: 'frame0', again: true }
    ],
    [
      'open-iframe-resizer, asked',
      openIframeResizer,
      '',
      { type: 'iframe-resized', width: 480, height: 700 },
      { as: '', again: false }
    ]
  ])('%s', (_, protocol, rest, expected, asked = undefined) => {
    expect(protocol.heightMessage(card(rest), asked)).toEqual(expected);
  });

  it('is undefined until the parent is known to use the protocol', () => {
    expect(
      [wordpress, pym, iframeResizer, openIframeResizer].map((protocol) =>
        protocol.heightMessage(card('?theme=dark#top'))
      )
    ).toEqual(Array<undefined>(4).fill(undefined));
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

describe('parseRequest', () => {
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
    expect(protocol.parseRequest?.(message, at(rest))).toBe(as);
  });

  it('accepts iframe-resizer’s “resize” only with a known name', () => {
    expect(iframeResizer.parseRequest?.('[iFrameSizer]resize', at(), 'frame0')).toBe('frame0');
    expect(iframeResizer.parseRequest?.('[iFrameSizer]resize', at())).toBeUndefined();
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
    ['newswire’s question in no protocol', newswire, { type: 'frames-init' }, ''],
    ['no secret', wordpress, { message: 'ready' }, ''],
    ['iframe-resizer’s talk', iframeResizer, '[iFrameSizer]message:{"a":1}', '']
  ])('ignores %s', (_, protocol, message, rest) => {
    expect(protocol.parseRequest?.(message, at(rest))).toBeUndefined();
  });

  it('ignores every message of its own, so that an echo ends', () => {
    const where = '?childId=map#?secret=abc';
    const said = protocols.flatMap((protocol) => [
      protocol.heightMessage(card(where), { as: 'map', again: false }),
      protocol.heightMessage(card(where), { as: 'map', again: true })
    ]);
    expect(said).not.toContain(undefined);
    for (const message of said)
      for (const { parseRequest } of protocols)
        expect(parseRequest?.(message, at(where), 'map')).toBeUndefined();
  });

  it.each([undefined, null, 7, '', 'text', [], {}, { type: null }, { message: {} }])(
    'ignores %j',
    (message) => {
      for (const { parseRequest } of protocols)
        expect(parseRequest?.(message, at('?childId=map#?secret=abc'), 'map')).toBeUndefined();
    }
  );
});
