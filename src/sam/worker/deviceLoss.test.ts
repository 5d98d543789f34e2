import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '#testing/fakes.ts';

/** A device that is lost, or refuses a command, when the test says so. */
function fakeDevice() {
  let lose: (info: { message: string; reason: string }) => void = () => undefined;
  const device = Object.assign(new EventTarget(), {
    lost: new Promise((resolve) => {
      lose = resolve;
    }),
  });
  const refuse = (message: string) =>
    device.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }));
  return { device: device as unknown as GPUDevice, lose, refuse };
}

describe('untilDeviceFails', () => {
  beforeEach(() => vi.resetModules());

  it('gives the outcome of a job while the device is well', async () => {
    const { untilDeviceFails, watchDevice } = await import('./deviceLoss.ts');
    watchDevice(fakeDevice().device);
    expect(await untilDeviceFails(async () => 7)).toBe(7);
    await expect(untilDeviceFails(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('ends a job that never would, and refuses all that come later', async () => {
    const { untilDeviceFails, watchDevice } = await import('./deviceLoss.ts');
    const { device, lose } = fakeDevice();
    watchDevice(device);
    const endless = untilDeviceFails(() => new Promise(() => undefined));
    lose({ message: 'driver updated', reason: 'unknown' });
    const failure = { code: 'inference/device-lost', reason: 'driver updated' };
    await expect(endless).rejects.toMatchObject({ failure });
    await expect(untilDeviceFails(async () => 7)).rejects.toMatchObject({ failure });
  });

  it('does not trust a device that refused a command', async () => {
    const { untilDeviceFails, watchDevice } = await import('./deviceLoss.ts');
    const { device, refuse } = fakeDevice();
    watchDevice(device);
    watchDevice(device);
    refuse('index 3 out of bounds');
    await settled();
    await expect(untilDeviceFails(async () => 7)).rejects.toMatchObject({
      failure: { code: 'inference/failed', reason: 'index 3 out of bounds' },
    });
  });
});
