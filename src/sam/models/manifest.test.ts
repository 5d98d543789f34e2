import { describe, expect, it } from 'vitest';
import manifest from '#models/mobile-sam/manifest.json' with { type: 'json' };
import { parseManifest } from './manifest.ts';
import { mobileSam } from './mobileSam.ts';

describe('parseManifest', () => {
  it('keeps what the studio needs and leaves out what only the build needs', () => {
    const spec = parseManifest(manifest);
    expect(spec.encoder).toMatchObject({ place: 'served', path: manifest.encoder.path });
    expect(spec.decoder).toMatchObject({ place: 'served', sha256: manifest.decoder.sha256 });
    expect(spec).not.toHaveProperty('licence');
    expect(spec.encoder).not.toHaveProperty('source');
  });

  it('rejects a path that does not carry the hash of the file', () => {
    const decoder = { ...manifest.decoder, path: 'mobile-sam/decoder.00000000.onnx' };
    expect(() => parseManifest({ ...manifest, decoder })).toThrow('path does not carry its sha256');
  });

  it('rejects a manifest without tensor names', () => {
    const { inputNames: _inputNames, ...decoder } = manifest.decoder;
    expect(() => parseManifest({ ...manifest, decoder })).toThrow('inputNames');
  });
});

describe('mobileSam', () => {
  it('takes images of 1024 px and gives four candidates of 256 px', () => {
    expect(mobileSam.encoder.inputSide).toBe(1024);
    expect(mobileSam.encoder.tensors.map(({ shape }) => shape)).toEqual([[1, 256, 64, 64]]);
    expect(mobileSam.decoder.candidateCount).toBe(4);
    expect(mobileSam.decoder.lowResSide).toBe(256);
  });

  it('normalises with the statistics of ImageNet, in 0…255 units', () => {
    const { mean, std } = mobileSam.normalization;
    expect(mean.map(perUnit)).toEqual(['0.485', '0.456', '0.406']);
    expect(std.map(perUnit)).toEqual(['0.229', '0.224', '0.225']);
  });

  it('names the point labels with the codes of SAM’s ONNX export', () => {
    expect(mobileSam.labelCodes).toEqual({
      foreground: 1,
      background: 0,
      boxTopLeft: 2,
      boxBottomRight: 3,
      padding: -1,
    });
  });
});

function perUnit(value: number): string {
  return (value / 255).toFixed(3);
}
