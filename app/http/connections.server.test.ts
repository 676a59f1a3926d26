import { EventEmitter, once } from "node:events";
import { Agent, get, type IncomingMessage, type RequestOptions } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, it } from "vitest";
import { closeServer, makeServer } from "./connections.server.ts";

const HOUR = 3_600_000;

it("keeps idle connections longer than common proxies do, and waits even longer for headers", async () => {
  const { server, ask } = await serve(async () => {});
  const { headers } = await ask();
  expect(headers["keep-alive"]).toBe("timeout=75");
  expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout);
  await closeServer(server, HOUR);
});

it("closes idle connections immediately, and others after their answer", async () => {
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { server, ask, begun } = await serve((path) => (path === "/slow" ? slow : Promise.resolve()));
  // Within an hour neither connection ends automatically.
  server.keepAliveTimeout = HOUR;
  const idle = await ask();
  const answering = ask("/slow");
  await begun("/slow");
  const closed = closeServer(server, HOUR);
  await idle.ended;
  finish();
  expect((await answering).statusCode).toBe(200);
  await closed;
});

async function serve(work: (path: string) => Promise<void>) {
  const beginnings = new EventEmitter();
  const server = makeServer(async ({ url }, response) => {
    // The headers that were sent promise to keep the connection open.
    response.writeHead(200).flushHeaders();
    beginnings.emit(url!);
    await work(url!);
    response.end("done");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path = "/") => request({ host: "127.0.0.1", port, path, agent: new Agent({ keepAlive: true }) });
  return { server, ask, begun: (path: string) => once(beginnings, path) };
}

/** An answer, and the end of its connection. */
async function request(options: RequestOptions) {
  const asking = get(options);
  const [socket] = (await once(asking, "socket")) as [Socket];
  const ended = once(socket, "close");
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  await once(answer.resume(), "end");
  const { statusCode, headers } = answer;
  return { statusCode, headers, ended };
}
