import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeFaultOf,
  attributeKinds,
  carryValues,
  convertValue,
  joinSpecs,
  valueOf,
  withInitialValues,
  withKind,
  withValue,
  type AttributeDraft,
  type AttributeSpec,
} from './attributes.ts';

const age: AttributeSpec = { kind: 'number', name: 'age', initial: 3 };
const side: AttributeSpec = {
  kind: 'select',
  name: 'side',
  options: ['left', 'right'],
  initial: null,
};

function draftOf(spec: AttributeSpec, patch: Partial<AttributeDraft> = {}): AttributeDraft {
  return { spec, former: spec.name, renamedOptions: {}, ...patch };
}

describe('withInitialValues', () => {
  it('gives what is missing and leaves what is there', () => {
    expect(withInitialValues(undefined, [age, side])).toEqual({ age: 3 });
    expect(withInitialValues({ age: 5 }, [age])).toEqual({ age: 5 });
    expect(withInitialValues(undefined, [side])).toBeUndefined();
  });

  it('is not misled by what every record has', () => {
    const spec: AttributeSpec = { kind: 'text', name: 'constructor', initial: 'Ford' };
    expect(withInitialValues({}, [spec])).toEqual({ constructor: 'Ford' });
    expect(valueOf({}, spec)).toBeNull();
  });
});

describe('convertValue', () => {
  it('says what can be said as another kind', () => {
    expect(convertValue('12', age)).toBe(12);
    expect(convertValue('twelve', age)).toBeNull();
    expect(convertValue(true, { kind: 'text', name: 'a', initial: '' })).toBe('true');
    expect(convertValue('Yes', { kind: 'checkbox', name: 'a', initial: false })).toBe(true);
    expect(convertValue('LEFT', side)).toBe('left');
    expect(convertValue('above', side)).toBeNull();
  });
});

describe('carryValues', () => {
  it('carries values to another name and options to theirs', () => {
    const renamed = draftOf(
      { ...side, name: 'hand', options: ['links', 'right'] },
      { former: 'side', renamedOptions: { left: 'links' } },
    );
    expect(carryValues({ side: 'left', other: 1 }, [renamed])).toEqual({
      values: { hand: 'links', other: 1 },
      lostCount: 0,
    });
  });

  it('lets two attributes swap their names', () => {
    const text = (name: string): AttributeSpec => ({ kind: 'text', name, initial: '' });
    const drafts = [draftOf(text('b'), { former: 'a' }), draftOf(text('a'), { former: 'b' })];
    expect(carryValues({ a: '1', b: '2' }, drafts).values).toEqual({ b: '1', a: '2' });
  });

  it('takes off what the new kind cannot say, and counts it', () => {
    expect(carryValues({ age: 'old' }, [draftOf(age)])).toEqual({ values: {}, lostCount: 1 });
  });
});

describe('properties', () => {
  const values = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const kinds = fc.constantFrom(...attributeKinds);

  it('converts what it converted to itself', () => {
    fc.assert(
      fc.property(values, kinds, fc.array(fc.string()), (value, kind, options) => {
        const base = withKind({ kind: 'text', name: 'a', initial: '' }, kind);
        const spec = base.kind === 'select' ? { ...base, options } : base;
        const once = convertValue(value, spec);
        if (once !== null) expect(convertValue(once, spec)).toBe(once);
      }),
    );
  });

  it('leaves values alone while nothing about the attributes changed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values), (all) => {
        const drafts = Object.entries(all).map(([name, value]) =>
          draftOf(withKind({ kind: 'text', name, initial: '' }, kindOf(value))),
        );
        expect(carryValues(all, drafts)).toEqual({ values: { ...all }, lostCount: 0 });
      }),
    );
  });

  it('gives every kind an initial value of its own kind', () => {
    fc.assert(
      fc.property(kinds, kinds, fc.string(), (from, to, initial) => {
        const spec = withKind(withKind({ kind: 'text', name: 'a', initial }, from), to);
        expect(spec.kind).toBe(to);
        if (spec.initial !== null && spec.initial !== '')
          expect(convertValue(spec.initial, spec)).toBe(spec.initial);
      }),
    );
  });

  it('forgets a value that was set', () => {
    fc.assert(
      fc.property(fc.string(), values, (name, value) => {
        expect(withValue(withValue({ kept: 1 }, `${name}!`, value), `${name}!`, null)).toEqual({
          kept: 1,
        });
      }),
    );
  });
});

describe('attributeFaultOf', () => {
  it('names what is wrong', () => {
    expect(attributeFaultOf({ ...age, name: '' }, [])).toBe('noName');
    expect(attributeFaultOf(age, ['age'])).toBe('sameName');
    expect(attributeFaultOf({ ...side, options: [] }, [])).toBe('noOptions');
    expect(attributeFaultOf({ ...side, options: ['a', 'a'] }, [])).toBe('sameOption');
    expect(attributeFaultOf(side, ['age'])).toBeNull();
  });
});

describe('joinSpecs', () => {
  it('keeps the earlier one of equal names', () => {
    const text: AttributeSpec = { kind: 'text', name: 'age', initial: '' };
    expect(joinSpecs([[age], [text, side]])).toEqual([age, side]);
  });
});

function kindOf(value: string | number | boolean) {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'checkbox';
}
