import { matchRoutes } from "@remix-run/react";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import map from "#app/routes.ts";
import { compileNarrowing } from "./narrow-routes.ts";

interface Entry {
  id: string;
  parentId?: string;
  path?: string;
  index?: boolean;
}

const entries: Entry[] = [{ id: "root", path: "" }, ...flatten(await map, "root")];
const narrow = compileNarrowing(entries);

/** In the order of the build: layouts before their children. */
function flatten(tree: Awaited<typeof map>, parentId: string): Entry[] {
  return tree.flatMap(({ file, path, index, children }) => [
    { id: file, parentId, ...(path === undefined ? {} : { path }), ...(index ? { index } : {}) },
    ...flatten(children ?? [], file),
  ]);
}

type Tree = Parameters<typeof matchRoutes>[0];

const whole = treeOf(null);

function treeOf(ids: readonly string[] | null, parentId?: string): Tree {
  return entries
    .filter((entry) => entry.parentId === parentId && (ids === null || ids.includes(entry.id)))
    .map(({ id, path, index }) =>
      index ? { id, index: true } : { id, ...(path === undefined ? {} : { path }), children: treeOf(ids, id) },
    );
}

function chosen(ids: readonly string[] | null, path: string): string[] | undefined {
  return matchRoutes(ids === null ? whole : treeOf(ids), path)?.map(({ route }) => route.id!);
}

const patterns = entries.map(({ id }) => {
  const parts: string[] = [];
  for (let at = entries.find((one) => one.id === id); at; at = entries.find((one) => one.id === at?.parentId))
    parts.unshift(...(at.path ?? "").split("/").filter(Boolean));
  return parts;
});
const words = [...new Set(patterns.flat().filter((part) => !/[:*]/.test(part)))];
const word = fc.oneof(fc.constantFrom(...words), fc.stringMatching(/^[\w.~-]{1,8}$/), fc.uuid());
/** Addresses similar to real ones: filled, shortened, extended, in another case, or for data. */
const address = fc
  .tuple(fc.constantFrom(...patterns), fc.array(word, { minLength: 8, maxLength: 8 }), fc.array(word, { maxLength: 2 }))
  .map(([parts, fills, more]) => [...parts.map((part, at) => (/[:*]/.test(part) ? fills[at % 8]! : part)), ...more])
  .chain((parts) =>
    fc.record({ parts: fc.constant(parts), cut: fc.nat(parts.length), end: fc.constantFrom("", "/", ".data") }),
  )
  .chain(({ parts, cut, end }) => fc.constantFrom(parts, parts.slice(0, cut)).map((some) => `/${some.join("/")}${end}`))
  .chain((path) => fc.constantFrom(path, path, path, path.toUpperCase()));

describe("the routes that can match an address", () => {
  it("include the route that the router chooses among all", () => {
    let fewer = 0;
    fc.assert(
      fc.property(address, (path) => {
        const ids = narrow(path);
        if (ids === null) return;
        fewer += 1;
        expect(ids.length).toBeLessThan(entries.length / 4);
        expect(chosen(ids, path)).toEqual(chosen(null, path));
        const page = path.replace(/\.data$/, "").replace(/^\/_root$/, "/");
        expect(chosen(ids, page)).toEqual(chosen(null, page));
        const above = path.replace(/\/*[^/]*\/*$/, "/");
        expect(chosen(ids, above)).toEqual(chosen(null, above));
      }),
      { numRuns: 1500 },
    );
    expect(fewer).toBeGreaterThan(1000);
  });

  it.each(["/verify/%47HG", "//verify", "/verify//x", "/__manifest", "/a b", "/发票"])(
    "are left to the router for %s",
    (path) => expect(narrow(path)).toBeNull(),
  );

  it("are the layout, the page and the fallback route", () => {
    const home = ["root", "home/home.tsx", "home/not-found.tsx"];
    expect(narrow("/")).toEqual(home);
    expect(narrow("/_root.data")).toEqual(home);
  });
});

it("supports no optional segment", () => {
  expect(() => compileNarrowing([{ id: "a", path: "a/:b?" }])).toThrow("may be absent");
});
