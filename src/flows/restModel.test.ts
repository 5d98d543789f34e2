import { describe, expect, it } from 'vitest';
import { focusCard } from '#store/galleryStore.ts';
import { showScreen } from '#store/sessionStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio } from '#testing/openStudio.ts';
import { restModel } from './restModel.ts';

async function openResting() {
  const { services } = await openStudio();
  restModel(services);
  const { sam } = services;
  const before = sam.lives.length;
  async function pass(ms: number): Promise<void> {
    services.elapse(ms);
    await settled();
  }
  return { services, pass, lives: () => sam.lives.slice(before) };
}

describe('restModel', () => {
  it('ends the model when nobody has been on the workbench for a while, and starts it on return', async () => {
    const { services, pass, lives } = await openResting();
    await pass(60_000);
    showScreen(services.stores.session, 'gallery');
    expect(lives()).toEqual([]);
    await pass(20_000);
    expect(lives()).toEqual(['rest']);
    showScreen(services.stores.session, 'workbench');
    expect(lives()).toEqual(['rest', 'start']);
    await pass(60_000);
    expect(lives()).toEqual(['rest', 'start']);
  });

  it('starts it early, when a card is taken in hand, and lets it rest again', async () => {
    const { services, pass, lives } = await openResting();
    showScreen(services.stores.session, 'gallery');
    await pass(20_000);
    focusCard(services.stores.gallery, imageIdOf(1));
    expect(lives()).toEqual(['rest', 'start']);
    await pass(20_000);
    expect(lives()).toEqual(['rest', 'start', 'rest']);
  });

  it('leaves it alone when one is back soon', async () => {
    const { services, pass, lives } = await openResting();
    showScreen(services.stores.session, 'gallery');
    await settled();
    showScreen(services.stores.session, 'workbench');
    await pass(60_000);
    expect(lives()).toEqual([]);
  });
});
