import type { RequestListener } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { expect, it } from "vitest";
import { closeServer, makeServer } from "./connections.server.ts";
import { readBytes } from "./form.server.ts";

const LIMITS = {
  graceMilliseconds: 40,
  bytesPerSecond: 1000,
  discardedBytes: 64 * 1024,
  discardMilliseconds: 40,
  lookMilliseconds: 10,
};
/** Within an hour nothing is cut off. */
const PATIENT = { ...LIMITS, graceMilliseconds: 3_600_000, discardMilliseconds: 3_600_000 };

const readAll: RequestListener = async (request, response) => {
  const bytes = await buffer(request).catch(() => null);
  if (bytes) response.end(`got ${bytes.length}`);
};

/** Sends the start of a request. `all` is everything received until the connection ended. */
async function send(answer: RequestListener, limits: typeof LIMITS, head: string, more: (socket: Socket) => void) {
  const server = makeServer(answer, limits);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let all = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    all += text;
  });
  // A connection that is closed while the test writes emits an error.
  socket.on("error", () => {});
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.write(`${head}\r\nHost: localhost\r\n\r\n`);
  more(socket);
  await ended;
  await closeServer(server, 0);
  return all;
}

/** Writes for as long as the other side reads. */
function pour(socket: Socket): void {
  const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
  const write = () => {
    while (!socket.destroyed && socket.write(chunk)) {}
  };
  socket.on("drain", write);
  write();
}

const DECLARED = "POST / HTTP/1.1\r\nContent-Length: 100000";
const CHUNKED = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked";

it("answers 408 to a body that stalls, and closes the connection", async () => {
  expect(await send(readAll, LIMITS, DECLARED, (socket) => socket.write("abc"))).toMatch(
    /^HTTP\/1\.1 408 [\s\S]*took too long/,
  );
});

it("accepts a body that keeps coming, whatever the size of its pieces", async () => {
  const answer = await send(readAll, PATIENT, "POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 6", (socket) => {
    socket.write("abc");
    setImmediate(() => socket.write("def"));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*got 6$/);
});

it("does not count the time in which the server does not read", async () => {
  const pausing: RequestListener = (request, response) => {
    request.pause();
    setTimeout(() => response.writeHead(200, { Connection: "close" }).end("done"), 5 * LIMITS.graceMilliseconds);
  };
  expect(await send(pausing, LIMITS, DECLARED, (socket) => socket.write("abc"))).toMatch(/^HTTP\/1\.1 200 /);
});

it.each<[string, RequestListener]>([
  ["left unread", (_, response) => response.writeHead(404).end("nothing")],
  [
    "given up in the middle",
    (request, response) => {
      request.once("data", () => {
        request.pause();
        response.writeHead(413).end("large");
      });
    },
  ],
])("cuts off an endless body that is %s after its answer was sent", async (_, answer) => {
  expect(await send(answer, LIMITS, CHUNKED, pour)).toMatch(/^HTTP\/1\.1 4(04|13) [\s\S]*(nothing|large)/);
});

it("answers an endless form, read as the routes read it, and cuts it off", async () => {
  const listener = createRequestListener(async (request) => {
    const size = await readBytes(request, 1000).then(
      ({ length }) => length,
      () => "too much",
    );
    return new Response(String(size), { status: 413 });
  });
  const limits = { ...PATIENT, discardMilliseconds: LIMITS.discardMilliseconds };
  expect(await send(listener, limits, CHUNKED, pour)).toMatch(/^HTTP\/1\.1 413 [\s\S]*too much/);
});
