import { execFileSync } from 'node:child_process';
import { chmod, mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write as writeBook } from '@e965/xlsx';
import { csvParseRows } from 'd3';
import { zipSync } from 'fflate';

interface Circumstances {
  asNobody: boolean;
  fullDisk: boolean;
}

/**
 * Creates the input that git cannot store or a reader could not review. Each line of `make.txt`
 * creates one thing; spaces separate its words.
 *
 * - `zeros big.csv 2147483648`: so many zero bytes, which take no room
 * - `link a b`: a symbolic link from a to b
 * - `pipe p`: a named pipe
 * - `zip wb.zip table.csv ../outside.csv=table.csv`: an archive of files, under their own or
 * another path
 * - `bomb wb.zip table.csv 200000000`: an archive of one file of so many zeros
 * - `encrypt wb.zip`, `cut wb.zip 40`: mark an archive's file as encrypted; take so many bytes off
 * its end
 * - `book wb.xlsx "Sheet name"=table.csv "Other name"=other.csv=hidden`: a workbook of tables;
 * numbers become numbers, what begins with `=` a formula without a result (.xls gives an old one,
 * .xlsb a binary one); `=rows3-5` hides those rows
 * - `as text.csv utf-16`: writes a file again in another encoding
 * - `closed wb.csv`, `readonly ../data`: it may not be read, or not be written to
 * - `full disk`
 */
export async function makeInput(folder: string, text: string) {
  const circumstances: Circumstances = { asNobody: false, fullDisk: false };
  for (const line of text.split('\n').filter((line) => line !== '')) {
    const [verb = '', name = '', ...rest] = [...line.matchAll(/(?:"[^"]*"|\S)+/g)].map(([word]) =>
      word.replaceAll('"', '')
    );
    const path = join(folder, name);
    if (verb === 'zeros') await zeros(path, Number(rest[0]));
    else if (verb === 'link') await symlink(rest[0]!, path);
    else if (verb === 'pipe') execFileSync('mkfifo', [path]);
    else if (verb === 'folder') await mkdir(path, { recursive: true });
    else if (verb === 'zip') await zip(folder, path, rest);
    else if (verb === 'bomb')
      await writeFile(path, zipSync({ [rest[0]!]: new Uint8Array(Number(rest[1])) }, { level: 9 }));
    else if (verb === 'encrypt') await writeFile(path, encrypted(await readFile(path)));
    else if (verb === 'cut')
      await writeFile(path, (await readFile(path)).subarray(0, -Number(rest[0])));
    else if (verb === 'book') await book(folder, path, rest);
    else if (verb === 'as') await encode(path, rest[0]!);
    else if (verb === 'closed' || verb === 'readonly') {
      // root ignores file modes, so a test run as root becomes the user nobody; others use chmod.
      if (process.getuid?.() === 0) circumstances.asNobody = true;
      if (verb === 'closed') await chmod(path, circumstances.asNobody ? 0o700 : 0o000);
      else if (!circumstances.asNobody) await chmod(path, 0o555);
    } else if (line === 'full disk') circumstances.fullDisk = true;
    else throw new Error(`nobody knows how to make "${line}"`);
  }
  return circumstances;
}

async function zeros(path: string, bytes: number) {
  const file = await open(path, 'w');
  await file.truncate(bytes);
  await file.close();
}

async function zip(folder: string, path: string, entries: readonly string[]) {
  const files: Record<string, Uint8Array> = {};
  for (const entry of entries) {
    const [name = '', file = name] = entry.split('=');
    files[name] = await readFile(join(folder, file));
  }
  await writeFile(path, zipSync(files));
}

function encrypted(bytes: Buffer) {
  const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8);
  bytes.writeUInt16LE(bytes.readUInt16LE(6) | 1, 6);
  return bytes;
}

async function book(folder: string, path: string, sheets: readonly string[]) {
  const made = utils.book_new();
  for (const sheet of sheets) {
    const [name = '', file = '', state] = sheet.split('=');
    const rows = csvParseRows(await readFile(join(folder, file), 'utf8'), (row) =>
      row.map((cell) =>
        cell === ''
          ? null
          : cell.startsWith('=')
            ? { t: 'n', f: cell.slice(1) }
            : /^-?\d*\.\d+$/.test(cell)
              ? Number(cell)
              : cell
      )
    );
    utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name);
    if (state === 'hidden') utils.book_set_sheet_visibility(made, name, 1);
    const [, from, to] = /^rows(\d+)-(\d+)$/.exec(state ?? '') ?? [];
    for (let row = Number(from); row <= Number(to); row++)
      (made.Sheets[name]!['!rows'] ??= [])[row - 1] = { hidden: true };
  }
  const bookType = path.endsWith('.xls') ? 'biff8' : path.endsWith('.xlsb') ? 'xlsb' : 'xlsx';
  await writeFile(path, writeBook(made, { type: 'buffer', bookType }) as Buffer);
}

async function encode(path: string, encoding: string) {
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    encoding === 'utf-16' ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(text, 'latin1')
  );
}

export async function asNobody<Result>(run: () => Promise<Result>) {
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
