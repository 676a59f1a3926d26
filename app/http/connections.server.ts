import { createServer, type RequestListener, type Server } from "node:http";
import { type BodyLimits, watchBody } from "./body-watch.server.ts";

/** Limits the size of address and headers, and sets how often overdue headers are looked for. */
const AT_MOST = { maxHeaderSize: 16 * 1024, connectionsCheckingInterval: 5000 };

/** How often a stopping server looks for connections whose answer was sent. */
const SWEEP_MILLISECONDS = 50;

/**
 * Keeps connections open longer than a proxy in front keeps idle ones (mostly 60 s). The proxy must close first, or it
 * sends a request on a closing connection and answers 502. A body may take as long as its size requires.
 */
export function makeServer(answer: RequestListener, limits?: BodyLimits): Server {
  const timeouts = { requestTimeout: 0, headersTimeout: 80_000, keepAliveTimeout: 75_000 };
  return createServer({ ...timeouts, ...AT_MOST }, (request, response) => {
    watchBody(request, response, limits);
    return answer(request, response);
  });
}

/** Accepts no more connections and ends once the open answers are sent, or after the drain time. */
export function closeServer(server: Server, drainMilliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const drain = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
    // A connection whose answer ends later would otherwise stay open for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
    server.close(() => {
      clearTimeout(drain);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
