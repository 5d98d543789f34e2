import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, cruiseImports, missedSources, type ImportReport } from './.checkImports.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** A small lawful tree: path → text. */
const lawful = {
  'models/tiny.json': '{}',
  'src/core/area.ts': 'export type Area = number;\nexport const unit: Area = 1;',
  'src/files/door.ts': "export type { Area } from '#core/area.ts';\nexport const open = 1;",
  'src/storage/database.ts': "import { openDB } from 'idb';\nexport const open = openDB;",
  'src/store/document.ts': "import { unit } from '#core/area.ts';\nexport const start = unit;",
  'src/sam/models/tiny.ts': "import tiny from '#models/tiny.json';\nexport const spec = tiny;",
  'src/sam/protocol.ts':
    "import type { spec } from './models/tiny.ts';\nexport type S = typeof spec;",
  'src/sam/numerics/scale.ts': 'export const half = 0.5;',
  'src/sam/worker/encoder.worker.ts': [
    "import { expose } from 'comlink';",
    "import { env } from 'onnxruntime-web/wasm';",
    "import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';",
    "import { half } from '../numerics/scale.ts';",
    'expose({ env, wasmUrl, half });',
  ].join('\n'),
  'src/sam/client/samClient.ts': [
    "import { wrap } from 'comlink';",
    "import type { S } from '../protocol.ts';",
    "export const start = () => wrap<S>(new Worker(new URL('../worker/encoder.worker.ts', import.meta.url)));",
  ].join('\n'),
  'src/flows/openFile.ts': [
    "import type { open } from '#files/door.ts';",
    "import { start } from '#store/document.ts';",
    'export const openFile = (door: typeof open) => [door, start];',
  ].join('\n'),
  'src/tools/tool.ts':
    "import type { ReactNode } from 'react';\nexport type Overlay = () => ReactNode;",
  'src/tools/point/pointBehaviour.ts': "export { start } from '#store/document.ts';",
  'src/tools/point/PointOverlay.tsx': "export { Circle } from 'react-konva';",
  'src/tools/point/PointOptions.tsx': "export { Slider } from '@mantine/core';",
  'src/canvas/Stage.tsx': "export { Stage } from 'react-konva';\nexport { useState } from 'react';",
  'src/ui/Panel.tsx':
    "export { Card } from '@mantine/core';\nexport { openFile } from '#flows/openFile.ts';",
  'src/app/main.tsx': [
    "import '@mantine/core/styles.css';",
    "import { registerSW } from 'virtual:pwa-register';",
    "import { Stage } from '#canvas/Stage.tsx';",
    "import { Card } from '#ui/Panel.tsx';",
    "import { open } from '#files/door.ts';",
    'export const wiring = [registerSW, Stage, Card, open];',
  ].join('\n'),
  'src/testing/fakes.ts':
    "import fc from 'fast-check';\nexport { start } from '#store/document.ts';\nexport { fc };",
  'src/core/area.test.ts': [
    "import { readFileSync } from 'node:fs';",
    "import { it } from 'vitest';",
    "import { start } from '#testing/fakes.ts';",
    "import { unit } from './area.ts';",
    'it("is lawful", () => [readFileSync, start, unit]);',
  ].join('\n'),
};

