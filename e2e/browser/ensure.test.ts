import { describe, expect, it } from 'vitest';
import { ensureBrowser, runQuietly, waysToInstall, type Hands } from './ensure.ts';

/** Hands on a machine where a browser appears once a command containing `remedy` has run. */
function handsOn({ remedy = 'never', failing = '' }): {
  readonly hands: Hands;
  readonly ran: readonly string[];
  readonly said: readonly string[];
} {
  const ran: string[] = [];
  const said: string[] = [];
  const hands: Hands = {
    find: () => (ran.some((line) => line.includes(remedy)) ? '/found' : null),
    run: (command) => {
      ran.push(command.join(' '));
      return Promise.resolve(failing === '' || !command.join(' ').includes(failing));
    },
    say: (sentence) => said.push(sentence),
  };
  return { hands, ran, said };
}

describe('ensureBrowser', () => {
  const root = waysToInstall(true, true);

  it('installs nothing when a browser is there', async () => {
    const { hands, ran } = handsOn({ remedy: '' });
    const found = await ensureBrowser(root, { ...hands, find: () => '/there' });
    expect([found, ran]).toEqual(['/there', []]);
  });

  it("is content with Playwright's download", async () => {
    const { hands, ran } = handsOn({ remedy: 'playwright install' });
    expect(await ensureBrowser(root, hands)).toBe('/found');
    expect(ran).toEqual(['npx playwright install chromium']);
  });

  it('goes on to apt-get when the download fails', async () => {
    const { hands, ran, said } = handsOn({ remedy: 'apt-get install', failing: 'playwright' });
    expect(await ensureBrowser(root, hands)).toBe('/found');
    expect(ran.slice(1)).toEqual(['apt-get update', 'apt-get install -y chromium']);
    expect(said).toContain('Playwright failed.');
  });

  it('goes on to apt-get when the download does not start, for want of libraries', async () => {
    const { hands, said } = handsOn({ remedy: 'apt-get install' });
    expect(await ensureBrowser(root, hands)).toBe('/found');
    expect(said).toContain('Playwright brought no browser that starts.');
  });

  it('does not install after a failed update', async () => {
    const { hands, ran } = handsOn({ failing: 'apt-get update' });
    expect(await ensureBrowser(root, hands)).toBeNull();
    expect(ran.at(-1)).toBe('apt-get update');
  });

  it.each([
    [false, true],
    [true, false],
  ])('leaves apt-get alone when root is %s and apt-get there is %s', async (isRoot, hasApt) => {
    const { hands, ran } = handsOn({});
    expect(await ensureBrowser(waysToInstall(isRoot, hasApt), hands)).toBeNull();
    expect(ran).toEqual(['npx playwright install chromium']);
  });
});

describe('runQuietly', () => {
  it('tells success from failure', async () => {
    expect(await runQuietly([process.execPath, '-e', '0'], 10_000)).toBe(true);
    expect(await runQuietly([process.execPath, '-e', 'process.exit(3)'], 10_000)).toBe(false);
    expect(await runQuietly(['/no/such/program'], 10_000)).toBe(false);
  });

  it('ends a command that takes too long', async () => {
    const endless = 'setInterval(() => {}, 1000)';
    const begin = performance.now();
    expect(await runQuietly([process.execPath, '-e', endless], 300)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
