/** The used properties of a route in the build. */
interface BuiltRoute {
  id: string;
  parentId?: string | undefined;
  path?: string | undefined;
  index?: boolean | undefined;
}

/** Addresses that the router matches unchanged: nothing to decode, no empty segment. */
const PLAIN = /^(\/[\w.~-]+)*\/?$/;

/**
 * Finds the routes that can match an address, so that the router need not rank all of them at each request. These are
 * the routes whose pattern matches it or a path above it, and their layouts. The router chooses among them as among
 * all, because its choice is always one of them.
 *
 * @returns the ids for a path in the order of the build, null if only the router can decide
 */
export function compileNarrowing(routes: readonly BuiltRoute[]): (pathname: string) => string[] | null {
  const byId = new Map(routes.map((route) => [route.id, route]));
  const lineOf = (route: BuiltRoute): BuiltRoute[] => {
    const parent = route.parentId === undefined ? undefined : byId.get(route.parentId);
    return parent ? [...lineOf(parent), route] : [route];
  };
  const lines = routes
    .filter(({ path, index }) => path !== undefined || index)
    .map(lineOf)
    .map((line) => ({ ids: line.map(({ id }) => id), fits: toPattern(line.flatMap(({ path }) => path ?? [])) }));
  return (pathname) => {
    // Internal addresses of the router concern any route.
    if (!PLAIN.test(pathname) || pathname.startsWith("/__")) return null;
    const asked = [...new Set([pathname, pathOfData(pathname), ...pathsAbove(pathname)])];
    const wanted = new Set(lines.filter(({ fits }) => asked.some((path) => fits.test(path))).flatMap(({ ids }) => ids));
    return routes.flatMap(({ id }) => (wanted.has(id) ? id : []));
  };
}

/** The pages above a path. The router also sends the browser what these need. */
function pathsAbove(pathname: string): string[] {
  const parts = pathname.split("/").filter((part) => part !== "");
  return parts.map((_, at) => `/${parts.slice(0, at).join("/")}`);
}

/** The page that a data request belongs to. */
function pathOfData(pathname: string): string {
  return pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
}

/**
 * Matches the instances of a path like the router, in any case. @throws Error for an optional segment, which no route
 * has
 */
function toPattern(paths: readonly string[]): RegExp {
  const parts = paths.flatMap((path) => path.split("/")).filter((part) => part !== "");
  const patterns = parts.map((part) => {
    if (part.endsWith("?")) throw new Error(`${part} of ${paths.join("/")} may be absent`);
    if (part === "*") return "(?:/.*)?";
    return part.startsWith(":") ? "/[^/]+" : `/${part.replaceAll(/[\\.*+^${}|()[\]]/g, "\\$&")}`;
  });
  // pattern: at most 1,000 characters, a longer path is refused and a part has its own slash.
  return new RegExp(`^${patterns.join("")}/*$`, "i");
}
