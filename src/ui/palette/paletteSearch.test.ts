import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStudio } from '#testing/openStudio.ts';
import { categoryRecord, imageRecord } from '#testing/records.ts';
import { showScreen } from '#store/sessionStore.ts';
import { commands } from '../commands/commands.ts';
import { loadTexts } from '../text/text.ts';
import { commandEntries, imageEntries } from './paletteEntries.ts';
import { createPaletteSearch } from './paletteSearch.ts';

beforeAll(loadTexts);

async function openedPalette(imageCount = 2) {
  const { services } = await openStudio({
    images: Array.from({ length: imageCount }, (_, number) => imageRecord(number + 1)),
    categories: [categoryRecord(1), categoryRecord(2)],
  });
  const { t } = i18next;
  const open = () =>
    createPaletteSearch(commandEntries(services, t), () => imageEntries(services, t));
  return { services, open, search: open() };
}

const ids = (hits: readonly { readonly item: { readonly id: string } }[]) =>
  hits.map(({ item }) => item.id);

describe('the palette', () => {
  it('lists every command while nothing is typed, those of no use now at the end', async () => {
    const { search } = await openedPalette();
    const { enabled, disabled } = search.find('', []);
    const listed = new Set([...ids(enabled), ...ids(disabled)].map((id) => id.split(':')[0]));
    const rows = ['openPalette', 'useCategory', 'useCategoryAnyTime'];
    for (const { id } of commands) expect(listed.has(id) || rows.includes(id), id).toBe(true);
    expect(ids(enabled)).toContain('fitView');
    expect(ids(disabled)).toContain('acceptCandidate');
  });

  it('leads with what was used lately, if it is of use now', async () => {
    const { search } = await openedPalette();
    const { recent, enabled } = search.find('', ['fitView', 'acceptCandidate', 'gone', 'zoomIn']);
    expect(ids(recent)).toEqual(['fitView', 'zoomIn']);
    expect(ids(enabled)).not.toContain('fitView');
  });

  it('finds commands, categories and images by what is typed', async () => {
    const { search } = await openedPalette();
    expect(ids(search.find('zoom in', []).enabled)[0]).toBe('zoomIn');
    const category = categoryRecord(2);
    expect(ids(search.find(category.name, []).enabled)[0]).toBe(`category:${category.id}`);
    const image = imageRecord(2);
    expect(ids(search.find(image.fileName, []).enabled)[0]).toBe(`image:${image.id}`);
  });

  it('lists no more than the eyes can take, and says how many more there are', async () => {
    const { search } = await openedPalette(500);
    const { enabled, disabled, hiddenCount } = search.find('image', []);
    expect(enabled.length + disabled.length).toBeLessThanOrEqual(60);
    expect(hiddenCount).toBeGreaterThanOrEqual(480);
  });

  it('puts tools out of reach where they are out of sight', async () => {
    const { services, open } = await openedPalette();
    showScreen(services.stores.session, 'gallery');
    const { enabled, disabled } = open().find('select', []);
    expect(ids(disabled)).toContain('tool.select');
    expect(ids(enabled)).toContain('selectAllImages');
  });
});
