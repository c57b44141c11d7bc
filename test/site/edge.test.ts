import { describe, expect, it } from 'vitest';
import { cardWidths } from '../../src/cards/embed/card-heights.ts';
import { headersFor, pathRules } from '../../src/site/headers.ts';
import { site } from '../../src/site/server-config/edge/site.ts';
import { edgeFiles } from '../../src/site/server-config/edge.ts';
import { oembedFile } from '../../src/site/server-config/edge/paths.js';
import { savingCases } from '../hosts/sample-site.ts';

const paths = [
  ...pathRules().map(({ pattern }) =>
    pattern
      .replace(':edition', '2026-01-02')
      .replace(':file', 'embeds.json')
      .replace(/\*$/, 'a/b.html')
  ),
  '/elsewhere.html',
  '/id/index.html'
];

interface Reader {
  uri: string;
  headers: Record<string, { value: string }>;
  querystring: Record<string, { value: string }>;
}
interface Answered {
  statusCode: number;
  headers: Record<string, { value: string }>;
}
const asked = (uri: string, accepts = 'gzip, br', maxwidth?: string): Reader => ({
  uri,
  headers: accepts === '' ? {} : { 'accept-encoding': { value: accepts } },
  querystring: maxwidth === undefined ? {} : { maxwidth: { value: maxwidth } }
});
const store = { kvs: () => ({ get: () => Promise.resolve('2026-01-02') }) };
const cloudfront = <Handler>(code: string) =>
  new Function('cf', `${code.replace("import cf from 'cloudfront';", '')}\nreturn handler;`)(
    store
  ) as Handler;
const request = cloudfront<(event: { request: Reader }) => Promise<Reader | Answered>>(
  edgeFiles.request.text
);
const response = cloudfront<(event: { request: { uri: string }; response: Answered }) => Answered>(
  edgeFiles.response.text
);
const uriOf = async (...reader: Parameters<typeof asked>) =>
  ((await request({ request: asked(...reader) })) as Reader).uri;

