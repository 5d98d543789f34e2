import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml, readXml, type XmlElement } from './xml.ts';

async function elementsOf(pieces: readonly string[], ...names: readonly string[]) {
  const elements: XmlElement[] = [];
  const fault = await readXml(pieces, new Set(names), (element) => elements.push(element));
  return { elements, fault };
}

describe('readXml', () => {
  it('hands out each wanted element with all that is in it, however the text is cut', async () => {
    const pieces = ['<a><im', 'age id="1"><box x="2"/> te', 'xt </image><other/><image/></a>'];
    const { elements, fault } = await elementsOf(pieces, 'image');
    expect(fault).toBeNull();
    expect(elements).toEqual([
      {
        name: 'image',
        attributes: { id: '1' },
        text: 'text',
        children: [{ name: 'box', attributes: { x: '2' }, children: [], text: '' }],
      },
      { name: 'image', attributes: {}, children: [], text: '' },
    ]);
  });

  it('says what is wrong with a file that is cut off, and keeps what came before', async () => {
    const { elements, fault } = await elementsOf(['<a><image/><image>'], 'image');
    expect(elements).toHaveLength(1);
    expect(fault).toContain('unclosed tag');
  });

  it('expands no entities of its own', async () => {
    const text = '<!DOCTYPE a [<!ENTITY x "yyyyyyyy">]><a><image>&x;</image></a>';
    expect((await elementsOf([text], 'image')).fault).not.toBeNull();
  });

  it('refuses what is nested without end', async () => {
    expect((await elementsOf(['<a>'.repeat(100_000)], 'b')).fault).toContain('nested');
  });
});

describe('escapeXml', () => {
  it('comes back as it was, but for what XML cannot say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (value) => {
        const { elements, fault } = await elementsOf([`<a v="${escapeXml(value)}"/>`], 'a');
        expect(fault).toBeNull();
        expect(elements[0]?.attributes['v']).toBe(value.replace(/[^\P{Cc}\t\n\r]/gu, '?'));
      }),
    );
  });
});
