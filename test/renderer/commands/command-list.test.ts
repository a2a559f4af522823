import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { command } from '../../../renderer/commands/command.ts';
import { CommandList } from '../../../renderer/commands/command-list.ts';
import { findCommands } from '../../../renderer/commands/find-commands.ts';

const plain = (id: string, name: string, keys: string[] = [], hindrance: () => string | null = () => null, run = (): void => {}) =>
  command({ id, group: 'Test', name, keys, hindrance, run });

describe('CommandList', () => {
  it('gives a chord to what came last and is possible', () => {
    const list = new CommandList();
    let busy = false;
    list.add(() => [plain('program', 'Program', ['x'])]);
    const end = list.add(() => [plain('screen', 'Screen', ['x'], () => (busy ? 'Busy.' : null))]);
    expect(list.forChord('x')?.id).toBe('screen');
    busy = true;
    expect(list.forChord('x')?.id).toBe('program');
    busy = false;
    end();
    expect(list.forChord('x')?.id).toBe('program');
    expect(list.forChord('y')).toBeUndefined();
  });

  it('does nothing that is not possible', () => {
    const list = new CommandList();
    const done: string[] = [];
    list.add(() => [plain('yes', 'Yes', [], () => null, () => done.push('yes')), plain('no', 'No', [], () => 'Not now.', () => done.push('no'))]);
    list.run('yes');
    list.run('no');
    list.run('unknown');
    expect(done).toEqual(['yes']);
  });

  it('names the key in the tip of a button, in the words of the button, and follows what changes', () => {
    const list = new CommandList();
    const name = signal('Go');
    list.add(() => [plain('go', name.value, ['Shift+ArrowRight']), plain('mute', 'Mute')]);
    expect(list.title('go')).toBe('Go (Shift+→)');
    expect(list.title('go', 'Onwards')).toBe('Onwards (Shift+→)');
    expect(list.title('mute')).toBe('Mute');
    name.value = 'Walk';
    expect(list.title('go')).toBe('Walk (Shift+→)');
    expect(new CommandList(true).title('gone', 'Words')).toBe('Words');
  });
});

describe('findCommands', () => {
  const commands = [
    plain('a', 'Follow 44 Hartmann'),
    plain('b', 'Go to Live'),
    plain('c', 'Race speed 5×', [], () => 'No race is running.'),
    plain('d', 'New race'),
    plain('e', 'Race report'),
  ];
  const ids = (text: string): string => findCommands(commands, text).map(({ id }) => id).join('');

  it('finds every word anywhere, in any case', () => {
    expect(ids('44')).toBe('a');
    expect(ids('hart FOLL')).toBe('a');
    expect(ids('test live')).toBe('b');
    expect(ids('nothing like that')).toBe('');
  });

  it('puts names that begin so first, and what is possible before what is not', () => {
    expect(ids('race')).toBe('ecd');
  });

  it('takes a number for a whole one first', () => {
    const cars = [plain('41', 'Follow 41 Hoekstra'), plain('4', 'Follow 4 Morikawa')];
    expect(findCommands(cars, 'follow 4').map(({ id }) => id)).toEqual(['4', '41']);
    expect(findCommands(cars, '4').map(({ id }) => id)).toEqual(['4', '41']);
  });

  it('lists everything for nothing', () => {
    expect(ids('').split('').toSorted().join('')).toBe('abcde');
  });
});
