import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { ownLanguages, type Language } from '#locale/languages.ts';
import { openBuildCache } from '#site/output/build-cache.ts';
import { say } from '#locale/say.ts';
import { contentTypeOf } from '#site/output/content-types.ts';
import { openTypeFaces, type TypeFaces } from '#site/pictures/type-faces.ts';
import { nothingWritten } from '../cli/command.ts';
import { desk as runDesk } from '../cli/desk.ts';
import { isRefused, type Desk } from '../cli/desk-io.ts';
import type { Progress } from '../cli/progress.ts';
import { lockPath, withProjectLock } from '../cli/desk-lock.ts';
import { diskRefusal } from '../files/disk-refusal.ts';
import { projectOf } from '../files/disk-project.ts';
import { describeHolder, endedHere, readHolder } from '../files/exclusive-file.ts';
import { nameOf, stepsToUndo } from '../files/undo-journal.ts';
import { orElse } from '../files/or-else.ts';
import { mostBytes } from '../intake/published-input.ts';
import { speakLanguage } from '../words/choose-language.ts';
import { admit, isSame, type Asked, type Gate } from './admit.ts';
import { DraftSite, draftHeaders } from './mend/draft-site.ts';
import { pageDocument, windowScript, windowStyles, type Shown } from './page-document.ts';
import { Job } from './job.ts';
import { readForm } from './read-form.ts';
import { keptByContent } from './seen-project.ts';
import type { Action, Seen, View } from './view.ts';
import { views } from './views.ts';

/** In milliseconds: what takes longer has a page of its own meanwhile. */
const soon = 1500;
/** Forms that a page may still ask for, with the files that came with them. */
const mostJobs = 8;

const secret = () => randomBytes(16).toString('hex');

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    // Marks of drawings carry their place in style attributes.
    "style-src-attr 'unsafe-inline'",
    "script-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'"
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A form sends its origin only with it; no other site gets the token.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff'
};

const fromStatic = (path: string) => (root: string) => readFile(join(root, 'static', path));

const assets: Readonly<Record<string, (root: string) => string | Promise<Uint8Array>>> = {
  'window.css': () => windowStyles,
  'window.js': () => windowScript,
  'favicon.svg': fromStatic('icons/favicon.svg'),
  'fonts/public-sans.woff2': fromStatic('fonts/public-sans.woff2'),
  'fonts/source-serif-4.woff2': fromStatic('fonts/source-serif-4.woff2')
};

class CommandRefused extends Error {}

/** Returns lines for the page. An error that no editor can mend goes to the terminal too. */
function explain(error: unknown, desk: Desk) {
  if (error instanceof CommandRefused) return [];
  const refusal = isRefused(error) ? error : diskRefusal(error, say`on the disk`);
  if (refusal) return [...refusal.message.split('\n'), nothingWritten()];
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  desk.err(stack);
  return [say`The desk failed, which is a fault of the program: ${stack.split('\n')[0] ?? ''}`];
}

function send(response: ServerResponse, type: string, body: string | Uint8Array, more = {}) {
  response.writeHead(200, { ...headers, ...more, 'Content-Type': type }).end(body);
}

/** Sends no body, so that a stranger learns nothing. */
function refuse(response: ServerResponse, status: number) {
  response.writeHead(status, { ...headers, Connection: 'close' }).end();
}

const redirect = (response: ServerResponse, address: string) =>
  void response.writeHead(303, { ...headers, Location: address }).end();

export type WindowServer = Awaited<ReturnType<typeof serveWindow>>;

/**
 * Serves the desk's page to whoever has its token, on this machine alone.
 * @param folder for the files that are dropped on the page; the caller removes it.
 * @param port default: a free one.
 */
