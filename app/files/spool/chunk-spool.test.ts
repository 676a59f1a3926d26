import { expect, it } from "vitest";
import { ChunkSpool } from "./chunk-spool.server.ts";

const MEBIBYTE = 1024 * 1024;
const COUNT = 9;
/** Created each time, because the spool takes ownership of a chunk. */
const chunkOf = (number: number) => Buffer.alloc(MEBIBYTE + number, number);

async function readAll(chunks: AsyncIterable<Uint8Array>, afterEach: (at: number) => Promise<void> = async () => {}) {
  const found: boolean[] = [];
  for await (const chunk of chunks) {
    found.push(chunkOf(found.length).equals(chunk));
    await afterEach(found.length);
  }
  return found;
}

it("returns chunks unchanged from memory and file to readers during and after writing", async () => {
  const spool = new ChunkSpool();
  await spool.add(chunkOf(0));
  // The reader takes one and adds one, so it moves from memory to the file halfway.
  const meanwhile = await readAll(spool.read(), async (at) => {
    if (at < COUNT) await spool.add(chunkOf(at));
    else spool.end();
  });
  const every = Array<boolean>(COUNT).fill(true);
  expect(meanwhile).toEqual(every);
  for (const again of [spool.lend(), spool.lend(), spool.read()]) expect(await readAll(again)).toEqual(every);
  expect(spool.count).toBe(COUNT);
  await spool.close();
});

it("returns the same chunks if they went to the file before the first read", async () => {
  const spool = new ChunkSpool();
  const reading = readAll(spool.lend());
  for (let number = 0; number < COUNT; number += 1) await spool.add(chunkOf(number));
  spool.end();
  const every = Array<boolean>(COUNT).fill(true);
  expect(await reading).toEqual(every);
  for (const again of [spool.lend(), spool.lend(), spool.read()]) expect(await readAll(again)).toEqual(every);
  await spool.close();
});
