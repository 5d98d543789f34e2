import { describe, expect, it } from 'vitest';
import { areaOf } from '#core/mask/measures.ts';
import { openImage } from '#flows/openImage.ts';
import { segmenterKeyOf } from '#flows/segmenterImage.ts';
import { setTool } from '#store/sessionStore.ts';
import { setToolOptions } from '#store/toolOptionsStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio } from '#testing/openStudio.ts';
import { click, press, release } from '#testing/play.ts';
import { createToolRunner } from './runner.ts';
import { plainHand } from './tool.ts';

describe('the tool in the hand', () => {
  it('draws an object, and goes on with it', async () => {
    const { services, shown } = await openStudio();
    const runner = createToolRunner(services);
    setTool(services.stores.session, 'brush');
    setToolOptions(services.stores.toolOptions, { brushDiameterPx: 2, brushShape: 'square' });
    for (const event of [press(1, 1), release(1, 1)]) runner.handle(event);
    await settled();
    for (const event of [press(5, 1), release(5, 1)]) runner.handle(event);
    await settled();
    expect(shown().map(({ mask }) => areaOf(mask))).toEqual([8]);
  });

  it('sets its size by the wheel', async () => {
    const { services } = await openStudio();
    const runner = createToolRunner(services);
    setTool(services.stores.session, 'eraser');
    setToolOptions(services.stores.toolOptions, { brushDiameterPx: 10 });
    expect(runner.turn(1)).toBe(true);
    expect(services.stores.toolOptions.getState().brushDiameterPx).toBe(11);
    setTool(services.stores.session, 'rectangle');
    expect(runner.turn(1)).toBe(false);
  });

  it('begins anew on another image', async () => {
    const { services, notices } = await openStudio();
    const runner = createToolRunner(services);
    setTool(services.stores.session, 'polygon');
    for (const event of click(1, 1)) runner.handle(event);
    services.sam.markPrepared(segmenterKeyOf(services, imageIdOf(2)));
    await openImage(services, imageIdOf(2));
    expect(runner.key('Enter', plainHand)).toBe(false);
    for (const event of click(1, 1)) runner.handle(event);
    expect(runner.key('Enter', plainHand)).toBe(true);
    expect(notices()).toEqual([{ about: 'tooFewPoints' }]);
  });
});
