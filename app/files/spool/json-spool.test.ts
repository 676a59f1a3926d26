import { expect, it } from "vitest";
import { JsonSpool, openPieces, parsePieces } from "./json-spool.server.ts";

const MANY = 40_000;
const textOf = (number: number) =>
  JSON.stringify({ number, words: `第${number}项 "é"`, half: "x".repeat(number % 90) });

async function fill(spool: JsonSpool): Promise<string[]> {
  const texts = Array.from({ length: MANY }, (_, number) => textOf(number));
  for (const text of texts) {
    spool.add(text);
    await spool.settle();
  }
  return texts;
}

it("returns the added values in order, twice, while pieces are compressed in parallel", async () => {
  const told: string[] = [];
  const spool = new JsonSpool((piece) => told.push(Buffer.from(piece).toString()));
  const texts = await fill(spool);
  await spool.end();
  const whole = texts.join(",");
  expect(told.length).toBeGreaterThan(4);
  expect(told.join(",")).toBe(whole);
  for (let time = 0; time < 2; time += 1) {
    const opened: Uint8Array[] = [];
    for await (const chunk of openPieces(spool.readPieces())) opened.push(chunk);
    expect(Buffer.concat(opened).toString()).toBe(whole);
  }
  const parsed: unknown[] = [];
  for await (const some of parsePieces(spool.readPieces())) parsed.push(...some);
  expect(parsed).toEqual(texts.map((text) => JSON.parse(text)));
  expect(spool.count).toBe(MANY);
  await spool.close();
});

it("accepts an item longer than a piece, and closes while a piece is being written", async () => {
  const spool = new JsonSpool();
  const long = JSON.stringify("长".repeat(700_000));
  spool.add(long);
  await spool.settle();
  spool.add("1");
  await spool.end();
  const opened: Uint8Array[] = [];
  for await (const chunk of openPieces(spool.readPieces())) opened.push(chunk);
  expect(Buffer.concat(opened).toString()).toBe(`${long},1`);
  spool.add(long);
  await spool.settle();
  await spool.close();
});

it("passes pieces to waiting readers as they arrive and reports the end", async () => {
  const spool = new JsonSpool();
  const long = "1".repeat(600_000);
  const reading = spool.readPieces();
  const first = reading.next();
  spool.add(long);
  await spool.settle();
  expect((await first).done).toBe(false);
  const second = reading.next();
  spool.add("2");
  await spool.end();
  expect((await second).done).toBe(false);
  expect(await reading.next()).toEqual({ done: true, value: undefined });
  await spool.close();

  const failing = new JsonSpool();
  const waiting = failing.readPieces().next();
  failing.fail(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
  await failing.close();
});
