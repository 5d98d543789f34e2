import { expect, type Locator, type Page } from '@playwright/test';

/** The start page. */
export class ProjectsPage {
  readonly page: Page;
  readonly work: Locator;

  constructor(page: Page) {
    this.page = page;
    this.work = page.getByRole('list', { name: 'In work' });
  }

  /** Goes there by the name of the studio. */
  async show(): Promise<void> {
    await this.page.getByRole('button', { name: 'Maskwright' }).click();
    await expect(this.page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  }

  card(name: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { level: 3, name, exact: true }) })
      .or(
        this.page.getByRole('listitem').filter({
          has: this.page.getByRole('button', { name: `Open ${name}`, exact: true }),
        }),
      );
  }

  async open(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Open ${name}`, exact: true }).click();
  }

  async choose(name: string, entry: string): Promise<void> {
    const more = this.page.getByRole('button', { name: `More for project ${name}`, exact: true });
    const item = this.page.getByRole('menuitem', { name: entry });
    // a card that is on its way to another list takes its menu along
    await expect(async () => {
      if (!(await item.isVisible())) await more.click({ timeout: 2000 });
      await item.click({ timeout: 2000 });
    }).toPass();
  }

  async create(name: string, categoriesOf: string | null = null): Promise<void> {
    await this.page.getByRole('button', { name: 'New project' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New project' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    if (categoriesOf !== null) {
      await dialog.getByRole('combobox', { name: 'Categories' }).click();
      await this.page.getByRole('option', { name: categoriesOf }).click();
    }
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(this.page.getByRole('button', { name, exact: true })).toBeVisible();
  }

  /** Unfolds or folds the archive or the bin. */
  async fold(name: 'Archive' | 'Bin'): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${name} \\(`, 'u') }).click();
  }
}
