import { expect, it } from "vitest";
import { ChunkSpool } from "./chunk-spool.server.ts";

const MEBIBYTE = 1024 * 1024;
const COUNT = 9;
/** Made anew each time: the spool takes a chunk for its own. */
const chunkOf = (number: number) => Buffer.alloc(MEBIBYTE + number, number);

async function readAll(spool: ChunkSpool, beforeEach: (at: number) => Promise<void> = async () => {}) {
  const found: boolean[] = [];
  for await (const chunk of spool.read()) {
    found.push(chunkOf(found.length).equals(chunk));
    await beforeEach(found.length);
  }
  return found;
}

it("gives chunks back as they were, from memory and from its file, to whoever reads while they come and after", async () => {
  const spool = new ChunkSpool();
  await spool.add(chunkOf(0));
  // The reader takes one and adds one, so it passes from memory to the file in the middle.
  const meanwhile = await readAll(spool, async (at) => {
    if (at < COUNT) await spool.add(chunkOf(at));
    else spool.end();
  });
  const every = Array<boolean>(COUNT).fill(true);
  expect(meanwhile).toEqual(every);
  expect(await readAll(spool)).toEqual(every);
  expect(spool.count).toBe(COUNT);
  await spool.close();
});

it("reads the same where chunks went to the file before anybody read", async () => {
  const spool = new ChunkSpool();
  const reading = readAll(spool);
  for (let number = 0; number < COUNT; number += 1) await spool.add(chunkOf(number));
  spool.end();
  const every = Array<boolean>(COUNT).fill(true);
  expect(await reading).toEqual(every);
  expect(await readAll(spool)).toEqual(every);
  await spool.close();
});
