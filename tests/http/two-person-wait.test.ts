import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { formatInstant } from "#app/day/format-day.ts";
import { translator } from "#app/i18n/index.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { submitRecords } from "#app/records/activity-review.server.ts";
import { proposeRelease } from "#app/report/report-release.server.ts";
import { proposeWithdrawal } from "#app/report/report-withdrawal.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makeOwnTenant, makePerson, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { YEAR } from "#tests/support/sample-company.ts";
import { stateReleaseRule } from "#tests/support/save-now.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { ACTS_OF_TWO, type Waiting } from "#tests/support/two-person-acts.ts";
import { enrol, expectRedirect, linkIn, readable, readMail, Visitor } from "#tests/support/visitor.ts";
import { waitFor } from "#tests/support/wait-for.ts";

type Page = Waiting["page"];

/** One person with two addresses: the second one is invited, accepts, and approves what the first one proposed. */
describe("a second address of the same person", () => {
  let server: RunningServer;
  let tenant: OwnTenant;
  let doors: Doors;
  let owner: Actor;
  const second: Record<string, Visitor> = {};
  const passwords: Record<string, string> = {};
  let from: Record<string, string>;

  beforeAll(async () => {
    server = await useServer();
    tenant = await makeOwnTenant(server, "Quillfeather");
    doors = await openDoors(server.ownerUrl);
    const { tenantId, organizationId } = tenant.ids;
    const { id } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", tenant.person.email)
      .executeTakeFirstOrThrow();
    owner = { tenantId, organizationId, userId: id, role: "owner", source: "page" };
    for (const role of ["admin", "billing", "editor"]) {
      const { name, email, password } = makePerson("Own Second Address");
      const members = `/organizations/${organizationId}/members`;
      expectRedirect(await tenant.owner.post(members, { intent: "invite", email, role }));
      second[role] = new Visitor(server);
      const link = linkIn(await readMail(server, email, "invitation"));
      expectRedirect(await second[role].post(link, { name, password, locale: "en" }));
      if (role === "admin") await enrol(second[role], { email, password });
      passwords[role] = password;
    }
    const rows = await asOwner(server.ownerUrl, (db) =>
      sql<{ role: string; at: Date }>`select role, right_since + interval '72 hours' as at from membership
        where tenant_id = ${tenantId} and user_id <> ${id}`.execute(db),
    );
    from = Object.fromEntries(rows.rows.map(({ role, at }) => [role, at.toISOString()]));
  });
  afterAll(async () => {
    await doors?.close();
  });

  const pageOf = async (act: "bank_account" | "receipt" | "refund" | "own_factor" | "deletion"): Promise<Page> =>
    (await (await ACTS_OF_TWO[act].prepare(doors, owner))(owner)).page;

  async function pageOfRelease(): Promise<Page> {
    const { runId, organizationId } = tenant.ids;
    const made = await doors.withTenant(owner, async (tx) => {
      await stateReleaseRule(tx, owner, true);
      return proposeRelease(tx, owner, { runId, locales: ["zh"], validUntil: null, withhold: "nothing" });
    });
    if (!made.ok) throw new Error(JSON.stringify(made));
    const form = { intent: "confirm", releaseId: made.releaseId };
    return { path: `/organizations/${organizationId}/reports/releases`, form };
  }

  async function pageOfWithdrawal(): Promise<Page> {
    const { reportId, organizationId } = tenant.ids;
    const reason = { en: "A meter was read wrongly.", zh: "" };
    expect(await doors.withTenant(owner, (tx) => proposeWithdrawal(tx, owner, { reportId, reason }))).toBeNull();
    const form = { intent: "confirm", attempt: "1" };
    return { path: `/organizations/${organizationId}/reports/${reportId}`, form };
  }

  it.each([
    ["bank_account", "admin", () => pageOf("bank_account")],
    ["receipt", "billing", () => pageOf("receipt")],
    ["refund", "billing", () => pageOf("refund")],
    ["own_factor", "editor", () => pageOf("own_factor")],
    ["release", "admin", pageOfRelease],
    ["withdrawal", "admin", pageOfWithdrawal],
    ["deletion", "admin", () => pageOf("deletion")],
  ] as const)("approves no %s, and reads from when it could", async (act, role, open) => {
    const { path: page, form } = await open();
    const fields = { ...form, ...(act === "deletion" ? { password: passwords[role]! } : {}) };
    const refused = await second[role]!.post(page, fields);
    expect(refused.status).toBe(409);
    const { twoPeople: en } = translator("en");
    expect(readable(refused.text)).toContain(readable(en.refused.text(formatInstant(from[role]!, "en", "UTC"))));
    // The page explains this in place of the button.
    expect(readable((await second[role]!.get(page)).text)).toContain(
      readable(en.waits(formatInstant(from[role]!, "en", "UTC"))),
    );
  });

  it("can't approve a record, and shows from when it could", async () => {
    const { organizationId } = tenant.ids;
    const recordId = randomUUID();
    const entry = { ...EMPTY_ENTRY, facility: "Quillfeather Plant", source: "Quillfeather Electricity", unit: "kWh" };
    await doors.withTenant(owner, async (tx) => {
      const added = { kind: "add" as const, recordId, entry: { ...entry, period: "2025-11", quantity: "508321" } };
      expect(await saveActivities(tx, owner, YEAR, [added])).toMatchObject({ ok: true });
      expect(await submitRecords(tx, owner, [recordId])).toMatchObject({ done: [recordId] });
    });
    const next = `/organizations/${organizationId}/review/records`;
    const to = expectRedirect(
      await second.editor!.post(`/organizations/${organizationId}/activities/review`, {
        intent: "approve",
        recordId,
        next,
      }),
    );
    expect(to).toContain("done=0");
    expect(readable((await second.editor!.get(to)).text)).toContain(
      readable(translator("en").review.describeLeft("right_waits", { from: formatInstant(from.editor!, "en", "UTC") })),
    );
  });

  it("is marked on the members page until the wait is over, in both languages", async () => {
    const members = `/organizations/${tenant.ids.organizationId}/members`;
    for (const locale of ["en", "zh"] as const) {
      const page = await tenant.owner.get(members, { cookie: `${tenant.owner.cookie}; locale=${locale}` });
      const { rightWaits } = translator(locale).account.members;
      const words = Object.values(from).map((at) => readable(rightWaits(formatInstant(at, locale, "UTC"))));
      const rows = [...page.text.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) => readable(row));
      const people = rows.filter((row) => row.includes("@"));
      expect(people.length).toBeGreaterThan(words.length);
      for (const row of people) {
        const isMarked = words.some((sentence) => row.includes(sentence));
        expect(isMarked, row).toBe(row.includes("Own Second Address"));
      }
    }
  });

  it("is announced to all managers by email, with the role of the new member", async () => {
    const folder = path.join(server.dataDir, "mail");
    await waitFor(
      () => {
        const notices = readdirSync(folder).filter((name) => /-administratorNotice-.*\.txt$/.test(name));
        const texts = notices.map((name) => readFileSync(path.join(folder, name), "utf8"));
        const mine = texts.filter((text) => text.startsWith(`To: ${tenant.person.email}\n`)).join("\n");
        expect(mine).toMatch(/Own Second Address accepted an invitation \(role: Admin\)/);
      },
      { timeout: 60_000, interval: 100 },
    );
  });
});
