import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { inContext, type LogContext, requestIdOf } from "#app/observe/log/context.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { countRequest } from "#app/observe/metrics/metrics.server.ts";
import { beginRequest } from "#app/observe/trace/trace.server.ts";
import { METHODS } from "./guard.server.ts";
import type { KnownRoute } from "./route-pattern.ts";

interface Watching {
  routeOf: (pathname: string) => KnownRoute;
  /** Whether to trust the request id and trace from a proxy. */
  trustProxy: boolean;
}

/** Sends a cached answer and returns whether it did. @param ours names and values of headers of this one answer */
type Ready = (
  request: IncomingMessage,
  response: ServerResponse,
  ours: readonly string[],
) => boolean | Promise<boolean>;

/**
 * Gives each request an id, which is in the header `X-Request-Id` and in every log line during the request. Counts the
 * request and writes one line when it ends, with the pattern of its route instead of its address. Cached answers come
 * first, since no span or line describes work for them.
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

/** The label of a known method. All other methods share one label. */
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
    // The client left before the answer was complete.
    ...(!response.writableFinished && { isAborted: true }),
  };
}
