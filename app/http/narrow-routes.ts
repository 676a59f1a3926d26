/** What is read of a route of the build. */
interface BuiltRoute {
  id: string;
  parentId?: string | undefined;
  path?: string | undefined;
  index?: boolean | undefined;
}

/** Addresses that the router's own matching reads as they stand: nothing to decode, no empty part. */
const PLAIN = /^(\/[\w.~-]+)*\/?$/;

/**
 * Tells which routes an address can mean, so that the router need not rank all of them at each request: those whose
 * pattern it or a path above it fits, and what frames them. The router chooses among these as it does among all, because what it would choose
 * is always one of them.
 *
 * @returns for a path, ids in the order of the build; null where only the router can tell
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
    // The router's own questions are about any route.
    if (!PLAIN.test(pathname) || pathname.startsWith("/__")) return null;
    const asked = [...new Set([pathname, pathOfData(pathname), ...pathsAbove(pathname)])];
    const wanted = new Set(lines.filter(({ fits }) => asked.some((path) => fits.test(path))).flatMap(({ ids }) => ids));
    return routes.flatMap(({ id }) => (wanted.has(id) ? id : []));
  };
}

/** The pages on the way to one: it tells the browser what is needed for them too. */
function pathsAbove(pathname: string): string[] {
  const parts = pathname.split("/").filter((part) => part !== "");
  return parts.map((_, at) => `/${parts.slice(0, at).join("/")}`);
}

/** The page that a request for data is about. */
function pathOfData(pathname: string): string {
  return pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
}

/** What the router takes for an instance of a path, in whatever case. @throws Error for an optional part, of which the product has none */
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
