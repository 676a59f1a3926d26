import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { compileNarrowing } from "./narrow-routes.ts";

/**
 * Answers requests for pages and their data. The router ranks its routes anew at each request, which for two hundred of them
 * takes longer than most answers: it is given only those that the address can mean.
 */
export function createHandler(build: ServerBuild): RequestHandler {
  const narrow = compileNarrowing(Object.values(build.routes).filter((route) => route !== undefined));
  const whole = createRequestHandler(build, "production");
  /** As many as there are sets of routes that share addresses, about one for each route. */
  const handlers = new Map<string, RequestHandler>();
  return (request, context) => {
    const ids = narrow(new URL(request.url).pathname);
    if (ids === null) return whole(request, context);
    const name = ids.join(" ");
    let handler = handlers.get(name);
    if (!handler) {
      const assets = { ...build.assets, routes: pick(build.assets.routes, ids) };
      handler = createRequestHandler({ ...build, assets, routes: pick(build.routes, ids) }, "production");
      handlers.set(name, handler);
    }
    return handler(request, context);
  };
}

function pick<T>(all: Record<string, T>, ids: readonly string[]): Record<string, T> {
  return Object.fromEntries(ids.map((id) => [id, all[id]!]));
}
