import { describe, expect, it } from "vitest";
import { ShareExhausted, Shares, shareOf } from "./share.ts";

/** Work that continues until a test ends it. */
function held() {
  let end = () => {};
  let hasBegun = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = () => {
    hasBegun = true;
    return ended;
  };
  return { work, end, hasBegun: () => hasBegun };
}

/** Lets waiting work continue. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("Shares", () => {
  it("gives one key no more than its share, and other keys theirs at the same time", async () => {
    const shares = new Shares();
    const works = [held(), held(), held()];
    const done = works.map(({ work }) => shares.within("large", 2, work));
    await settle();
    expect(works.map(({ hasBegun }) => hasBegun())).toEqual([true, true, false]);
    expect(await shares.within("small", 2, async () => "served")).toBe("served");
    works[0]!.end();
    await done[0];
    await settle();
    expect(works[2]!.hasBegun()).toBe(true);
    works[1]!.end();
    works[2]!.end();
    await Promise.all(done);
  });

  it("refuses work that would wait behind too many, and work that has waited too long", async () => {
    const first = held();
    const shares = new Shares({ waiting: 1, milliseconds: 1 });
    const done = shares.within("large", 1, first.work);
    const waiting = shares.within("large", 1, async () => {});
    await expect(shares.within("large", 1, async () => {})).rejects.toThrow(ShareExhausted);
    await expect(waiting).rejects.toThrow(ShareExhausted);
    first.end();
    await done;
    expect(await shares.within("large", 1, async () => "served")).toBe("served");
  });

  it("gives the place of failed work to the next", async () => {
    const shares = new Shares();
    const failed = shares.within("one", 1, () => Promise.reject(new Error("no")));
    const next = shares.within("one", 1, async () => "served");
    await expect(failed).rejects.toThrow("no");
    expect(await next).toBe("served");
  });

  it("starts work inside other work at once, so that they don't wait for each other", async () => {
    const shares = new Shares();
    const inner = () => shares.within("one", 1, async () => "served");
    expect(await shares.within("one", 1, inner)).toBe("served");
    expect(await shares.within("other", 1, () => Promise.all([inner(), inner()]))).toEqual(["served", "served"]);
  });

  it("queues work that outlives the work it began in", async () => {
    const shares = new Shares();
    const first = held();
    let later = Promise.resolve("");
    await shares.within("one", 1, async () => {
      later = settle()
        .then(settle)
        .then(() => shares.within("one", 1, async () => "served"));
    });
    const done = shares.within("one", 1, first.work);
    const order: string[] = [];
    const noted = later.then(() => order.push("later"));
    for (let turn = 0; turn < 5; turn += 1) await settle();
    order.push("first");
    first.end();
    await Promise.all([done, noted]);
    expect(order).toEqual(["first", "later"]);
  });

  it.each([
    [10, true, 3],
    [10, false, 5],
    [4, true, 1],
    [1, true, 1],
    [1, false, 1],
  ])("of %i connections, of a tenant %s: %i", (connections, isOfTenant, share) =>
    expect(shareOf(connections, isOfTenant)).toBe(share),
  );
});
