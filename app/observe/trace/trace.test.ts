import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchTransaction } from "#app/database/doors.server.ts";
import { watchRequests } from "#app/http/request-log.server.ts";
import { compileRoutes } from "#app/http/route-pattern.ts";
import { currentTrace, inSpan, linkTo } from "./trace.server.ts";

const exporter = new InMemorySpanExporter();
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

beforeEach(() => {
  exporter.reset();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
});
afterEach(() => {
  trace.disable();
  context.disable();
  propagation.disable();
});

/** Sends a request to a server with one transaction per request. */
async function ask(path: string, headers: Record<string, string>, trustProxy = true): Promise<ReadableSpan[]> {
  const watching = { routeOf: compileRoutes(["/quotes/:token"]), trustProxy };
  const server = createServer(
    watchRequests(
      watching,
      () => false,
      async (_, response) => {
        await watchTransaction({ door: "tenant", tenantId: null }, async () => "done");
        await watchTransaction({ door: "public", tenantId: null }, () => Promise.reject(new TypeError("secret"))).catch(
          () => {},
        );
        response.end("answer");
      },
    ),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const closed = once(server, "close");
  await (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { ...headers, connection: "close" } })).text();
  server.close();
  await closed;
  return exporter.getFinishedSpans();
}

it("records a request with its transactions", async () => {
  const spans = await ask("/quotes/secret?q=secret", { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` });
  const [done, failed, request] = ["transaction tenant", "transaction public", "GET /quotes/:token"].map((name) =>
    spans.find((span) => span.name === name),
  );
  expect(spans).toHaveLength(3);
  expect(request!.attributes).toEqual({
    "http.request.method": "GET",
    "http.route": "/quotes/:token",
    "http.response.status_code": 200,
  });
  expect(request!.spanContext().traceId).toBe(TRACE);
  expect(done!.parentSpanContext?.spanId).toBe(request!.spanContext().spanId);
  expect(failed!.parentSpanContext?.spanId).toBe(request!.spanContext().spanId);
  expect(failed!.attributes).toEqual({ door: "public", "error.type": "TypeError" });
  expect(JSON.stringify(spans.map(({ name, attributes, events }) => [name, attributes, events]))).not.toContain(
    "secret",
  );
});

it("ignores the trace of an untrusted caller", async () => {
  const spans = await ask("/quotes/secret", { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }, false);
  expect(spans.every((span) => span.spanContext().traceId !== TRACE)).toBe(true);
});

it("links a job to the request that started it", async () => {
  const asked = await inSpan("request", {}, async () => currentTrace());
  await inSpan("job", { links: linkTo(asked) }, async () => {});
  const [request, job] = exporter.getFinishedSpans();
  expect(job!.parentSpanContext).toBeUndefined();
  expect(job!.links.map((link) => link.context.spanId)).toEqual([request!.spanContext().spanId]);
});

it("does nothing without an SDK", async () => {
  trace.disable();
  propagation.disable();
  expect(await inSpan("request", {}, async () => currentTrace())).toBeUndefined();
  expect(linkTo(undefined)).toEqual([]);
});
