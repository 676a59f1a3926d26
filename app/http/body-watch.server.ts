import type { IncomingMessage, ServerResponse } from "node:http";

export interface BodyLimits {
  /** Time allowed in addition to what the slowest accepted connection needs. */
  graceMilliseconds: number;
  /** The slowest connection that is accepted. */
  bytesPerSecond: number;
  /** How much is still read and discarded after the answer, so that the client can read the answer. */
  discardedBytes: number;
  discardMilliseconds: number;
  lookMilliseconds: number;
}

/**
 * A file of 25 MiB may take an hour on the slowest connection. A form that trickles in is cut off after the grace
 * period.
 */
const LIMITS: BodyLimits = {
  graceMilliseconds: 20_000,
  bytesPerSecond: 8 * 1024,
  discardedBytes: 1024 * 1024,
  discardMilliseconds: 2000,
  lookMilliseconds: 1000,
};

/**
 * Ends requests whose body arrives too slowly with 408. If a body still arrives after its answer was sent, it is read
 * for a moment longer, so that the client can read the answer, and then cut off. The time in which received data waits
 * unread in the server does not count.
 */
export function watchBody(request: IncomingMessage, response: ServerResponse, limits: BodyLimits = LIMITS): void {
  if (!hasBody(request)) return;
  const { socket } = request;
  const begunAt = socket.bytesRead;
  let waited = 0;
  const look = setInterval(() => {
    if (request.complete) clearInterval(look);
    else if (request.readableLength === 0) waited += limits.lookMilliseconds;
    const allowed = limits.graceMilliseconds + ((socket.bytesRead - begunAt) / limits.bytesPerSecond) * 1000;
    if (!request.complete && waited > allowed) answerSlow(request, response);
  }, limits.lookMilliseconds);
  response.once("close", () => clearInterval(look));
  response.once("finish", () => {
    clearInterval(look);
    if (!request.complete) discard(request, limits);
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function answerSlow(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) request.destroy();
  else {
    response.writeHead(408, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
    response.end("The request took too long to arrive. Nothing was changed. Try again on a faster connection.\n");
  }
}

/** The reader of the body has stopped, so the rest is discarded. */
function discard(
  request: IncomingMessage,
  { discardedBytes, discardMilliseconds, lookMilliseconds }: BodyLimits,
): void {
  const { socket } = request;
  const [from, until] = [socket.bytesRead, Date.now() + discardMilliseconds];
  request.removeAllListeners("data").resume();
  const look = setInterval(
    () => {
      if (request.complete || socket.destroyed) clearInterval(look);
      else if (socket.bytesRead - from > discardedBytes || Date.now() > until) socket.destroy();
    },
    Math.min(lookMilliseconds, 50),
  );
}
