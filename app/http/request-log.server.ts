import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { inContext, type LogContext, requestIdOf } from "#app/observe/log/context.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { countRequest } from "#app/observe/metrics/metrics.server.ts";
import { beginRequest } from "#app/observe/trace/trace.server.ts";
import { METHODS } from "./guard.server.ts";
import type { KnownRoute } from "./route-pattern.ts";

interface Watching {
  routeOf: (pathname: string) => KnownRoute;
  /** Whether the id and the trace that a proxy gave the request are believed. */
  trustProxy: boolean;
}

/** Answers what is ready as it stands, and says whether it did. @param ours names and values of headers of this one answer */
type Ready = (
  request: IncomingMessage,
  response: ServerResponse,
  ours: readonly string[],
) => boolean | Promise<boolean>;

/**
 * Gives each request an id, which stands in the header `X-Request-Id` and in every line written while it is answered, and
 * counts it and writes one line when it is over: what it asked for by its route's pattern, never by its address.
 * What is ready is answered first: no work is done for it that a span or a line could be about.
 */
export function watchRequests(
  { routeOf, trustProxy }: Watching,
  ready: Ready,
  answer: RequestListener,
): RequestListener {
  return (request, response) => {
    const begun = performance.now();
    const requestId = requestIdOf(request.headers["x-request-id"]?.toString(), trustProxy);
    const context: LogContext = { requestId };
    const { socket } = request;
    const sentBefore = socket.bytesWritten;
    let span: ReturnType<typeof beginRequest> | undefined;
    response.on("close", () => {
      const bytes = socket.bytesWritten - sentBefore;
      const milliseconds = performance.now() - begun;
      const facts = describe(request, response, routeOf, { context, bytes, milliseconds });
      const labels = labelsOf(facts);
      countRequest(labels, milliseconds / 1000);
      span?.end({ ...labels, status: facts.status });
      log.known(facts);
    });
    const answerAnew = () => {
      response.setHeader("X-Request-Id", requestId);
      const begunSpan = beginRequest(request.headers, trustProxy);
      span = begunSpan;
      inContext(context, () => begunSpan.run(() => void answer(request, response)));
    };
    const isReady = ready(request, response, ["x-request-id", requestId]);
    if (isReady === false) answerAnew();
    else if (isReady !== true) isReady.then((isAnswered) => isAnswered || answerAnew());
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
  { context, bytes, milliseconds }: { context: LogContext; bytes: number; milliseconds: number },
) {
  const { pattern, ids } = routeOf((request.url ?? "").split("?", 1)[0]!);
  return {
    event: "request",
    ...context,
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
