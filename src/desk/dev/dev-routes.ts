import { relative } from 'node:path';
import { bundleScript, type ScriptName } from '#site/assets/bundle-script.ts';
import type { SiteAssets } from '#site/assets/site-assets.ts';
import type * as Pages from '#site/build-pages.ts';
import type { DevFault } from '#site/dev/dev-page.ts';
import type { TypeFaces } from '#site/pictures/type-faces.ts';
import type { Contents, RouteTable } from '#site/route.ts';
import { siteAddress } from '#site/site-address.ts';
import type { Problem, StoryRefused } from '#story/problem.ts';

interface Opened {
  routes: RouteTable | undefined;
  faults: DevFault[];
}

const faultOf = ({ file, line, column, wrong, fix }: Problem) => ({
  place: `${file}:${line}:${column}`,
  wrong,
  fix
});

function faultsOf(error: unknown, root: string) {
  // Not `instanceof`: Vite's server has loaded the class a second time.
  if (error instanceof Error && 'problems' in error)
    return (error as StoryRefused).problems.map(faultOf);
  const { loc, id } = error as {
    loc?: { file?: string; line: number; column: number };
    id?: string;
  };
  const file = loc?.file ?? id;
  const place =
    file === undefined
      ? ''
      : `${relative(root, file.replace(/\?.*/, ''))}${loc ? `:${loc.line}:${loc.column + 1}` : ''}`;
  return [{ place, wrong: error instanceof Error ? error.message : String(error), fix: '' }];
}

/** The paths of the site, which is opened on the first request and again after each change. */
export class DevRoutes {
  #opened: Opened = { routes: undefined, faults: [] };
  #opening: Promise<Opened> | undefined;
  readonly #scripts = new Map<ScriptName, Promise<string>>();
  readonly #last = new Map<string, Contents>();

  constructor(
    private readonly options: {
      root: string;
      project: string;
      /** Default: those of the code, which Vite serves. */
      assets?: SiteAssets;
    },
    private readonly type: TypeFaces,
    private readonly load: () => Promise<typeof Pages>
  ) {}

  forget(file: string) {
    this.#opening = undefined;
    if (/\.(?:ts|svelte|css)$/.test(file)) this.#scripts.clear();
  }

  #script(name: ScriptName) {
    const script = this.#scripts.get(name) ?? bundleScript(this.options.root, name);
    this.#scripts.set(name, script);
    return script;
  }

  /** Returns the site as its files are now; if it cannot be opened, as it was, with the faults. */
  async open(): Promise<Opened> {
    const opening = (this.#opening ??= this.#openNow());
    const opened = await opening;
    // A file changed in the meantime.
    if (this.#opening !== opening) return this.open();
    return (this.#opened = opened);
  }

  async #openNow(): Promise<Opened> {
    const { root, project, assets } = this.options;
    try {
      const { openDevSite } = await this.load();
      const { routes, problems } = await openDevSite(root, project, {
        script: (name) => this.#script(name),
        address: siteAddress(),
        type: this.type,
        ...(assets && { assets })
      });
      return { routes, faults: problems.map(faultOf) };
    } catch (error) {
      return { routes: this.#opened.routes, faults: faultsOf(error, root) };
    }
  }

  /**
   * Returns the contents of a path, the last good ones if it cannot be made now, and the faults;
   * undefined if there is no such path.
   */
  async answer(
    path: string
  ): Promise<{ contents: Contents | undefined; faults: readonly DevFault[] } | undefined> {
    const { routes, faults } = await this.open();
    const make = routes?.get(path);
    if (!make) return routes ? undefined : { contents: undefined, faults };
    try {
      const contents = await make();
      this.#last.set(path, contents);
      return { contents, faults };
    } catch (error) {
      return {
        contents: this.#last.get(path),
        faults: [...faults, ...faultsOf(error, this.options.root)]
      };
    }
  }
}
