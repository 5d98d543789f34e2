import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStudio } from '#testing/openStudio.ts';
import { settled } from '#testing/fakes.ts';
import { setKeymap } from '#store/settingsStore.ts';
import { showDialog, showScreen } from '#store/sessionStore.ts';
import { bindKeys } from './bindKeys.ts';

/** As much of an element as the bindings look at. */
class FakeElement extends EventTarget {
  readonly within: string;

  constructor(within = '') {
    super();
    this.within = within;
  }

  closest(selector: string): FakeElement | null {
    return this.within !== '' && selector.split(', ').includes(this.within) ? this : null;
  }
}

beforeEach(() => {
  vi.stubGlobal('HTMLElement', FakeElement);
  vi.stubGlobal('HTMLInputElement', EventTarget);
  vi.stubGlobal('navigator', { userAgent: 'X11; Linux' });
});
afterEach(() => vi.unstubAllGlobals());

async function boundStudio() {
  const { services } = await openStudio();
  const target = new FakeElement();
  const unbind = bindKeys(target as unknown as Window, services);
  function press(key: string, code = `Key${key.toUpperCase()}`, from = new FakeElement()): boolean {
    const event = Object.assign(new Event('keydown', { cancelable: true }), {
      key,
      code,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      isComposing: false,
      repeat: false,
      getModifierState: () => false,
    });
    Object.defineProperty(event, 'target', { value: from });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  }
  const { session, settings } = services.stores;
  return { services, session, settings, press, unbind, toolId: () => session.getState().toolId };
}

describe('bindKeys', () => {
  it('runs the command of a key, and only where it is at home', async () => {
    const { session, press, toolId } = await boundStudio();
    expect(press('v')).toBe(true);
    await settled();
    expect(toolId()).toBe('select');
    showScreen(session, 'gallery');
    expect(press('s')).toBe(false);
    expect(toolId()).toBe('select');
  });

  it('hears changed keys at once, and the former ones no more', async () => {
    const { settings, press, toolId } = await boundStudio();
    setKeymap(settings, { 'tool.select': ['q'] });
    expect(press('v')).toBe(false);
    expect(press('q')).toBe(true);
    await settled();
    expect(toolId()).toBe('select');
    setKeymap(settings, {});
    expect(press('q')).toBe(false);
  });

  it('gives a shared key to the first command that is enabled', async () => {
    const { settings, session, press, toolId } = await boundStudio();
    setKeymap(settings, { 'tool.select': ['h'] });
    expect(press('h')).toBe(true);
    await settled();
    expect(toolId()).toBe('select');
    expect(session.getState().selectedIds).toEqual([]);
  });

  it('reaches letters by their place on keyboards of another alphabet', async () => {
    const { press, toolId } = await boundStudio();
    expect(press('м', 'KeyV')).toBe(true);
    await settled();
    expect(toolId()).toBe('select');
  });

  it('leaves keys to dialogs, fields and what else has a use for them', async () => {
    const { session, press } = await boundStudio();
    expect(press('v', 'KeyV', new FakeElement('input'))).toBe(false);
    expect(press('v', 'KeyV', new FakeElement('[role="menu"]'))).toBe(false);
    showDialog(session, 'palette');
    expect(press('v')).toBe(false);
  });

  it('binds nothing once it is taken off', async () => {
    const { unbind, press } = await boundStudio();
    unbind();
    expect(press('v')).toBe(false);
  });
});
