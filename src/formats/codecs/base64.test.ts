import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';

it('comes back byte by byte, and is what others write', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const text = toBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(text)).toEqual(Uint8Array.from(bytes));
    }),
  );
});

it('reads over breaks between lines, and nothing else that is no digit', () => {
  expect(fromBase64('AQ\r\nID')).toEqual(Uint8Array.of(1, 2, 3));
  expect(fromBase64('!!!notbase64')).toBeNull();
  expect(fromBase64('AQ=D')).toBeNull();
  expect(fromBase64('AQIDA')).toBeNull();
});
