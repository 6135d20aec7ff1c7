import { describe, expect, test } from '@jest/globals';
import { Later } from '../../src/local-port/state/later.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('work for later', () => {
  test('begins on its own, and what follows it runs once', async () => {
    const done: string[] = [];
    const later = new Later(() => void done.push('kept'));
    later.run(() => void done.push('work'));
    expect(done).toEqual([]);
    await nextTurn();
    expect(done).toEqual(['work', 'kept']);
    later.finish();
    await nextTurn();
    expect(done).toEqual(['work', 'kept']);
  });

  test('is done at once when the server stops, and not again', async () => {
    const done: string[] = [];
    const later = new Later(() => void done.push('kept'));
    later.run(() => void done.push('first'));
    later.run(() => void done.push('second'));
    later.finish();
    expect(done).toEqual(['first', 'kept', 'second', 'kept']);
    await nextTurn();
    expect(done).toHaveLength(4);
  });

  test('is dropped by a reset', async () => {
    const done: string[] = [];
    const later = new Later(() => undefined);
    later.run(() => void done.push('work'));
    later.clear();
    await nextTurn();
    expect(done).toEqual([]);
  });

  test('survives that its result cannot be kept', async () => {
    const later = new Later(() => {
      throw new Error('disk full');
    });
    later.run(() => undefined);
    await nextTurn();
    expect(() => later.finish()).not.toThrow();
  });
});
