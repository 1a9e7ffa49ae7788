import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { messages } from './parts.ts';

const words = 'The tram was late again, and nobody at the depot knew why it took four hours.\n'.repeat(40);
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const many = Array.from({ length: 600 }, (_, number) => file(`part ${number}.txt`, `Part number ${number}\n\n${words}`));

test('an import that goes on in one window is broken off for the other only once that window is gone', async ({ app }) => {
  const one = new Workbench(app.page);
  await one.newCase('Trams');
  await one.go('Library');
  const chooser = one.page.waitForEvent('filechooser');
  await one.page.keyboard.press('ControlOrMeta+i');
  await (await chooser).setFiles(many);
  const progress = one.page.getByRole('progressbar', { name: 'Import' });
  await expect(progress).toContainText(/Importing [1-9]/);
  await one.page.getByRole('button', { name: 'Pause' }).click();
  await expect(progress).toContainText(/Paused at [1-9]\d* of 600/);

  const two = new Workbench(await app.newWindow());
  await two.go('Library');
  const broken = two.page.getByRole('region', { name: 'Import that was broken off' });
  await expect(two.main.getByRole('row').nth(1)).toBeVisible();
  await expect(broken).toBeHidden();
  await one.page.close();
  await expect(broken).toContainText('An import of 600 files was broken off');

  // Other files are an import of their own, and the one that was broken off still waits.
  const again = two.page.waitForEvent('filechooser');
  await broken.getByRole('button', { name: 'Choose the files…' }).click();
  await (await again).setFiles([file('snow.txt', `Snow in May\n\n${words}`)]);
  const results = two.page.getByRole('dialog', { name: '1 article imported' });
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(messages(two.page)).toContainText('None of these files is in from the import that was broken off');
  await two.undo();
  await expect(messages(two.page)).toContainText('Undone: Import “Snow in May”');
  await expect(broken).toBeVisible();

  const whole = two.page.waitForEvent('filechooser');
  await broken.getByRole('button', { name: 'Choose the files…' }).click();
  await (await whole).setFiles(many);
  await expect(two.page.getByRole('dialog', { name: '600 articles imported' })).toBeVisible({ timeout: 60_000 });
  await expect(broken).toBeHidden();
});
