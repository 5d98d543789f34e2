import { describe, expect, it } from 'vitest';
import { parseNocFlags, parseSpeedFlags } from './flags.ts';

describe('parseNocFlags', () => {
  it('takes every object when only the pairs file is named', () => {
    expect(parseNocFlags(['--pairs', 'set/pairs.json'])).toEqual({
      pairsFile: 'set/pairs.json',
      limit: Infinity,
      every: 1,
      jsonFile: null,
      htmlFile: null,
    });
  });

  it('reads all flags, in both spellings', () => {
    expect(
      parseNocFlags(['--limit', '3', '--pairs=p.json', '--every=5', '--json', 'out.json']),
    ).toEqual({ pairsFile: 'p.json', limit: 3, every: 5, jsonFile: 'out.json', htmlFile: null });
  });

  it('tells how it is used when the pairs file is not named', () => {
    expect(() => parseNocFlags([])).toThrow(/^--pairs is missing\.\nUsage: /u);
    expect(() => parseNocFlags(['--pairs', ''])).toThrow(/^--pairs is empty\.\nUsage: /u);
  });

  it.each(['0', '-1', '1.5', '1e3', 'x', '99999999999999999'])('refuses %s as a limit', (text) => {
    expect(() => parseNocFlags(['--pairs', 'p.json', `--limit=${text}`])).toThrow(
      `--limit must be a whole number from 1 on, not "${text}".`,
    );
  });

  it('refuses flags and words it does not know', () => {
    expect(() => parseNocFlags(['--pairs', 'p.json', '--sample', '2'])).toThrow(/--sample/u);
    expect(() => parseNocFlags(['p.json'])).toThrow(/p\.json/u);
  });
});

describe('parseSpeedFlags', () => {
  it('times 4 encodes and 20 decodes unless told otherwise', () => {
    const counts = { encodeCount: 4, decodeCount: 20, imageCount: 30, promptCount: 300 };
    expect(parseSpeedFlags([])).toEqual({ ...counts, jsonFile: null });
    const flags = ['--encodes=2', '--decodes=9', '--images=3', '--prompts=8', '--json=a'];
    expect(parseSpeedFlags(flags)).toEqual({
      encodeCount: 2,
      decodeCount: 9,
      imageCount: 3,
      promptCount: 8,
      jsonFile: 'a',
    });
  });
});
