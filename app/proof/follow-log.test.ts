import { expect, it } from "vitest";
import { signCheckpoint } from "./checkpoint.ts";
import { followLog, type LogView } from "./follow-log.ts";
import { encodeLogEntry } from "./log-entry.ts";
import { hashLeaf, rootOfLeafHashes } from "./merkle.ts";
import { makeLogKey, ORIGIN, publishLog, type SampleLog, sampleEntry } from "./testing/sample-log.ts";
import { joinEntryBundle, joinTile } from "./tile.ts";

const key = makeLogKey();
const entriesTo = (size: number, salt = 0) => Array.from({ length: size }, (_, at) => sampleEntry(at, salt));
const publish = async (size: number, salt = 0) => publishLog(entriesTo(size, salt), (await key).signer);
const follow = async (log: SampleLog, before: LogView | null = null) =>
  followLog(log.source, [(await key).verifier], before);
const viewAt = async (size: number, salt = 0) => (await follow(await publish(size, salt))).view!;

it.each([1, 255, 256, 257, 700, 1024])("reads a log of %i entries from its first to the signed root", async (size) => {
  const { faults, added, view, checkpoint } = await follow(await publish(size));
  expect(faults).toEqual([]);
  expect(added).toHaveLength(size);
  expect([view?.edge.size, checkpoint?.size]).toEqual([size, size]);
});

it.each([
  [1, 2],
  [3, 300],
  [256, 257],
  [300, 600],
  [513, 513],
])("goes on from %i entries to %i, and reads only what is new", async (from, to) => {
  const log = await publish(to);
  const { faults, added } = await follow(log, await viewAt(from));
  expect(faults).toEqual([]);
  expect(added).toEqual(entriesTo(to).slice(from));
});

it("names a log that became shorter", async () => {
  const { faults, view } = await follow(await publish(299), await viewAt(300));
  expect(faults).toEqual([{ code: "regression", from: 300, to: 299 }]);
  expect(view).toBeNull();
});

it.each([300, 301, 700])("names another history of the same entries, at %i entries", async (size) => {
  const { faults, view } = await follow(await publish(size, 1), await viewAt(300));
  expect(faults.map(({ code }) => code)).toContain("fork");
  expect(view).toBeNull();
});

it("names a fork of one old entry too, far behind what is new", async () => {
  const entries = entriesTo(600).with(5, sampleEntry(5, 7));
  const forked = await publishLog(entries, (await key).signer);
  const { faults } = await follow(forked, await viewAt(400));
  expect(faults).toMatchObject([{ code: "fork", size: 400 }]);
});

it("names another log in its place", async () => {
  const other = await publishLog(entriesTo(5), (await key).signer, ORIGIN);
  const before = { ...(await viewAt(3)), origin: "other.example/log" };
  expect((await follow(other, before)).faults).toEqual([{ code: "other_log", before: before.origin, now: ORIGIN }]);
});

it("names an entry that was changed in the bundle, by its index", async () => {
  const log = await publish(300);
  const bundle = log.files.get("tile/entries/001.p/44")!;
  const at = encodeLogEntry(sampleEntry(256)).length + 2 + 2 + 40;
  log.files.set("tile/entries/001.p/44", bundle.with(at, bundle[at] === 0x30 ? 0x31 : 0x30));
  const { faults, view } = await follow(log);
  expect(faults[0]).toMatchObject({ code: "changed_entry", index: 257 });
  expect(view).toBeNull();
});

it("names an entry whose hash was changed in the tile", async () => {
  const log = await publish(20);
  const tile = log.files.get("tile/0/000.p/20")!;
  log.files.set("tile/0/000.p/20", tile.with(32 * 7, tile[32 * 7]! ^ 1));
  expect((await follow(log)).faults).toMatchObject([{ code: "changed_entry", index: 7 }]);
});

it("names an upper tile that does not match the tiles below it", async () => {
  const log = await publish(600);
  const tile = log.files.get("tile/1/000.p/2")!;
  log.files.set("tile/1/000.p/2", tile.with(33, tile[33]! ^ 1));
  expect((await follow(log)).faults).toMatchObject([{ code: "changed_tile", path: "tile/1/000.p/2" }]);
});

it.each(["tile/entries/000", "tile/0/001.p/44", "tile/1/000.p/1"])(
  "names %s where it is missing or cut short",
  async (path) => {
    const log = await publish(300);
    const bytes = log.files.get(path)!;
    log.files.delete(path);
    expect((await follow(log)).faults).toContainEqual({ code: "gap", path });
    log.files.set(path, bytes.slice(0, -1));
    expect((await follow(log)).faults).toContainEqual({ code: "gap", path });
  },
);

it("names entries that lead to another root than the signed one", async () => {
  const log = await publish(9);
  const other = await publish(9, 3);
  log.checkpoint = other.checkpoint;
  expect((await follow(log)).faults).toMatchObject([{ code: "fork", size: 9 }]);
});

it("believes no checkpoint that a known key did not sign", async () => {
  const log = await publish(9);
  const stranger = await makeLogKey();
  log.checkpoint = await signCheckpoint({ origin: ORIGIN, size: 9, root: new Uint8Array(32) }, stranger.signer);
  expect((await follow(log)).faults).toEqual([{ code: "wrong_signature", reason: "unknown_note_key" }]);
});

it("names an entry that is none of this log's form, although it is in the tree", async () => {
  const log = await publish(2);
  const text = new TextEncoder().encode('{"hello":1}');
  const bytes = [encodeLogEntry(sampleEntry(0)), text];
  const hashes = await Promise.all(bytes.map(hashLeaf));
  log.files.set("tile/entries/000.p/2", joinEntryBundle(bytes));
  log.files.set("tile/0/000.p/2", joinTile(hashes));
  log.checkpoint = await signCheckpoint(
    { origin: ORIGIN, size: 2, root: await rootOfLeafHashes(hashes) },
    (await key).signer,
  );
  expect((await follow(log)).faults).toEqual([{ code: "unreadable_entry", index: 1, reason: "invalid_log_entry" }]);
});
