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

it("is text and bytes as they come, and nothing is made before it is asked for", async () => {
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

it("fails where the chunks do, so that what ends early is not taken for the whole", async () => {
  async function* broken() {
    yield "{";
    throw new Error("gone");
  }
  await expect(new Response(streamBody(broken())).text()).rejects.toThrow("gone");
});