/** Modules with one offence each: path → [text, the rule that must report it]. */
const offences = {
  'src/core/knowsStore.ts': ["export { start } from '#store/document.ts';", 'layer-core'],
  'src/core/knowsStoreType.ts': [
    "import type { start } from '#store/document.ts';\nexport type T = typeof start;",
    'layer-core',
  ],
  'src/core/knowsPackage.ts': ["export { parse } from 'valibot';", 'layer-core-pure'],
  'src/files/knowsStation.ts': ["export type T = import('#storage/database.ts').T;", 'layer-files'],
  'src/formats/knowsNode.ts': ["export { readFileSync } from 'node:fs';", 'runs-in-a-browser'],
  'src/formats/knowsDevPackage.ts': ["export { test } from 'vitest';", 'ships-with-the-app'],
  'src/formats/knowsManifest.ts': [
    "export { default as m } from '#models/tiny.json';",
    'layer-formats',
  ],
  'src/formats/knowsNothing.ts': ["export { gone } from '#core/gone.ts';", 'resolvable'],
  'src/store/knowsIdb.ts': ["export type { IDBPDatabase } from 'idb';", 'idb-in-storage'],
  'src/sam/client/knowsOrt.ts': [
    "export type { Tensor } from 'onnxruntime-web/wasm';",
    'onnxruntime-in-worker',
  ],
  'src/sam/client/knowsNumerics.ts': [
    "export { half } from '#sam/numerics/scale.ts';",
    'layer-sam/client',
  ],
  'src/sam/client/knowsWorker.ts': [
    "import W from '../worker/encoder.worker.ts?worker';\nexport { W };",
    'layer-sam/client',
  ],
  'src/sam/knowsApp.test.ts': [
    "import { wiring } from '#app/main.tsx';\nexport { wiring };",
    'nobody-imports-app',
  ],
  'src/flows/knowsClient.ts': [
    "import { start } from '#sam/client/samClient.ts';\nexport { start };",
    'layer-flows',
  ],
  'src/flows/knowsFiles.ts': [
    "import { open } from '#files/door.ts';\nexport { open };",
    'layer-flows-types-only',
  ],
  'src/flows/knowsFilesTwice.ts': [
    "import type { Area } from '#files/door.ts';\nimport { open } from '#files/door.ts';\nexport const a: Area = open;",
    'layer-flows-types-only',
  ],
  'src/flows/knowsComlink.ts': [
    "export type { Remote } from 'comlink';",
    'comlink-between-client-and-worker',
  ],
  'src/flows/knowsFakes.ts': ["export { start } from '#testing/fakes.ts';", 'layer-flows'],
  'src/tools/box/boxBehaviour.ts': [
    "export { Rect } from 'react-konva';",
    'konva-in-canvas-and-overlays',
  ],
  'src/tools/box/BoxOptions.tsx': [
    "export { Rect } from 'react-konva';",
    'konva-in-canvas-and-overlays',
  ],
  'src/tools/box/boxState.ts': ["export type { ReactNode } from 'react';", 'react-in-views'],
  'src/tools/runner.ts': ["export { Stage } from '#canvas/Stage.tsx';", 'layer-tools'],
  'src/canvas/knowsUi.ts': ["export { Card } from '#ui/Panel.tsx';", 'layer-canvas'],
  'src/ui/knowsCanvas.ts': ["export const load = () => import('#canvas/Stage.tsx');", 'layer-ui'],
  'src/ui/knowsApp.ts': ["export { wiring } from '#app/main.tsx';", 'layer-ui'],
  'src/app/knowsHelpers.ts': ["export { help } from '../helpers/help.ts';", 'layer-app'],
  'src/core/cycleA.ts': ["import type { B } from './cycleB.ts';\nexport type A = B[];", 'no-cycle'],
} as const satisfies Readonly<Record<string, readonly [text: string, rule: string]>>;

/** What some offences import, in no layer or back to them. */
const accomplices = {
  'src/helpers/help.ts': 'export const help = 1;',
  'src/core/cycleB.ts': "import type { A } from './cycleA.ts';\nexport type B = { a: A };",
};

const roots: string[] = [];

function plant(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'import-rules-'));
  roots.push(root);
  cpSync(join(project, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

describe('import rules', () => {
  let report: ImportReport;

  beforeAll(async () => {
    const planted = Object.entries(offences).map(([path, [text]]) => [path, text]);
    report = await cruiseImports(
      plant({ ...lawful, ...accomplices, ...Object.fromEntries(planted) }),
    );
  }, 30_000);

  it.each(Object.entries(offences))('reports %s', (path, [, rule]) => {
    const found = report.violations.filter(({ from }) => from === path);
    expect(found.map((violation) => violation.rule)).toEqual([rule]);
    expect(found[0]?.instead).toMatch(/\w+ \w+/);
  });

  it('accepts every lawful import', () => {
    const lawfulPaths = new Set(Object.keys(lawful));
    expect(report.violations.filter(({ from }) => lawfulPaths.has(from))).toEqual([]);
  });

  it('names the way of a cycle that consists of types only', () => {
    const cycle = report.violations.find(({ rule }) => rule === 'no-cycle')?.cycle;
    expect(cycle).toEqual(['src/core/cycleB.ts', 'src/core/cycleA.ts']);
  });

  it('cruises every source file, tests included', () => {
    expect(report.sources).toHaveLength(
      Object.keys({ ...lawful, ...accomplices, ...offences }).filter((path) => /\.tsx?$/.test(path))
        .length,
    );
    expect(report.missed).toEqual([]);
  });

  it('complains with importer, imported, rule and advice', () => {
    const complaint = complaintsOf(report).find((text) => text.startsWith('src/ui/knowsCanvas.ts'));
    expect(complaint).toMatch(
      /^src\/ui\/knowsCanvas\.ts → src\/canvas\/Stage\.tsx\n +rule +layer-ui\n +instead +ui may import core, flows, store, tools: /,
    );
  });
});

describe('blindness', () => {
  it('complains when there is nothing to check', async () => {
    const report = await cruiseImports(plant({ 'src/readme.md': '# nothing' }));
    expect(complaintsOf(report)).toEqual([
      'no .ts or .tsx file was found in src: nothing was checked',
    ]);
  });

  it('complains about a file that was not cruised', () => {
    const missed = missedSources(['src/core/a.ts', 'src/core/b.ts'], ['src/core/a.ts']);
    expect(
      complaintsOf({ violations: [], sources: ['src/core/a.ts', 'src/core/b.ts'], missed }),
    ).toEqual(['src/core/b.ts was not cruised: its imports are unchecked']);
  });
});
