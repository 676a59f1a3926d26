import { afterEach, describe, expect, it, vi } from "vitest";
import { sendBatch } from "./send-batch.ts";

const batch = { inventoryId: "i", userId: "u", changes: [] };
const answer = { ok: true, records: [{ recordId: "r", version: 2 }] };
const encoded = `[{"_1":2},"data",${JSON.stringify(JSON.stringify(answer))}]\n`;

afterEach(() => vi.unstubAllGlobals());

function withNetwork(respond: () => Promise<Response>, onLine = true) {
  vi.stubGlobal("navigator", { onLine });
  vi.stubGlobal("fetch", respond);
}

describe("sendBatch", () => {
  it("reads the response of the page's data address", async () => {
    withNetwork(async () => new Response(encoded));
    expect(await sendBatch("o", batch)).toEqual({ kind: "answered", answer });
  });

  it.each([
    [202, "signed_out"],
    [401, "signed_out"],
    [402, "plan"],
    [403, "refused"],
    [404, "refused"],
    [422, "failed"],
    [500, "failed"],
    [503, "failed"],
  ])("maps status %i to %s", async (status, kind) => {
    withNetwork(async () => new Response("[]", { status }));
    expect(await sendBatch("o", batch)).toEqual({ kind });
  });

  it.each(["", "<html>", "[]", '[{"_1":2},"error","x"]', '[{"_1":2},"data",{"_3":4}]'])(
    "takes an answer that is none for a failure: %s",
    async (body) => {
      withNetwork(async () => new Response(body));
      expect(await sendBatch("o", batch)).toEqual({ kind: "failed" });
    },
  );

  it("reports a lost network without throwing", async () => {
    const lost = () => Promise.reject(new TypeError("Failed to fetch"));
    withNetwork(lost, false);
    expect(await sendBatch("o", batch)).toEqual({ kind: "offline" });
    withNetwork(lost, true);
    expect(await sendBatch("o", batch)).toEqual({ kind: "failed" });
  });

  it("keeps in drafts what a closing page can't send", async () => {
    const sent: RequestInit[] = [];
    withNetwork(async () => new Response(encoded));
    vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
      sent.push(init);
      return new Response(encoded);
    });
    expect(await sendBatch("o", batch, true)).toEqual({ kind: "answered", answer });
    const changes = [{ kind: "delete" as const, recordId: "r", version: 1, reason: "x".repeat(30_000) }];
    expect(await sendBatch("o", { ...batch, changes }, true)).toEqual({ kind: "failed" });
    expect(sent.map(({ keepalive }) => keepalive)).toEqual([true]);
  });
});
