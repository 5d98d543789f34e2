import { type Browser, expect, type Page, test } from '@playwright/test';
import type { BackendChoice, BackendUse } from '#core/backend/backend.ts';
import { verdictOf } from '#core/backend/verdict.ts';
import { launchBrowser } from '../bench/browser.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { makeMiniature, type MiniatureFiles } from '../parity/miniatureFiles.ts';

/** Give Chromium a WebGPU adapter on machines without a graphics card. */
const swiftShader = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

let browser: Browser;
let server: BenchServer;
let files: MiniatureFiles;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  files = await makeMiniature();
  [server, browser] = await Promise.all([startServer(files.served), launchBrowser(swiftShader)]);
});

test.afterAll(async () => {
  await Promise.all([browser.close(), server.close(), files.remove()]);
});

/** A page with the levers; `patch` runs in each of the named workers before anything else. */
async function openPage(
  patch?: { readonly worker: string; readonly script: string } | { readonly init: () => void },
): Promise<Page> {
  const page = await browser.newPage();
  if (patch && 'init' in patch) await page.addInitScript(patch.init);
  if (patch && 'worker' in patch) {
    await page.context().route(new RegExp(`${patch.worker}\\.worker\\.ts`, 'u'), async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${patch.script}\n${await response.text()}` });
    });
  }
  await page.goto(`${server.origin}/e2e/parity/backend.html`);
  await page.waitForFunction(() => window.backends !== undefined);
  return page;
}

const open = (page: Page, choice: BackendChoice) =>
  page.evaluate(([spec, backend]) => window.backends?.open(spec, backend), [
    files.spec,
    choice,
  ] as const);
const prepare = (page: Page) => page.evaluate(() => window.backends?.prepare());
const click = (page: Page) => page.evaluate(() => window.backends?.click());
const uses = async (page: Page): Promise<readonly string[]> => {
  const all = await page.evaluate(() => window.backends?.uses());
  return (all ?? []).map(({ backend, why }: BackendUse) => `${backend}: ${why.code}`);
};

let wasmAnswer: Promise<readonly number[] | undefined> | null = null;
/** The answer of WASM, asked for once. */
function answerOnWasm(): Promise<readonly number[] | undefined> {
  wasmAnswer ??= askWasm();
  return wasmAnswer;
}

async function askWasm(): Promise<readonly number[] | undefined> {
  const page = await openPage();
  await open(page, 'wasm');
  await prepare(page);
  const counts = await click(page);
  await page.close();
  return counts;
}

test('WebGPU and WASM answer the golden prompt alike', async () => {
  const page = await openPage();
  const facts = await page.evaluate((spec) => window.backends?.tryDevice(spec), files.spec);
  if (facts?.kind !== 'adapter' || facts.trial.kind !== 'ran')
    throw new Error(JSON.stringify(facts));
  expect(facts.adapter.maxStorageBufferBindingSizeBytes).toBeGreaterThanOrEqual(128 * 2 ** 20);
  expect(facts.trial.trials.map(({ part }) => part)).toEqual(['miniature', 'decoder', 'encoder']);
  for (const { maskIou } of facts.trial.trials) expect(maskIou).toBeGreaterThan(0.999);
  // a processor that plays a graphics card is the slower processor
  expect(verdictOf(facts)).toMatchObject({ backend: 'wasm', why: { code: 'slower' } });
  await page.close();
});

test('a driver that computes something else is found out', async () => {
  const page = await openPage({
    worker: 'check',
    // what onnxruntime #18311 looked like from outside: no error, other numbers
    script: `const create = GPUDevice.prototype.createShaderModule;
      GPUDevice.prototype.createShaderModule = function (descriptor) {
        const code = descriptor.code.replaceAll('exp(', 'cos(');
        return create.call(this, { ...descriptor, code });
      };`,
  });
  const facts = await page.evaluate((spec) => window.backends?.tryDevice(spec), files.spec);
  expect(facts && verdictOf(facts)).toMatchObject({
    backend: 'wasm',
    why: { code: 'wrong-masks' },
  });
  await page.close();
});

test('without WebGPU, without an adapter and with one that fails, WASM starts at once', async () => {
  const withoutApi = await openPage({
    init: () => Object.defineProperty(navigator, 'gpu', { value: undefined }),
  });
  await open(withoutApi, 'auto');
  expect(await uses(withoutApi)).toEqual(['wasm: no-webgpu']);
  await withoutApi.close();

  const withoutAdapter = await openPage({
    init: () => Object.defineProperty(GPU.prototype, 'requestAdapter', { value: async () => null }),
  });
  await open(withoutAdapter, 'auto');
  expect(await uses(withoutAdapter)).toEqual(['wasm: no-adapter']);
  await withoutAdapter.close();

  const failing = await openPage({
    init: () =>
      Object.defineProperty(GPU.prototype, 'requestAdapter', {
        value: () => Promise.reject(new Error('the driver is busy')),
      }),
  });
  await open(failing, 'auto');
  expect(await uses(failing)).toEqual(['wasm: adapter-failed']);
  await failing.close();
});

test('where WebGPU does not start, fresh workers start on WASM and the click is answered', async () => {
  const expected = await answerOnWasm();
  const page = await openPage({
    worker: 'decoder',
    script: `GPUAdapter.prototype.requestDevice = () =>
      Promise.reject(new DOMException('the driver gives no device', 'OperationError'));`,
  });
  await open(page, 'webgpu');
  expect(await uses(page)).toEqual(['webgpu: chosen', 'wasm: start-failed']);
  await prepare(page);
  expect(await click(page)).toEqual(expected);
  await page.close();
});

test('a graphics card that is lost while the image is read costs neither image nor click', async () => {
  const expected = await answerOnWasm();
  const page = await openPage();
  await open(page, 'webgpu');
  const prepared = prepare(page);
  await crashGpu();
  await prepared;
  expect(await click(page)).toEqual(expected);
  expect(await uses(page)).toEqual(['webgpu: chosen', 'wasm: device-lost']);
  await page.close();
});

test('a graphics card that is lost between two clicks is replaced for the second one', async () => {
  const expected = await answerOnWasm();
  const page = await openPage();
  await open(page, 'webgpu');
  await prepare(page);
  expect(await click(page)).toHaveLength(expected?.length ?? Number.NaN);
  await crashGpu();
  expect(await click(page)).toHaveLength(expected?.length ?? Number.NaN);
  expect(await uses(page)).toEqual(['webgpu: chosen', 'wasm: device-lost']);
  await page.close();
});

/** Ends the process that holds the graphics device, as a driver does that is updated or hangs. */
async function crashGpu(): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess');
  await session.detach();
}
