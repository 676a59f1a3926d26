import { expect, it } from "vitest";
import { inContext } from "#app/observe/log/context.server.ts";
import { oncePerRequest } from "./once-per-request.server.ts";

const GET = new Request("http://localhost/a");
const POST = new Request("http://localhost/a", { method: "POST" });

function counter() {
  let count = 0;
  return async () => {
    count += 1;
    return count;
  };
}

it("asks once per key and request, and again in the next request", async () => {
  const ask = counter();
  const inRequest = () =>
    inContext({ requestId: "one" }, () =>
      Promise.all([
        oncePerRequest(GET, "user", ask),
        oncePerRequest(new Request(GET), "user", ask),
        oncePerRequest(GET, "standing", ask),
      ]),
    );
  expect(await inRequest()).toEqual([1, 1, 2]);
  expect(await inRequest()).toEqual([3, 3, 4]);
});

it("asks each time in a request with changes, and outside of a request", async () => {
  const ask = counter();
  const answers = await inContext({ requestId: "one" }, async () => [
    await oncePerRequest(POST, "user", ask),
    await oncePerRequest(POST, "user", ask),
    // The loaders that run after the action.
    await oncePerRequest(GET, "user", ask),
    await oncePerRequest(GET, "user", ask),
  ]);
  expect(answers).toEqual([1, 2, 3, 3]);
  expect([await oncePerRequest(GET, "user", ask), await oncePerRequest(GET, "user", ask)]).toEqual([4, 5]);
});
