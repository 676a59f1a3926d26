import { expect, it } from "vitest";
import { streamBody } from "./stream-body.ts";

async function* tell(events: string[], chunks: (Uint8Array | string)[]) {
  try {
    for (const chunk of chunks) {
      events.push("told");
      yield chunk;
    }
  } finally {
    events.push("over");
  }
}

it("contains text and bytes in their order, and creates nothing before it is requested", async () => {
  const events: string[] = [];
  const reader = streamBody(tell(events, ["吨", new Uint8Array([33]), "?"])).getReader();
  expect(events).toEqual([]);
  expect(Buffer.from((await reader.read()).value!).toString()).toBe("吨");
  expect(events).toEqual(["told"]);
  await reader.cancel();
  expect(events).toEqual(["told", "over"]);
  const whole = new Response(streamBody(tell([], ["吨", new Uint8Array([33]), "?"])));
  expect(await whole.text()).toBe("吨!?");
});

it("fails if its chunks fail, so that a partial body is not taken for a complete one", async () => {
  async function* broken() {
    yield "{";
    throw new Error("gone");
  }
  await expect(new Response(streamBody(broken())).text()).rejects.toThrow("gone");
});
