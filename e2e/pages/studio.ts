import { expect, type Locator, type Page } from '@playwright/test';
import { fitViewport, imageToScreen } from '#core/geometry/viewport.ts';
import type { Rle } from '#core/mask/rle.ts';
import { readAnnotations, type StoredAnnotation } from './storedRecords.ts';

/** A place on the image, px. */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
}

/** The studio as a person works with it. */
export class Studio {
  readonly page: Page;
  readonly canvas: Locator;
  readonly candidateBar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByTestId('canvas');
    this.candidateBar = page.getByRole('region', { name: 'Mask candidates' });
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.page.getByRole('heading', { name: 'Maskwright' })).toBeVisible();
  }

  async openSamples(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the sample photos' }).click();
    await expect(this.frame('acanthus.jpg')).toBeVisible();
  }

  async chooseFiles(paths: readonly string[]): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open images' }).click();
    await (await choosing).setFiles([...paths]);
  }

  frame(fileName: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${fileName}, \\d+ objects?$`, 'u') });
  }

  async turnTo(fileName: string): Promise<void> {
    await this.frame(fileName).click();
    await expect(this.canvas).toHaveAccessibleName(`Image ${fileName}`);
  }

  /** Resolves when the open image can be asked about and nothing is being asked. */
  async untilReady(): Promise<void> {
    await expect(this.page.getByTestId('engine-state')).toHaveAttribute('data-state', 'ready', {
      timeout: 90_000,
    });
  }

  /** Moves the pointer over a place of the image, nothing pressed. */
  async hover(at: ImagePoint): Promise<void> {
    await this.canvas.hover({ position: await this.onCanvas(at) });
  }

  /** Moves the pointer to the headline, off the canvas. */
  async leaveCanvas(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Maskwright' }).hover();
  }

  async clickForeground(at: ImagePoint): Promise<void> {
    await this.canvas.click({ position: await this.onCanvas(at) });
    await this.untilReady();
  }

  async clickBackground(at: ImagePoint): Promise<void> {
    await this.canvas.click({ position: await this.onCanvas(at), button: 'right' });
    await this.untilReady();
  }

  /** A click that asks no model. */
  async clickAt(at: ImagePoint): Promise<void> {
    const { x, y } = await this.onPage(at);
    await this.page.mouse.click(x, y);
  }

  /** Where an image px lies in the window while the image is fitted. */
  async onPage(at: ImagePoint): Promise<ImagePoint> {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('The canvas is not shown.');
    const { x, y } = await this.onCanvas(at);
    return { x: box.x + x, y: box.y + y };
  }

  /** Presses at the first place and lets go at the last, through all between. */
  async drag(...[from, ...rest]: readonly [ImagePoint, ...ImagePoint[]]): Promise<void> {
    const toPage = async (at: ImagePoint) => {
      const { x, y } = await this.onPage(at);
      return [x, y] as const;
    };
    await this.page.mouse.move(...(await toPage(from)));
    await this.page.mouse.down();
    for (const at of rest) await this.page.mouse.move(...(await toPage(at)), { steps: 4 });
    await this.page.mouse.up();
  }

  async acceptAs(category: string): Promise<void> {
    const before = await this.objects.count();
    await this.page.keyboard.press('c');
    const picker = this.page.getByRole('dialog', { name: 'Category' });
    await picker.getByRole('textbox').fill(category);
    await this.page.keyboard.press('Enter');
    await expect(this.objects).toHaveCount(before + 1);
  }

  get objects(): Locator {
    return this.page.getByRole('list', { name: 'Objects' }).getByRole('listitem');
  }

  object(name: string): Locator {
    return this.objects.filter({ has: this.page.getByRole('button', { name: `Object ${name}` }) });
  }

  get undoButton(): Locator {
    return this.page.getByRole('button', { name: 'Undo', exact: true });
  }

  /** The masks in IndexedDB, of all images, in the order they were made. */
  async storedMasks(): Promise<readonly StoredMask[]> {
    const records = await this.page.evaluate(readAnnotations);
    return records.map(({ counts, ...rest }) => ({ ...rest, counts: Uint32Array.from(counts) }));
  }

  /** Where an image px lies on the canvas while the image is fitted. */
  private async onCanvas(at: ImagePoint): Promise<ImagePoint> {
    const text = await this.page.getByText(/^\d+ × \d+ px$/u).textContent();
    const [width = 1, height = 1] = (text ?? '').match(/\d+/gu)?.map(Number) ?? [];
    const canvas = await this.canvas.boundingBox();
    if (!canvas) throw new Error('The canvas is not shown.');
    return imageToScreen(fitViewport({ width, height }, canvas), at);
  }
}

/** An object as it lies in storage, its mask as RLE. */
export type StoredMask = Omit<StoredAnnotation, 'counts'> & Rle;
