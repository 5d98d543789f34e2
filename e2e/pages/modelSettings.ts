import { expect, type Locator, type Page } from '@playwright/test';
import type { TestFile } from '../fixtures/testImages.ts';

/** The settings, open at the page of models. */
export class ModelSettings {
  readonly page: Page;
  readonly dialog: Locator;
  /** What the check found; the only status or alert of the dialog. */
  readonly report: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Settings' });
    this.report = this.dialog.locator('[role=alert], [role=status]').filter({ hasText: /\S/u });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings' }).click();
    await this.dialog.getByRole('tab', { name: 'Models' }).click();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }

  get choices(): Locator {
    return this.dialog.getByRole('radio');
  }

  choice(title: string): Locator {
    return this.dialog.getByRole('radio', { name: title, exact: true });
  }

  /** Chooses files and waits until the check is over. */
  async add(
    { encoder, decoder }: { readonly encoder: TestFile; readonly decoder: TestFile },
    manifest: string | null = null,
  ): Promise<void> {
    await this.pick('Choose encoder file', encoder);
    await this.pick('Choose decoder file', decoder);
    if (manifest !== null) {
      const buffer = Buffer.from(manifest);
      await this.pick('Choose manifest file', {
        name: 'manifest.json',
        mimeType: 'application/json',
        buffer,
      });
    }
    await this.check();
  }

  async addAddresses(encoder: string, decoder: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Encoder' }).fill(encoder);
    await this.dialog.getByRole('textbox', { name: 'Decoder' }).fill(decoder);
    await this.check();
  }

  async use(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Use it for this project' }).click();
  }

  async dismiss(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close the report' }).click();
  }

  private async check(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Check and add' }).click();
    await expect(this.dialog.getByRole('button', { name: 'Close the report' })).toBeVisible({
      timeout: 60_000,
    });
  }

  private async pick(button: string, file: TestFile): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.dialog.getByRole('button', { name: button }).click();
    await (await choosing).setFiles([file]);
  }
}
