type ElementReference = Readonly<Record<string, string>>;
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const keys: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015'
};

async function command(method: 'GET' | 'POST' | 'DELETE', address: string, body?: unknown) {
  const sent =
    method === 'POST'
      ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) }
      : {};
  const answer = await fetch(address, { method, ...sent });
  const { value } = (await answer.json()) as { value: unknown };
  if (!answer.ok) {
    const { error, message } = value as { error: string; message: string };
    throw new Error(
      `${method} ${new URL(address).pathname.replace(/.*session\/[^/]+/, '')}: ${error}: ${message}`
    );
  }
  return value;
}

export class WebDriverSession {
  private asked = 0;

  private constructor(private readonly address: string) {}

  static async start(driver: string, capabilities: Readonly<Record<string, unknown>>) {
    const { sessionId } = (await command('POST', `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities }
    })) as {
      sessionId: string;
    };
    const session = new WebDriverSession(`${driver}/session/${sessionId}`);
    await session.post('timeouts', { script: 60_000, pageLoad: 60_000, implicit: 0 });
    return session;
  }

  private post(path: string, body?: unknown) {
    return command('POST', `${this.address}/${path}`, body);
  }

  async open(url: string) {
    await this.post('url', { url });
  }

  async inFrame<Result>(frame: string | undefined, use: () => Promise<Result>) {
    if (frame === undefined) return use();
    await this.post('frame', { id: await this.find(frame) });
    try {
      return await use();
    } finally {
      await this.post('frame/parent');
    }
  }

  /**
   * Runs a function in the page once and returns its result. A busy driver may lose it or its result
   * and says so after a minute, so it is asked again under its number, and not run twice.
   * @throws Error when the function fails or takes two minutes.
   */
  async evaluate(run: (arg: never) => unknown, arg?: unknown) {
    this.asked += 1;
    const script = `const [number, arg] = arguments;
      const answers = (window.__answers ??= {});
      const keep = (answer) => (answers[number] = answer);
      if (number in answers) return answers[number];
      keep({});
      try {
        const given = (${String(run)})(arg);
        if (!(given instanceof Promise)) return keep({ is: true, value: given });
        given.then((value) => keep({ is: true, value }), (error) => keep({ is: true, error: String(error) }));
        return answers[number];
      } catch (error) {
        return keep({ is: true, error: String(error) });
      }`;
    for (const until = performance.now() + 120_000; ;) {
      const answer = (await this.post('execute/sync', {
        script,
        args: [this.asked, arg ?? null]
      }).catch((error: unknown) => {
        if (performance.now() > until || !/: (script )?timeout: /.test(String(error))) throw error;
        return {};
      })) as { is?: true; value?: unknown; error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      if (answer.is) return answer.value;
      if (performance.now() > until) throw new Error(`the page never answered: ${String(run)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Returns the value of an expression. A page that is left would keep a promise waiting. */
  look(expression: string) {
    return this.post('execute/sync', { script: `return ${expression}`, args: [] });
  }

  private async find(selector: string) {
    return (await this.post('element', {
      using: 'css selector',
      value: selector
    })) as ElementReference;
  }

  async click(selector: string) {
    const element = await this.find(selector);
    await this.post(`element/${element[elementKey]}/click`);
  }

  async back() {
    await this.post('back');
  }

  async press(key: string) {
    const value = keys[key] ?? key;
    await this.post('actions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: ['keyDown', 'keyUp'].map((type) => ({ type, value }))
        }
      ]
    });
  }

  async setSize(width: number, height: number) {
    await this.post('window/rect', { x: 0, y: 0, width, height });
  }

  async windows() {
    return ((await command('GET', `${this.address}/window/handles`)) as string[]).length;
  }

  async close() {
    await command('DELETE', this.address);
  }
}
