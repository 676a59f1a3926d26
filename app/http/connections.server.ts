import { createServer, type RequestListener, type Server } from "node:http";
import { type BodyLimits, watchBody } from "./body-watch.server.ts";

/** Of address and headers together; how often those are looked for that have not come in time. */
const AT_MOST = { maxHeaderSize: 16 * 1024, connectionsCheckingInterval: 5000 };

/** So often a server that stops looks for connections whose answer has gone out. */
const SWEEP_MILLISECONDS = 50;

/**
 * Connections stay open for longer than a proxy in front keeps one that is idle (mostly 60 s): who closes first must be the
 * proxy, or it sends a request into a connection that ends, and answers 502. A body has as long as its size needs.
 */
export function makeServer(answer: RequestListener, limits?: BodyLimits): Server {
  const timeouts = { requestTimeout: 0, headersTimeout: 80_000, keepAliveTimeout: 75_000 };
  return createServer({ ...timeouts, ...AT_MOST }, (request, response) => {
    watchBody(request, response, limits);
    return answer(request, response);
  });
}

/** Takes no more connections and ends once the open answers are out, or at the latest after the drain time. */
export function closeServer(server: Server, drainMilliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const drain = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
    // A connection whose answer ends after this would be kept for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
    server.close(() => {
      clearTimeout(drain);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
