import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { inContext, type LogContext, requestIdOf } from "#app/log/context.server.ts";
import { log } from "#app/log/log.server.ts";
import { metrics } from "#app/metrics/metrics.server.ts";
import { beginRequest } from "#app/trace/trace.server.ts";
import { METHODS } from "./guard.server.ts";
import type { KnownRoute } from "./route-pattern.ts";

interface Watching {
  routeOf: (pathname: string) => KnownRoute;
  /** Whether the id and the trace that a proxy gave the request are believed. */
  trustProxy: boolean;
}

/**
 * Gives each request an id, which stands in the header `X-Request-Id` and in every line written while it is answered, and
 * counts it and writes one line when it is over: what it asked for by its route's pattern, never by its address.
 */
export function watchRequests({ routeOf, trustProxy }: Watching, answer: RequestListener): RequestListener {
  return (request, response) => {
    const begun = performance.now();
    const requestId = requestIdOf(request.headers["x-request-id"]?.toString(), trustProxy);
    const context: LogContext = { requestId };
    const { socket } = request;
    const sentBefore = socket.bytesWritten;
    response.setHeader("X-Request-Id", requestId);
    const span = beginRequest(request.headers, trustProxy);
    response.once("close", () => {
      const bytes = socket.bytesWritten - sentBefore;
      const milliseconds = performance.now() - begun;
      const facts = describe(request, response, routeOf, { bytes, milliseconds });
      const labels = labelsOf(facts);
      metrics().requests.observe(labels, milliseconds / 1000);
      span.end({ ...labels, status: facts.status });
      inContext(context, () => log.info("request", facts));
    });
    inContext(context, () => span.run(() => void answer(request, response)));
  };
}

/** Of the methods that exist here; whatever else somebody sends is one label. */
function labelsOf({ method, route, status }: { method: string | undefined; route: string; status: number }) {
  return { method: METHODS.includes(method ?? "") ? method! : "other", route, status: `${Math.floor(status / 100)}xx` };
}

function describe(
  request: IncomingMessage,
  response: ServerResponse,
  routeOf: Watching["routeOf"],
  { bytes, milliseconds }: { bytes: number; milliseconds: number },
) {
  const { pattern, ids } = routeOf((request.url ?? "").split("?", 1)[0]!);
  return {
    method: request.method,
    route: pattern,
    ...ids,
    status: response.statusCode,
    ms: Math.round(milliseconds * 10) / 10,
    bytes,
    // The caller left before the answer was whole.
    ...(!response.writableFinished && { isAborted: true }),
  };
}
