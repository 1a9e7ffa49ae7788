import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { AssayEvent } from '../../shared/contract/events.ts';
import type { Bench } from './contract.test.ts';

/** Reads events up to the first of a kind, that one included. */
async function until(stream: AsyncIterator<AssayEvent>, type: AssayEvent['type']): Promise<AssayEvent[]> {
  const seen: AssayEvent[] = [];
  for (;;) {
    const { value, done } = await stream.next();
    if (done) return seen;
    seen.push(value);
    if (value.type === type) return seen;
  }
}

export function eventTests(bench: Bench): void {
  test('two clients are told the same of a change, whoever made it', async () => {
    const { client, host } = bench;
    const other = await host.connect();
    const streams = [await client.events.subscribe({}), await other.events.subscribe({})];
    for (const stream of streams) expect(await until(stream, 'ready')).toEqual([{ type: 'ready' }]);
    const label = await other.labels.create({ id: uuid(), name: 'Seen', colour: 'blue', definition: '' });
    const [mine, theirs] = await Promise.all(streams.map((stream) => until(stream, 'changed')));
    expect(mine).toMatchObject([{ type: 'changed', label: 'Create label “Seen”', kind: 'do', tables: ['label'], ids: [label.id] }]);
    expect(theirs).toEqual(mine);
    await client.history.undo({});
    const told = await Promise.all(streams.map((stream) => until(stream, 'changed')));
    expect(told[0]).toMatchObject([{ kind: 'undo', label: 'Create label “Seen”' }]);
    expect(told[1]).toEqual(told[0]);
    for (const stream of streams) await stream.return?.();
  });

  test('a change comes with how the case stands after it', async () => {
    const { client } = bench;
    const stream = await client.events.subscribe({});
    await until(stream, 'ready');
    const next = async (): Promise<unknown> => (await until(stream, 'changed')).at(-1);
    const asked = async (): Promise<object> => {
      const { caseId, savedAt, counts } = (await client.cases.current({}))!;
      return { caseId, savedAt, counts, ...(await client.history.state({})) };
    };
    await client.claims.create({ id: uuid(), fields: { text: 'The wall leans.' } });
    expect(await next()).toMatchObject({ standing: { counts: { claims: 1 }, undo: expect.stringContaining('claim'), redo: null } });
    await client.history.undo({});
    expect(await next()).toMatchObject({ standing: await asked() });
    await client.claims.create({ id: uuid(), fields: { text: 'The wall stands.' } });
    expect(await next()).toMatchObject({ standing: await asked() });
    await stream.return?.();
  });

  test('clients are told of another case and of settings', async () => {
    const { client } = bench;
    const stream = await client.events.subscribe({});
    await until(stream, 'ready');
    await client.settings.update({ theme: 'light' });
    expect(await until(stream, 'settings')).toEqual([{ type: 'settings' }]);
    await client.cases.create({ name: 'Another' });
    expect((await until(stream, 'case')).at(-1)).toEqual({ type: 'case' });
    await stream.return?.();
  });

  test('ending a subscription ends it in the core', async () => {
    const { client } = bench;
    const stop = new AbortController();
    const stream = await client.events.subscribe({}, { signal: stop.signal });
    await until(stream, 'ready');
    stop.abort();
    // Carriers differ in what the next reading gets; none gets an event.
    const ended = await stream.next().then(
      ({ done }) => done,
      () => true,
    );
    expect(ended).toBe(true);
  });
}
