import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from './find.ts';

const playwrightChromium = '/home/ada/.cache/ms-playwright/chromium-1/chrome-linux/chrome';

/** A machine with these files; those in `broken` do not start. */
function machineWith(
  files: readonly string[],
  { broken = [], ...rest }: Partial<Machine> & { readonly broken?: readonly string[] } = {},
): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    playwrightChromium,
    exists: (file) => files.includes(file),
    starts: (file) => !broken.includes(file),
    ...rest,
  };
}

describe('findBrowser', () => {
  const all = ['/opt/c', playwrightChromium, '/usr/bin/chromium', '/usr/bin/google-chrome'];

  it('prefers CHROMIUM_PATH to everything', () => {
    const env = { CHROMIUM_PATH: '/opt/c', PATH: '/usr/bin' };
    expect(findBrowser(machineWith(all, { env }))).toBe('/opt/c');
  });

  it('says so when CHROMIUM_PATH leads nowhere, and takes no other', () => {
    const env = { CHROMIUM_PATH: '/opt/gone', PATH: '/usr/bin' };
    expect(() => findBrowser(machineWith(all, { env }))).toThrow(
      'CHROMIUM_PATH is /opt/gone, but there is no such file.',
    );
  });

  it('says so when CHROMIUM_PATH does not start', () => {
    const env = { CHROMIUM_PATH: '/opt/c', PATH: '/usr/bin' };
    expect(() => findBrowser(machineWith(all, { env, broken: ['/opt/c'] }))).toThrow(
      'CHROMIUM_PATH is /opt/c, which does not start.',
    );
  });

  it('treats an empty CHROMIUM_PATH as unset', () => {
    const env = { CHROMIUM_PATH: '', PATH: '/usr/bin' };
    expect(findBrowser(machineWith(all, { env }))).toBe(playwrightChromium);
  });

  it("prefers Playwright's own to the system's", () => {
    expect(findBrowser(machineWith(all))).toBe(playwrightChromium);
  });

  it("passes over Playwright's own when it does not start", () => {
    const machine = machineWith(all, { broken: [playwrightChromium] });
    expect(findBrowser(machine)).toBe('/usr/bin/chromium');
  });

  it('looks for names in order, each along the whole search path', () => {
    const machine = machineWith(['/usr/local/bin/google-chrome', '/usr/bin/chromium']);
    expect(findBrowser(machine)).toBe('/usr/bin/chromium');
    expect(findBrowser(machineWith(['/usr/bin/google-chrome-stable']))).toBe(
      '/usr/bin/google-chrome-stable',
    );
  });

  it('finds Chrome among the applications of macOS', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machineWith([chrome], { platform: 'darwin' }))).toBe(chrome);
    expect(findBrowser(machineWith([chrome]))).toBeNull();
  });

  it('finds Chrome among the programs of Windows', () => {
    const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const env = { ProgramFiles: 'C:\\Program Files' };
    expect(findBrowser(machineWith([chrome], { platform: 'win32', env }))).toBe(chrome);
  });

  it('is null on a machine without any', () => {
    expect(findBrowser(machineWith([]))).toBeNull();
    expect(findBrowser(machineWith([], { env: {}, playwrightChromium: '' }))).toBeNull();
  });
});
