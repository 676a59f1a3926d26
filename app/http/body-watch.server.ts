import type { IncomingMessage, ServerResponse } from "node:http";

export interface BodyLimits {
  /** What a caller may take beside the time that the slowest line needs. */
  graceMilliseconds: number;
  /** The slowest line that is waited for. */
  bytesPerSecond: number;
  /** What is still read and thrown away once the answer is out, so that the caller gets to it. */
  discardedBytes: number;
  discardMilliseconds: number;
  lookMilliseconds: number;
}

/** A file of 25 MiB may take an hour on the slowest line; a form that drips is cut after the grace. */
const LIMITS: BodyLimits = {
  graceMilliseconds: 20_000,
  bytesPerSecond: 8 * 1024,
  discardedBytes: 1024 * 1024,
  discardMilliseconds: 2000,
  lookMilliseconds: 1000,
};

/**
 * Ends a request whose body does not come: one that is slower than any line is answered 408, and one that still comes when
 * its answer is out is read for a moment more, so that the caller gets to the answer, and then cut. Time in which something
 * lies here unread is not the caller's.
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

/** Whoever read the body has left it; nothing of what still comes is kept. */
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
