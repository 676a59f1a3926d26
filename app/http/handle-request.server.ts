import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { compileNarrowing } from "./narrow-routes.ts";
import { isLongPath } from "./safe-path.ts";

/** Where a page asks for the routes of its links. */
const MANIFEST = "/__manifest";
/** Longer than any such address from a page. */
const LONGEST_QUESTION = 7680;

/**
 * Answers requests for pages and their data. The router ranks all its routes at each request, which takes longer than
 * most answers. So it gets only the routes that can match the address.
 */
export function createHandler(build: ServerBuild): RequestHandler {
  const narrow = compileNarrowing(Object.values(build.routes).filter((route) => route !== undefined));
  const whole = createRequestHandler(build, "production");
  /** One handler per set of routes that share addresses, about one for each route. */
  const handlers = new Map<string, RequestHandler>();
  return (request, context) => {
    const address = new URL(request.url);
    if (address.pathname === MANIFEST) return Promise.resolve(answerManifest(build, narrow, address));
    const ids = narrow(address.pathname);
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

/**
 * Answers which routes the links of a page lead to, in the router's format, but without ranking all routes for each
 * link. A page of another build is asked to reload.
 */
function answerManifest(build: ServerBuild, narrow: ReturnType<typeof compileNarrowing>, address: URL): Response {
  if (address.href.length > LONGEST_QUESTION) return new Response(null, { status: 400 });
  if (address.searchParams.get("version") !== build.assets.version) {
    return new Response(null, { status: 204, headers: { "X-Remix-Reload-Document": "true" } });
  }
  const paths = new Set(address.searchParams.getAll("p").map(asPlain));
  const ids = new Set([...paths].flatMap((path) => (isLongPath(path) ? [] : (narrow(path) ?? []))));
  const known = [...ids].filter((id) => id in build.assets.routes);
  return Response.json(pick(build.assets.routes, known), {
    headers: { "Cache-Control": "public, max-age=31536000, immutable" },
  });
}

/** The path for matching. A segment that needs decoding is no static segment of a route, but may be a parameter. */
function asPlain(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  return `/${parts.map((part) => (/^[\w.~-]+$/.test(part) ? part : "_")).join("/")}`;
}

function pick<T>(all: Record<string, T>, ids: readonly string[]): Record<string, T> {
  return Object.fromEntries(ids.map((id) => [id, all[id]!]));
}
