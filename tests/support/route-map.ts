import { fileURLToPath } from "node:url";
import type { Actions } from "#app/action/action.ts";

/** A route of the built server, with the full pattern of its address (`/organizations/:organizationId/members`). */
export interface RouteOfMap {
  id: string;
  pattern: string;
  /** Has the address of its parent. */
  isIndex: boolean;
  /** Wraps other routes and has no address of its own. */
  isFrame: boolean;
  /** Has an action; a route without one refuses every method except GET and HEAD. */
  hasAction: boolean;
  /** The declared actions of its forms, if any. */
  declared?: Actions;
}

interface BuiltRoute {
  id: string;
  parentId?: string;
  path?: string;
  index?: boolean;
  module: { action?: { declared?: Actions } };
}

const BUILD = new URL("../../build/server/index.js", import.meta.url);

/** Every route of the server's manifest: no other route exists. */
export async function readRouteMap(): Promise<RouteOfMap[]> {
  const { routes } = (await import(/* @vite-ignore */ fileURLToPath(BUILD))) as { routes: Record<string, BuiltRoute> };
  const parents = new Set(Object.values(routes).map(({ parentId }) => parentId));
  return Object.values(routes).map((route) => {
    const segments: string[] = [];
    for (let at: BuiltRoute | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
      if (at.path) segments.unshift(at.path);
    }
    const isIndex = route.index === true;
    return {
      id: route.id,
      pattern: `/${segments.join("/")}`,
      isIndex,
      isFrame: parents.has(route.id),
      hasAction: route.module.action !== undefined,
      ...(route.module.action?.declared && { declared: route.module.action.declared }),
    };
  });
}

/** The address for a pattern with values for its parameters. @throws Error for a parameter without a value */
export function fillPattern(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/:(\w+)|\*/g, (whole, name: string | undefined) => {
    const value = values[name ?? whole];
    if (value === undefined) throw new Error(`no value for ${whole} of ${pattern}: add one to the test`);
    return value;
  });
}
