import type { Power } from '#flows/services.ts';

/** Below this charge, 0…1, and off the mains, nothing is computed ahead of time. */
const lowLevel = 0.3;

interface Battery {
  readonly charging: boolean;
  readonly level: number; // 0…1
}

/** The battery, where the browser tells of it; elsewhere the machine counts as plugged in. */
export const power: Power = {
  async isLow() {
    const { getBattery } = navigator as { getBattery?: () => Promise<Battery> };
    const battery = await getBattery?.call(navigator).catch(() => null);
    return battery ? !battery.charging && battery.level < lowLevel : false;
  },
};
