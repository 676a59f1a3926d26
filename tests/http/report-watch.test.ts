import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import {
  activityCsv,
  importCsv,
  inviteMember,
  issueReport,
  makeSmallCompany,
  type OwnTenant,
  runInventory,
  saveGrid,
} from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable, readMail, Visitor } from "#tests/support/visitor.ts";

const WORD = "Tamarisk";

describe("watching a report without an account", () => {
  let server: RunningServer;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  let first: { reportId: string; reportNumber: string };
  const stranger = () => new Visitor(server);
  const address = () => `${randomUUID()}@buyer.example`;

  beforeAll(async () => {
    server = await useServer();
    company = await makeSmallCompany(server, WORD);
    const { owner, base, inventoryId } = company;
    await importCsv(owner, base, activityCsv(WORD, [["Hotel nights", "2025-01", "2", "room_night"]]));
    first = await issueReport(owner, base, await runInventory(owner, `${base}/inventories/${inventoryId}`));
  });

  const ask = (number: string, email: string, locale = "en", visitor = stranger()) =>
    visitor.post(`/verify/${number}/watch`, { email, locale });
  const linksIn = (mail: string) => [...mail.matchAll(/https?:\/\/\S+/g)].map(([link]) => new URL(link).pathname);
  const headOf = (to: string, kind: string) => {
    const folder = join(server.dataDir, "mail");
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith(".eml") && name.includes(`-${kind}-`))
      .map((name) => readFileSync(join(folder, name), "utf8"));
    return texts.find((text) => text.includes(to))!.replaceAll(/\n[ \t]+/g, " ");
  };

  it("offers the form on the page of a current report and names what the address is for", async () => {
    for (const locale of ["en", "zh"] as const) {
      const { section } = translator(locale).watch;
      const headers = locale === "zh" ? { "accept-language": "zh-CN" } : {};
      const { text } = await stranger().get(`/verify/${first.reportNumber}`, headers);
      expect(text).toContain(`action="/verify/${first.reportNumber}/watch"`);
      for (const words of [section.title, section.text, section.data]) expect(readable(text)).toContain(words);
    }
  });

  it("offers a feed that may be cached, in both languages, for the report alone", async () => {
    const page = (await stranger().get(`/verify/${first.reportNumber}`)).text;
    const path = `/verify/${first.reportNumber}/feed.xml`;
    expect(page).toMatch(new RegExp(`<link[^>]*rel="alternate"[^>]*href="${path}\\?language=en"`));
    const english = await stranger().get(path);
    expect(english.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(english.headers.get("cache-control")).toBe("public, max-age=60");
    const tag = english.headers.get("etag")!;
    expect((await stranger().get(path, { "if-none-match": tag })).status).toBe(304);
    expect(new SaxesParser({ xmlns: true }).write(english.text).close).toBeTypeOf("function");
    expect(english.text.match(/<entry>/g)).toHaveLength(1);
    expect((await stranger().get(`${path}?language=zh`)).text).toContain('xml:lang="zh-Hans"');
    expect((await stranger().get(`${path}?language=fr`)).status).toBe(404);
    expect((await stranger().get("/verify/GHG-2026-000001-AAAAAAA-AAAAAAA/feed.xml")).status).toBe(404);
  });

  it("sends one mail to confirm, answers a known address in the same way, and confirms only by the button", async () => {
    const email = address();
    const answers = [await ask(first.reportNumber, email)];
    const mail = await readMail(server, email, "watchConfirm");
    const [link = ""] = linksIn(mail);
    expect(link).toMatch(/^\/watch\/[\w-]{43}$/);
    expect(mail).not.toContain(WORD);
    expect(headOf(email, "watchConfirm")).toMatch(/List-Unsubscribe: <http\S+\/watch\/[\w-]{43}\/stop>/);
    const { watch } = translator("en");
    const shown = await stranger().get(link);
    expect(shown.headers.get("cache-control")).toBe("private, no-store");
    expect(readable(shown.text)).toContain(watch.link.confirmTitle(first.reportNumber));
    expect(readable((await stranger().get(link)).text)).toContain(watch.link.confirmTitle(first.reportNumber));
    expectRedirect(await stranger().post(link, { intent: "confirm" }));
    expect(readable((await stranger().get(link)).text)).toContain(watch.link.watchingTitle(first.reportNumber));
    answers.push(await ask(first.reportNumber, email));
    expect(new Set(answers.map(({ status, location, text }) => `${status} ${location} ${text}`)).size).toBe(1);
    const sent = await stranger().get(answers[0]!.location);
    expect(readable(sent.text)).toContain(watch.page.sentLead);
    const stopped = await stranger().post(link, { intent: "stop" });
    expect(readable(stopped.text)).toContain(watch.link.stoppedTitle(first.reportNumber));
    expect((await stranger().get(link)).status).toBe(404);
  });

  it("refuses what is no address, a number that is not public, and more mails than a mailbox should get", async () => {
    const { status, text } = await ask(first.reportNumber, "no address");
    expect([status, text.includes('aria-invalid="true"')]).toEqual([422, true]);
    expect((await ask("GHG-2026-000001-AAAAAAA-AAAAAAA", address())).status).toBe(404);
    const email = address();
    const statuses: number[] = [];
    // Each from another network: the address itself is counted.
    for (let tries = 0; tries < 6; tries++) statuses.push((await ask(first.reportNumber, email)).status);
    expect(statuses).toEqual([302, 302, 302, 302, 302, 429]);
    const one = stranger();
    const own: number[] = [];
    for (let tries = 0; tries < 21; tries++) own.push((await ask(first.reportNumber, address(), "en", one)).status);
    expect(own.at(-1)).toBe(429);
    for (const link of ["/watch/x", `/watch/${"a".repeat(43)}`]) {
      expect((await stranger().get(link)).status, link).toBe(404);
      expect((await stranger().post(link, { intent: "confirm" })).status, link).toBe(302);
    }
  });

  it("mails a replacement, then the withdrawal of the version that was followed, and forgets the address", async () => {
    const { owner, base, inventoryId } = company;
    const [email, waiting, gone] = [address(), address(), address()];
    for (const to of [email, waiting, gone]) expectRedirect(await ask(first.reportNumber, to, "zh"));
    const confirm = async (to: string) => {
      const [link = ""] = linksIn(await readMail(server, to, "watchConfirm"));
      expectRedirect(await stranger().post(link, { intent: "confirm" }));
      return link;
    };
    await confirm(email);
    const link = await confirm(gone);
    // As the button of a mail program: no origin, no cookie.
    const oneClick = await stranger().request("POST", `${link}/stop`, {
      headers: { origin: "" },
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect(oneClick.status).toBe(204);
    const change = {
      kind: "add",
      recordId: randomUUID(),
      entry: {
        ...{ ...EMPTY_ENTRY, facility: `${WORD} Plant`, source: `${WORD} Hotel nights`, unit: "room_night" },
        ...{ period: "2025-07", quantity: "5" },
      },
    };
    await saveGrid(owner, base, inventoryId, [change]);
    const next = await issueReport(owner, base, await runInventory(owner, `${base}/inventories/${inventoryId}`));
    const told = await readMail(server, email, "watchSuperseded");
    const { mail } = translator("zh").watch;
    expect(told).toContain(mail.superseded.subject(first.reportNumber));
    expect(told).toContain(next.reportNumber);
    expect(told).toMatch(/tCO₂e.*\+\d+\.\d\d（?.*%/);
    const [open = "", stop = ""] = linksIn(told);
    expect(open).toBe(`/verify/${next.reportNumber}`);
    expect(readable((await stranger().get(stop)).text)).toContain(next.reportNumber);
    expect((await stranger().get(`/verify/${first.reportNumber}/watch`)).text).not.toContain('name="email"');
    const replaced = await stranger().get(`/verify/${first.reportNumber}`);
    expect(replaced.text).toMatch(new RegExp(`href="/verify/${next.reportNumber}"[^>]*>`));
    expect(readable(replaced.text)).toMatch(/Change of the total, location-based: \+\d+\.\d\d/);
    const feed = await stranger().get(`/verify/${first.reportNumber}/feed.xml?language=zh`);
    expect(feed.text).toContain(`<summary>${translator("zh").watch.feed.superseded(next.reportNumber)}`);
    const { organizationId } = company;
    const tenant = { owner, ids: { organizationId } } as unknown as OwnTenant;
    const admin = await inviteMember(server, tenant, "admin");
    const page = `${base}/reports/${next.reportId}`;
    expectRedirect(await owner.post(page, { intent: "propose", reasonEn: "A meter was read wrongly.", reasonZh: "" }));
    expectRedirect(await admin.post(page, { intent: "confirm", attempt: "1", note: "" }));
    const withdrawn = readable((await stranger().get(`/verify/${next.reportNumber}`)).text);
    expect(withdrawn).toContain(translator("en").verify.page.statement.noNewer);
    const last = await readMail(server, email, "watchWithdrawn");
    expect(last).toContain(mail.withdrawn.noLater);
    expect(last).toContain("A meter was read wrongly.");
    expect((await stranger().get(stop)).status).toBe(404);
    // Its confirmation was the one mail to this address; the other one had stopped.
    for (const to of [waiting, gone]) {
      const folder = readdirSync(join(server.dataDir, "mail")).filter((name) => name.endsWith(".txt"));
      const all = folder.filter((name) =>
        readFileSync(join(server.dataDir, "mail", name), "utf8").startsWith(`To: ${to}\n`),
      );
      expect(all.map((name) => /watch\w+/.exec(name)?.[0])).toEqual(["watchConfirm"]);
    }
    expect(server.readLog()).not.toContain("buyer.example");
  });
});
