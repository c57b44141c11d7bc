import { sent, site } from './edge/site.ts';

const sources = import.meta.glob<string>('./edge/*.js', {
  eager: true,
  query: '?raw',
  import: 'default'
});

const said = (name: string, value: unknown) => `const ${name} = ${JSON.stringify(value)};\n`;

/** Joins modules into one file, because CloudFront takes no other imports than its own. */
function edgeFile(name: string, known: string, parts: readonly string[]) {
  const [main = '', ...others] = [name, ...parts].map((part) => sources[`./edge/${part}.js`]);
  const [opening = ''] = /^(\/\/.*\n)*/.exec(main) ?? [];
  const text = [opening, known, ...others, main.slice(opening.length)]
    .join('\n')
    .replace(/^import .* from '\.\/.*';\n|^\/\/ @ts-.*\n/gm, '')
    .replace(/^export (?!default)/gm, '');
  return { name: `${name}.js`, text };
}

const [asks, answers] = [said('site', site), said('site', site) + said('sent', sent)];

export const edgeFiles = {
  request: edgeFile('cloudfront-request', asks, ['paths']),
  response: edgeFile('cloudfront-response', answers, ['paths', 'sent']),
  worker: edgeFile('worker', answers, ['paths', 'sent'])
};
