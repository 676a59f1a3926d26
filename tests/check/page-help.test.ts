import { describe, expect, it } from "vitest";
import { HELP_AREAS, type HelpArea, helpAreaOf } from "#app/help/help-area.ts";
import { LOCALES, translator } from "#app/i18n/index.ts";
import routes from "#app/routes.ts";

interface Route {
  path?: string | undefined;
  file: string;
  children?: Route[] | undefined;
}

/** The pages below an organization: their files, and their paths below its address. */
function pagesOf(found: readonly Route[], isInside = false): { file: string; path: string }[] {
  return found.flatMap(({ path = "", file, children }) => {
    if (children) return pagesOf(children, isInside || path === "organizations/:organizationId");
    return isInside && file.endsWith(".tsx") ? [{ file, path }] : [];
  });
}

describe("the help of a page", () => {
  const pages = pagesOf(routes as Route[]);

  it("exists for every page of an organization, and each text belongs to a page", () => {
    expect(pages.length).toBeGreaterThan(60);
    expect(pages.filter(({ path }) => helpAreaOf(path) === null)).toEqual([]);
    const used = new Set(pages.map(({ path }) => helpAreaOf(path)));
    expect(Object.keys(HELP_AREAS).filter((area) => !used.has(area as HelpArea))).toEqual([]);
  });

  it("belongs to the narrowest part of an address", () => {
    expect(helpAreaOf("")).toBe("overview");
    expect(helpAreaOf("/activities/imports/1")).toBe("import");
    expect(helpAreaOf("activities/1/history")).toBe("records");
    expect(helpAreaOf("/activities/deleted")).toBe("trail");
    expect(helpAreaOf("/reports/checklist")).toBe("checklist");
    expect(helpAreaOf("/reports/1/drift")).toBe("reports");
    expect(helpAreaOf("/reportsx")).toBeNull();
  });

  it.each(LOCALES)("has two texts for each area (%s)", (locale) => {
    const { areas } = translator(locale).help;
    for (const { what, next } of Object.values(areas)) expect([what, next]).not.toContain("");
    const texts = Object.values(areas).flatMap(({ what, next }) => [what, next]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
