import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTexts, textsFile } from '../../src/story/texts-lock.ts';
import { axeFaults } from '../browser/axe.ts';
import { onPage, useChromium } from '../browser/chromium.ts';
import { openWindow, type OpenWindow } from './open-window.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';
import { watch } from './walk.ts';

useChromium();

const [english, indonesian] = ['data/copy/en/world.md', 'data/copy/id/world.md'] as const;
const text = 'world/world-2018';
let project: ProjectCopy;
let url = '';
let desk: OpenWindow;

beforeAll(async () => {
  project = await copyProject();
  // A promise that no longer holds, as after a release: 91% were online.
  await project.replace(
    'data/story/claims.csv',
    'nearly everyone in the UK,value >= 85',
    'most people in the UK,value < 85'
  );
  desk = await openWindow(project);
  url = desk.url;
});
afterAll(async () => {
  await desk.close();
  await project.remove();
});

it('shows a text beside its page, without a fault that axe finds', () =>
  onPage({ viewport: { width: 1024, height: 768 } }, async (page) => {
    const { errors, origins } = watch(page);
    for (const address of [`mend?text=${text}`, 'review?part=world', 'mend?formula=share(ID)']) {
      await page.goto(`${url}en/${address}`, { waitUntil: 'load' });
      expect(await axeFaults(page, (axe) => axe.exclude('iframe')), address).toEqual([]);
    }
    await page.goto(`${url}en/mend?text=${text}`, { waitUntil: 'load' });
    await page.locator('iframe').last().scrollIntoViewIfNeeded();
    const draft = page.frameLocator('iframe[title*="English"]').locator('#world-2018');
    await draft.getByText('in the UK, 91%').waitFor();
    expect(errors).toEqual([]);
    expect([...origins]).toEqual([new URL(url).origin]);
  }));

it('mends a sentence and its promise, and accepts it, without a script', () =>
  onPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${url}en/mend`);
    await page.getByRole('link', { name: text, exact: true }).first().click();
    const words = (language: string) => page.getByRole('textbox', { name: language });
    const keep = page.getByRole('button', { name: 'Keep these words' });
    const write = async (from: string, to: string) =>
      words('English').fill((await words('English').inputValue()).replace(from, to));
    const before = await project.read(english);

    // What does not parse is refused, and the words stay in the form.
    await write('{% $gbr-2018 %}', '{% $gbr-2018');
    await keep.click();
    await page.getByText(`${english}:26:`).first().waitFor();
    expect(await project.read(english)).toBe(before);
    expect(await words('English').inputValue()).toContain('{% $gbr-2018;');

    // So is a change over one that the form has not seen.
    await write('{% $gbr-2018;', '{% $gbr-2018 %};');
    await project.write(english, before.replace('Coming online', 'Going online'));
    await write('in the UK, {%', 'in the UK already {%');
    await keep.click();
    await page.getByRole('alert').getByText('changed in the meantime').waitFor();
    expect(await project.read(english)).not.toContain('already {%');
    expect(await words('English').inputValue()).toContain('already {%');
    await project.write(english, before);
    await page.goto(`${url}en/mend?text=${text}`);

    await write('in the UK, {%', 'in the UK already {%');
    await words('Bahasa Indonesia').fill(
      (await words('Bahasa Indonesia').inputValue()).replace(
        'Di Inggris Raya, {%',
        'Di Inggris Raya sudah {%'
      )
    );
    const claim = page.getByRole('group', { name: 'gbr-2018' });
    await claim.getByText('The row of the claim').click();
    await claim.getByRole('textbox', { name: 'promise' }).fill('nearly everyone in the UK');
    await claim.getByRole('textbox', { name: 'holds' }).fill('value >= 85');
    await keep.click();
    await page.getByRole('status').getByText(indonesian).waitFor();
    expect(await project.read(english)).toContain('in the UK already {% $gbr-2018 %}');
    expect(await project.read('data/story/claims.csv')).toContain(
      'nearly everyone in the UK,value >= 85'
    );

    await page.getByRole('link', { name: 'Review', exact: true }).click();
    const decision = page.getByRole('group', { name: text });
    await decision.getByRole('radio', { name: 'accept' }).check();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    await page.getByRole('button', { name: 'Keep these decisions' }).click();
    await page.getByRole('status').getByText(`${text}: accepted by Ana`).waitFor();
    const { texts } = readTexts(await project.read(textsFile));
    expect(texts[text]).toMatchObject({
      by: 'Ana',
      on: '2026-12-02',
      said: { en: expect.stringContaining('in the UK already 91% [gbr-2018]') as string }
    });
  }));
