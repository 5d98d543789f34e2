import { describe, expect, it } from 'vitest';
import en from '../text/en.json';
import { commandOf, commands } from './commands.ts';
import { normalKeyName } from './keyName.ts';

describe('the list of commands', () => {
  it('has every id once', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a name for each of them', () => {
    for (const { id, group } of commands) {
      expect(en.command[id], id).toBeTruthy();
      expect(en.group[group]).toBeTruthy();
    }
  });

  it('names keys in their one form', () => {
    for (const { id, keys } of commands) {
      for (const key of keys) expect(normalKeyName(key), id).toBe(key);
    }
  });

  it('finds a command by its id', () => {
    expect(commandOf('undo').group).toBe('project');
  });
});
