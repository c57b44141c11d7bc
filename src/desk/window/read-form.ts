import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { say, number } from '#locale/say.ts';
import { Refusal, refuse } from '../cli/desk-io.ts';

/** In bytes: a whole file of the copy may come as a field. */
const mostOfField = 2 ** 20;
const mostFields = 500;

export interface Form {
  /** `upload` finds the file of this form by it. */
  id: string;
  place: string;
  fields: URLSearchParams;
  file: string | undefined;
}

/** Keeps the name that a publisher gave a file, without what a folder or a terminal would read. */
const safeName = (name: string) =>
  basename(name.replaceAll('\\', '/'))
    .replace(/[^\p{L}\p{N}\p{M} ._()[\]+,-]/gu, '_')
    .replace(/^\.+/, '')
    .slice(-120) || 'file';

const tooLarge = (most: number) =>
  new Refusal(
    'upload-too-large',
    say`The form has more than the ${number(most)} bytes that are read.`,
    say`Download the file of this one indicator.`
  );

/**
 * Reads a posted form, its file straight into a folder, which the caller removes after an error.
 * @throws Refusal for a form that is too large, is cut off or is of another kind.
 */
export async function readForm(
  request: IncomingMessage,
  folder: string,
  most: number
): Promise<Omit<Form, 'id' | 'place'>> {
  const { headers } = request;
  if (Number(headers['content-length'] ?? 0) > most + mostOfField) throw tooLarge(most);
  if (
    !/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(
      headers['content-type'] ?? ''
    )
  )
    refuse('not-a-form', say`The request is no form.`, say`Use the forms of the page.`);
  const form: Omit<Form, 'id' | 'place'> = { fields: new URLSearchParams(), file: undefined };
  const writing: Promise<void>[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const parser = new Busboy({
        headers: headers as BusboyHeaders,
        limits: {
          fileSize: most,
          files: 1,
          fields: mostFields,
          fieldSize: mostOfField,
          parts: mostFields + 1
        }
      });
      const stop = (error: Error) => {
        request.unpipe(parser);
        parser.destroy();
        reject(error);
      };
      const stopAtLimit = () => stop(tooLarge(mostOfField));
      parser
        .on('fieldsLimit', stopAtLimit)
        .on('partsLimit', stopAtLimit)
        .on('filesLimit', stopAtLimit)
        .on('field', (name, value, isNameCut, isValueCut) => {
          if (isNameCut || isValueCut) stopAtLimit();
          else form.fields.append(name, value);
        })
        .on('file', (_field, stream, name) => {
          // A form without a chosen file has an empty one without a name.
          if (!name) return void stream.resume();
          stream.once('limit', () => stop(tooLarge(most)));
          const path = join(folder, safeName(name));
          form.file = path;
          const written = pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
          written.catch(reject);
          writing.push(written);
        })
        .once('error', reject)
        .once('finish', resolve);
      request.once('error', stop).pipe(parser);
    });
    await Promise.all(writing);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    refuse('broken-form', say`The form was cut off.`, say`Send it again.`, {
      cause: error
    });
  }
  return form;
}
