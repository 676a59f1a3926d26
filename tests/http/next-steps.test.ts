import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { LOCALES, translator } from "#app/i18n/index.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Visitor } from "#tests/support/visitor.ts";

describe("ways into the product", () => {
  let server: TestServer;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    const folder = mkdtempSync(join(inject("runFolder"), "legal-"));
    writeFileSync(join(folder, "terms.en.txt"), "Version: 7\n# Scope\nFair use <b>applies</b>.\n");
    writeFileSync(join(folder, "terms.zh.txt"), "Version: 7\n# 范围\n请合理使用。\n");
    server = await startServer("PostgreSQL", { LEGAL_DIR: folder });
    company = await makeSmallCompany(server, "Teasel");
  });
  afterAll(() => server?.remove());

  const railOf = (html: string) => /<nav[^>]*data-next-steps[\s\S]*?<\/nav>/.exec(html)?.[0] ?? "";

  it("shows the next step on each page, and leads to an address that opens", async () => {
    const { owner, base } = company;
    for (const page of ["", "/sources", "/facilities", "/reports", "/evidence"]) {
      const answer = await owner.get(`${base}${page}`);
      const [, to] = /href="([^"]+)"/.exec(railOf(answer.text)) ?? [];
      expect(to, page).toMatch(new RegExp(`^${base}/`));
      expect((await owner.get(to!.replaceAll("&amp;", "&"))).status, to).toBe(200);
    }
  });

  it("has facilities and sources in the menu", async () => {
    const { owner, base } = company;
    const { text } = await owner.get(base);
    expect(text).toContain(`href="${base}/facilities"`);
    expect(text).toContain(`href="${base}/sources"`);
  });

  it("opens the factors on what the organization can use, and on all for anyone else", async () => {
    const { owner, organizationId } = company;
    const countOf = (html: string) =>
      Number(/role="status"[^>]*>(?:<!--.*?-->)?(?:\d+ of )?(\d+) factors/.exec(html)![1]);
    const own = await owner.get(`/factors?use=${organizationId}`);
    const all = await owner.get("/factors?use=all");
    expect(countOf(own.text)).toBeLessThan(countOf(all.text) / 5);
    expect(own.text).toContain(translator("en").factor.usable.all);
    // The only organization of a person is chosen without being named.
    expect(countOf((await owner.get("/factors")).text)).toBe(countOf(own.text));
    const stranger = new Visitor(server);
    const asked = await stranger.get(`/factors?use=${organizationId}`);
    expect(countOf(asked.text)).toBe(countOf(all.text));
    expect(asked.text).not.toContain("Teasel");
  });

  it("shows the operator's texts as text, in the reader's language, and states which are missing", async () => {
    for (const locale of LOCALES) {
      const reader = new Visitor(server);
      reader.setCookie("locale", locale);
      const { legal, marketing } = translator(locale);
      const terms = await reader.get("/terms");
      expect(terms.text).toContain(locale === "zh" ? "请合理使用。" : "Fair use &lt;b&gt;applies&lt;/b&gt;.");
      expect(terms.text).toContain(legal.version("7"));
      expect((await reader.get("/imprint")).text).toContain(legal.missing.imprint);
      const privacy = (await reader.get("/privacy")).text;
      expect(privacy).toContain(legal.missing.privacy);
      expect(privacy).toContain(legal.facts[0]!.title);
      const home = (await reader.get("/")).text;
      for (const path of ["/terms", "/privacy", "/imprint", "/sign-up"]) expect(home).toContain(`href="${path}"`);
      expect(home).toContain(marketing.costs.notSold);
    }
  });

  it("doesn't start with a text that lacks a language", async () => {
    const folder = mkdtempSync(join(inject("runFolder"), "legal-"));
    writeFileSync(join(folder, "imprint.en.txt"), "Version: 1\nSample Ltd.\n");
    await server.stop();
    await expect(server.start({ LEGAL_DIR: folder })).rejects.toThrow(/imprint/);
  });
});
