import { describe, expect, it } from 'vitest';
import { csvOf, reasonText, textOf } from './reportText.ts';

describe('reasonText', () => {
  it('leaves the name of the file out', () => {
    expect(reasonText('a.jpg: the file is empty.')).toBe('The file is empty.');
    expect(reasonText('The disk is full.')).toBe('The disk is full.');
  });
});

describe('textOf', () => {
  it('is one file a line', () => {
    expect(textOf([{ path: 'a/b.jpg', reason: 'Empty.' }])).toBe('a/b.jpg\tEmpty.\n');
  });
});

describe('csvOf', () => {
  it('quotes what has to be quoted and disarms formulas', () => {
    const rows = [
      { path: 'a,"b".jpg', reason: 'Empty.' },
      { path: '=SUM(A1).jpg', reason: 'Damaged.' },
    ];
    expect(csvOf(rows)).toBe(`file,reason\r\n"a,""b"".jpg",Empty.\r\n'=SUM(A1).jpg,Damaged.\r\n`);
  });
});