describe('the CloudFront functions', () => {
  it('fit CloudFront’s 10 KB', () => {
    for (const code of [edgeFiles.request.text, edgeFiles.response.text])
      expect(code.length).toBeLessThan(10_240);
  });

  it('use the syntax of its runtime', () => {
    for (const code of [edgeFiles.request.text, edgeFiles.response.text])
      expect(code).not.toMatch(
        /\bfor \(.* of |(?:const|let) [[{]|[(,] ?[[{].*[\]}]\) =>|\?\.|\?\?/
      );
  });

  it('serve the current release, in brotli if accepted', async () => {
    expect(await uriOf('/id/')).toBe('/releases/2026-01-02/id/index.html.br');
    expect(await uriOf('/id/', '')).toBe('/releases/2026-01-02/id/index.html');
    expect(await uriOf('/id/', 'gzip, br;q=0')).toBe('/releases/2026-01-02/id/index.html');
    expect(await uriOf('/robots.txt')).toBe('/releases/2026-01-02/robots.txt');
    expect(await uriOf('/fonts/a.woff2')).toBe('/releases/2026-01-02/fonts/a.woff2');
  });

  it('serve assets outside the releases', async () => {
    expect(await uriOf('/assets/story-1.js')).toBe('/assets/story-1.js.br');
  });

  it('choose the same oEmbed answer as nginx', async () => {
    for (const path of [
      '/embed/v1/oembed/en/world.json',
      '/embed/v1/editions/2026-01-02/oembed/id/world.json'
    ])
      for (const width of ['10', '333', ''])
        expect(await uriOf(path, '', width)).toBe(`/releases/2026-01-02${oembedFile(path, width)}`);
    expect(await uriOf('/data/world.json', '', String(cardWidths[0]))).toBe(
      '/releases/2026-01-02/data/world.json'
    );
  });

  it.each(savingCases)(
    'redirect Save-Data readers to the lite edition, but not its link back: %s %j',
    async (path, sent, led) => {
      const [uri = '', query] = path.split('?');
      const headers = Object.fromEntries(
        Object.entries(sent).map(([name, value]) => [name.toLowerCase(), { value }])
      );
      const answer = await request({
        request: {
          uri,
          headers,
          querystring: query === undefined ? {} : { [query]: { value: '' } }
        }
      });
      if (!led) expect('uri' in answer && answer.uri).toBe(`/releases/2026-01-02${uri}index.html`);
      else
        expect(answer).toMatchObject({
          statusCode: 302,
          headers: { location: { value: `${uri}lite/` }, vary: { value: 'Save-Data' } }
        });
    }
  );

  it('redirect a folder without slash, never to another host', async () => {
    const querystring = { figure: { value: 'world' }, whole: { value: '' } };
    const answer = await request({ request: { ...asked('/en/partners'), querystring } });
    expect(answer).toMatchObject({
      statusCode: 301,
      headers: { location: { value: '/en/partners/?figure=world&whole=' } }
    });
    expect(await request({ request: asked('/id') })).toMatchObject({
      headers: { location: { value: '/id/' } }
    });
    for (const uri of ['//example.org', '/\\example.org', '/id//example.org', '/_headers.x']) {
      expect(await uriOf(uri, ''), uri).toBe(`/releases/2026-01-02${uri}`);
    }
  });

  it('send every header of headersFor after rewriting', () => {
    for (const path of paths) {
      for (const uri of [path, `/releases/2026-01-02${path}`, `/releases/2026-01-02${path}.br`]) {
        const sent = response({
          request: { uri },
          response: { statusCode: 200, headers: { 'x-amz-id-2': { value: 'x' } } }
        }).headers;
        for (const [name, value] of Object.entries(headersFor(path)))
          expect(sent[name.toLowerCase()]?.value, `${uri} ${name}`).toBe(value);
      }
    }
  });

  it('let no error be cached', () => {
    const { headers } = response({
      request: { uri: '/assets/gone.js' },
      response: { statusCode: 404, headers: {} }
    });
    expect(headers['cache-control']?.value).toBe('no-cache');
  });
});

describe('the Cloudflare Worker', () => {
  interface Kept {
    text(): Promise<string>;
    body: string;
    httpEtag: string;
    httpMetadata: { contentType: string };
    size: number;
    range?: object;
  }
  interface Env {
    SITE: { get(key: string, how?: { range: Headers }): Promise<Kept | null> };
    PREFIX?: string;
  }
  type Worker = { fetch(request: Request, env: Env): Promise<Response> };
  const open = async () =>
    (
      (await import(
        /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${edgeFiles.worker.text}//${Math.random()}`)}`
      )) as {
        default: Worker;
      }
    ).default;

  /** A range as R2 returns it, from a valid header. */
  const rangeOf = (header: string) => {
    const [from, to] = header.replace('bytes=', '').split('-');
    if (!from) return { suffix: Number(to) };
    return { offset: Number(from), ...(to && { length: Number(to) - Number(from) + 1 }) };
  };
  function bucket(release: string, extra: Record<string, string> = {}, prefix = '') {
    const objects: Record<string, string> = {
      'current.json': JSON.stringify({ release, number: 1, plain: false })
    };
    for (const id of ['2026-01-02', '2026-01-02.2']) {
      for (const path of [
        'index.html',
        'index.html.br',
        'id/index.html',
        'id/index.html.br',
        '404.html',
        'fonts/a.woff2'
      ])
        objects[`releases/${id}/${path}`] = '';
    }
    Object.assign(objects, extra);
    const asked: string[] = [];
    const env: Env = {
      ...(prefix ? { PREFIX: prefix } : {}),
      SITE: {
        get(key, how) {
          asked.push(key);
          const own =
            prefix && key.startsWith(`${prefix}/`)
              ? key.slice(prefix.length + 1)
              : prefix
                ? 'elsewhere'
                : key;
          const text = objects[own];
          if (text === undefined) return Promise.resolve(null);
          const body = text || own;
          return Promise.resolve({
            text: () => Promise.resolve(body),
            body,
            httpEtag: `"${own}"`,
            httpMetadata: { contentType: 'text/plain' },
            size: body.length,
            ...(how && { range: rangeOf(how.range.get('Range')!) })
          });
        }
      }
    };
    return {
      env,
      asked,
      point: (id: string) => (objects['current.json'] = JSON.stringify({ release: id })),
      objects
    };
  }
  const ask = (
    code: Worker,
    env: Env,
    path: string,
    headers: Record<string, string> = {},
    method = 'GET'
  ) => code.fetch(new Request(`https://example.org${path}`, { headers, method }), env);

  it('serves the current release, under a prefix too', async () => {
    const code = await open();
    const { env } = bucket('2026-01-02.2', {}, 'stories/one');
    const answer = await ask(code, env, '/id/');
    expect(await answer.text()).toBe('releases/2026-01-02.2/id/index.html');
    expect(answer.headers.get('Content-Security-Policy')).toBe(
      headersFor('/id/')['Content-Security-Policy']
    );
    expect(answer.headers.get('Content-Language')).toBe('id');
  });

  it('sends the kept copy in brotli where it is accepted', async () => {
    const sent = async (path: string) => {
      const accepts = { 'Accept-Encoding': 'gzip, br' };
      const answer = await ask(await open(), bucket('2026-01-02').env, path, accepts);
      return [await answer.text(), answer.headers.get('Content-Encoding')];
    };
    expect(await sent('/id/')).toEqual(['releases/2026-01-02/id/index.html.br', 'br']);
    expect(await sent('/fonts/a.woff2')).toEqual(['releases/2026-01-02/fonts/a.woff2', null]);
  });

  it('sends ranges of files that are not compressed', async () => {
    const code = await open();
    const { env } = bucket('2026-01-02');
    const part = async (range: string, more = {}, path = '/fonts/a.woff2') => {
      const { status, headers } = await ask(code, env, path, { Range: range, ...more });
      return [status, headers.get('Content-Range')];
    };
    const { length } = 'releases/2026-01-02/fonts/a.woff2';
    const etag = '"releases/2026-01-02/fonts/a.woff2"';
    expect(await part('bytes=0-1')).toEqual([206, `bytes 0-1/${length}`]);
    expect(await part('bytes=2-')).toEqual([206, `bytes 2-${length - 1}/${length}`]);
    expect(await part('bytes=-3')).toEqual([206, `bytes ${length - 3}-${length - 1}/${length}`]);
    expect(await part('bytes=1-999')).toEqual([206, `bytes 1-${length - 1}/${length}`]);
    expect(await part('bytes=0-1', { 'If-Range': etag })).toEqual([206, `bytes 0-1/${length}`]);
    for (const range of ['bytes=999-', 'bytes=0-1,3-4', 'lines=1-2'])
      expect(await part(range), range).toEqual([200, null]);
    expect(await part('bytes=0-1', { 'If-Range': '"other"' })).toEqual([200, null]);
    expect(await part('bytes=0-1', {}, '/id/')).toEqual([200, null]);
  });

  it('rereads the pointer after two seconds, or at once when a file is missing', async () => {
    const code = await open();
    const { env, asked: keys, point, objects } = bucket('2026-01-02');
    await ask(code, env, '/');
    await ask(code, env, '/');
    expect(keys.filter((key) => key === 'current.json')).toHaveLength(1);
    point('2026-01-02.2');
    objects['releases/2026-01-02.2/new.png'] = 'new';
    expect(await (await ask(code, env, '/new.png')).text()).toBe('new');
  });

  it('keeps the known release while the pointer cannot be read', async () => {
    const code = await open();
    const { env } = bucket('2026-01-02');
    const { get } = env.SITE;
    const broken = {
      SITE: {
        get: (key: string) =>
          key === 'current.json' ? Promise.reject(new Error('10001')) : get(key)
      }
    };
    await expect(ask(code, broken, '/id/')).rejects.toThrow('10001');
    await ask(code, env, '/id/');
    expect((await ask(code, broken, '/gone.png')).status).toBe(404);
    expect((await ask(code, broken, '/id/')).status).toBe(200);
  });

  it('answers 404 with its page, 301 for a folder, 405 for writing', async () => {
    const code = await open();
    const { env } = bucket('2026-01-02');
    const missing = await ask(code, env, '/assets/gone.js');
    expect([missing.status, missing.headers.get('Cache-Control'), await missing.text()]).toEqual([
      404,
      'no-cache',
      'releases/2026-01-02/404.html'
    ]);
    const card = await ask(code, env, '/embed/v1/id/gone.html');
    for (const [name, value] of Object.entries(headersFor('404.html')))
      expect(card.headers.get(name), name).toBe(value);
    expect(card.headers.get('Access-Control-Allow-Origin')).toBeNull();
    const folder = await ask(code, env, '/id?a=1');
    expect([folder.status, folder.headers.get('Location')]).toEqual([301, '/id/?a=1']);
    expect((await ask(code, env, '/', {}, 'POST')).status).toBe(405);
    const head = await ask(code, env, '/id/', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    const known = { 'If-None-Match': head.headers.get('ETag')! };
    expect((await ask(code, env, '/id/', known)).status).toBe(304);
    expect((await ask(code, env, '/%E0%A4%A')).status).toBe(404);
  });

  it.each(savingCases)(
    'redirects Save-Data readers as CloudFront does: %s %j',
    async (path, sent, led) => {
      const answer = await ask(await open(), bucket('2026-01-02').env, path, sent);
      expect(answer.headers.get('Location')).toBe(led ? `${path}lite/` : null);
    }
  );

  it('sends every header of headersFor with the language', async () => {
    const code = await open();
    const objects = Object.fromEntries(
      paths.map((path) => [`releases/2026-01-02${path.replace(/\/$/, '/index.html')}`, 'x'])
    );
    const { env } = bucket('2026-01-02', { ...objects, 'assets/a/b.html': 'x' });
    const rules = pathRules();
    for (const path of paths) {
      const { headers, status } = await ask(code, env, path);
      expect(status, path).toBe(200);
      for (const [name, value] of Object.entries(headersFor(path)))
        expect(headers.get(name), `${path} ${name}`).toBe(value);
      if (
        !rules.some(
          ({ headers: sent, pattern }) =>
            sent['Content-Language'] && path.startsWith(pattern.replace(/[:*].*$/, ''))
        )
      )
        expect(headers.get('Content-Language')).toBeNull();
    }
  });
});

it('asks for no compressed copy of .txt files', () => {
  expect(site.compressed).toContain('html');
  expect(site.compressed).not.toContain('txt');
});
