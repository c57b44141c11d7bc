import { describe, expect, it } from 'vitest';
import { headersFile, headersFor } from '../../src/site/headers.ts';
import { samplePaths } from '../hosts/sample-site.ts';

interface Rule {
  pattern: string;
  headers: Record<string, string>;
}

/** Reads the file as both hosts do: a line at the margin is a pattern, an indented one a header. */
const rules = headersFile()
  .split('\n')
  .reduce<Rule[]>((read, line) => {
    if (line.startsWith('/')) return [...read, { pattern: line, headers: {} }];
    const header = /^ {2}([\w-]+): (.+)$/.exec(line);
    if (header) read.at(-1)!.headers[header[1]!] = header[2]!;
    else expect(line).toBe('');
    return read;
  }, []);

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/**
 * The pattern syntax of each host: https://developers.cloudflare.com/pages/configuration/headers/
 * and Netlify’s own parser of headers.
 */
const hosts: Record<string, (pattern: string) => RegExp> = {
  'Cloudflare Pages': (pattern) => {
    const parts = pattern
      .split(/(:\w+|\*)/)
      .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : literal(part)));
    return new RegExp(`^${parts.join('')}$`);
  },
  Netlify: (pattern) => {
    const parts = pattern.split('/').filter(Boolean);
    const sources = parts.map((part) =>
      part.startsWith(':') ? '([^/]+)' : part === '*' ? '?(.*)' : literal(part)
    );
    return new RegExp(`^/${sources.join('/')}/?$`, 'i');
  }
};

describe('the _headers file', () => {
  it.each(Object.entries(hosts))('gives every path one rule in %s', (_, read) => {
    for (const path of samplePaths) {
      const matching = rules.filter(({ pattern }) => read(pattern).test(`/${path}`));
      expect({ path, matching: matching.map(({ headers }) => headers) }).toEqual({
        path,
        matching: [headersFor(path)]
      });
    }
  });

  it('keeps Cloudflare’s limits: 100 rules, 2,000 characters a line, one splat a pattern', () => {
    expect(rules.length).toBeLessThanOrEqual(100);
    expect(
      Math.max(
        ...headersFile()
          .split('\n')
          .map(({ length }) => length)
      )
    ).toBeLessThanOrEqual(2000);
    expect(rules.filter(({ pattern }) => /\*.*\*/.test(pattern))).toEqual([]);
  });
});