export async function serveWindow(
  desk: Desk,
  { folder, language: first, port = 0 }: { folder: string; language: Language; port?: number }
) {
  const gate: Gate = { token: secret(), host: '' };
  const home = `/${gate.token}/`;
  const unspent = { token: secret() };
  const onceFor = keptByContent();
  let jobs: Job[] = [];
  let faces: Promise<TypeFaces> | undefined;
  const typeFaces = () =>
    (faces ??= openBuildCache(desk.root).then((cache) => openTypeFaces(desk.root, cache)));
  const draft = new DraftSite(desk.root, typeFaces);

  const addressIn = (language: Language, path: string) => `${home}${language}/${path}`;
  const running = () => jobs.find(({ isDone }) => !isDone);

  async function see(io: Desk, { query }: Asked, language: Language) {
    const files = await projectOf(desk).read();
    const upload = async (id: string) => {
      if (!/^[\da-f]{32}$/.test(id)) return undefined;
      const [name] = await orElse(readdir(join(folder, id)), []);
      return name === undefined ? undefined : join(folder, id, name);
    };
    const measure = async () => (await typeFaces()).measure;
    return { desk: io, language, query, files, once: onceFor(files), measure, upload };
  }

  async function sendDraft(response: ServerResponse, path: string, seen: Seen) {
    const found = await draft.answer(path, seen);
    if (found === undefined) return refuse(response, 404);
    send(response, found.type, found.contents, draftHeaders);
  }

  function sendPage(
    response: ServerResponse,
    status: number,
    shown: Omit<Shown, 'home' | 'views'>
  ) {
    const html = pageDocument({ home, views, ...shown });
    response
      .writeHead(status, { ...headers, 'Content-Type': contentTypeOf('index.html') })
      .end(html);
  }

  async function otherAtWork() {
    const holder = running() ? undefined : await readHolder(lockPath(desk.root));
    return holder && !endedHere(holder) ? describeHolder(holder) : undefined;
  }

  async function showPage(
    response: ServerResponse,
    { view, asked, language }: { view: View; asked: Asked; language: Language },
    status = 200
  ) {
    const job = jobs.find(({ id }) => id === asked.query.get('done'));
    let said = job && { lines: job.lines, failed: job.failed };
    let body = '';
    try {
      body = await view.render(await see(desk, asked, language));
    } catch (error) {
      said = { lines: [...(said?.lines ?? []), ...explain(error, desk)], failed: true };
    }
    const other = await otherAtWork();
    const [step] = running() ? [] : (await stepsToUndo(desk)).steps;
    sendPage(response, status, {
      ...{ language, title: view.title(), path: view.path, body, said, running: running(), other },
      search: asked.query.size > 0 ? `?${asked.query}` : '',
      undo: step && nameOf(step)
    });
  }

  function afterJob(job: Job, language: Language) {
    const to = new URL(job.to, 'http://desk/');
    if (job.lines.length > 0) {
      to.searchParams.set('done', job.id);
      to.hash ||= 'said';
    }
    return addressIn(language, `${to.pathname.slice(1)}${to.search}${to.hash}`);
  }

  async function showJob(response: ServerResponse, id: string, language: Language) {
    const job = jobs.find((one) => one.id === id);
    if (!job) return redirect(response, home);
    if (job.isDone) return redirect(response, afterJob(job, language));
    sendPage(response, 200, {
      ...{ language, title: job.name, path: `job/${id}`, body: '', search: '' },
      ...{ running: job, isWaiting: true }
    });
  }

  function begin(
    view: View,
    action: Action,
    { request, asked, language }: { request: IncomingMessage; asked: Asked; language: Language }
  ) {
    const id = secret();
    const query = new URLSearchParams(asked.query);
    query.delete('done');
    const job = new Job(id, view.title(), desk.now(), `${view.path}?${query}`);
    const line = (text: string) => job.say(text);
    const progress = (now: Progress) => void (job.progress = now);
    const io: Desk = { ...desk, out: line, err: line, progress };
    const gone = jobs.slice(mostJobs - 1);
    jobs = [job, ...jobs.slice(0, mostJobs - 1)];
    const place = join(folder, id);
    const receive = async () => {
      const removed = gone.map((one) => rm(join(folder, one.id), { recursive: true, force: true }));
      await Promise.all(removed);
      await mkdir(place);
      return readForm(request, place, mostBytes).catch(async (error: unknown) => {
        await rm(place, { recursive: true, force: true });
        // A browser reads the answer only when the rest of the form has been taken from it.
        request.resume();
        throw error;
      });
    };
    const received = receive();
    job.run(
      async () =>
        action({
          form: { ...(await received), id, place },
          ...(await see(io, asked, language)),
          async run(...argv) {
            const exit = await runDesk(argv, io);
            if (exit === 2) throw new CommandRefused();
            return exit;
          },
          locked: (command, step) => withProjectLock(io, command, step)
        }),
      (error) => explain(error, desk)
    );
    return { job, received };
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const asked = admit(request, gate);
    if (typeof asked === 'number') {
      const once = (request.url ?? '').slice(1);
      if (asked !== 404 || unspent.token === '' || !isSame(once, unspent.token))
        return refuse(response, asked);
      unspent.token = '';
      return redirect(response, home);
    }
    const { isPost, path } = asked;
    const name = path.join('/');
    const asset = Object.hasOwn(assets, name) && !isPost ? assets[name] : undefined;
    if (asset) return send(response, contentTypeOf(name), await asset(desk.root));
    if (path[0] === 'draft' && !isPost)
      return sendDraft(response, path.slice(1).join('/'), await see(desk, asked, first));
    if (name === '' && !isPost) return redirect(response, addressIn(first, views[0]!.path));
    const language = ownLanguages.find((one) => one === path[0]);
    const [, at = '', then, ...more] = path;
    if (!language || more.length > 0) return refuse(response, 404);
    // One person sits at this desk: the last page asked for has the language of its messages.
    speakLanguage(language);
    if (at === 'job' && then && !isPost) return showJob(response, then, language);
    const view = views.find((one) => one.path === at);
    const actions = view?.actions ?? {};
    const action = then !== undefined && Object.hasOwn(actions, then) ? actions[then] : undefined;
    const sheets = view?.downloads ?? {};
    if (then !== undefined && !isPost && Object.hasOwn(sheets, then)) {
      const text = await sheets[then]!(await see(desk, asked, language));
      return send(response, contentTypeOf(then), text);
    }
    if (!view || isPost !== (action !== undefined) || (then !== undefined && !isPost))
      return refuse(response, 404);
    if (!action) return showPage(response, { view, asked, language });
    if (running()) {
      request.resume();
      return showPage(response, { view, asked, language }, 409);
    }
    const { job, received } = begin(view, action, { request, asked, language });
    // Node forgets the rest of a form that is answered before it has come.
    const isSlow = received.then(
      () => passed(soon, undefined, { ref: false }),
      () => job.done
    );
    await Promise.race([job.done, isSlow]);
    redirect(response, job.isDone ? afterJob(job, language) : addressIn(language, `job/${job.id}`));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      explain(error, desk);
      if (!response.headersSent) response.writeHead(500, headers);
      response.end();
    });
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  gate.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${gate.host}${home}`,
    /** Leads to `url` once: the arguments of a browser are no secret on a shared machine. */
    urlOnce: `http://${gate.host}/${unspent.token}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await (await faces)?.close();
    }
  };
}
