import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { getIdentityId } from "#app/identity/domain.server.ts";
import { freezeIssuerProofs } from "#app/identity/freeze-proofs.server.ts";
import { readIssuerProofs } from "#app/identity/issuer-proof.server.ts";
import { decideName, listHeldNames } from "#app/identity/name-review.server.ts";
import { recordRegistration, withdrawRegistration } from "#app/identity/registration.server.ts";
import { findIssuers } from "#app/identity/report-issuer.server.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { changeOrganization, getOrganization } from "#app/organization/organization.server.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import type { ReportFacts } from "#app/report/model.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { proveDomain } from "#tests/support/prove-domain.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { actFor, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { saveHotelNights } from "#tests/support/sample-records.ts";

onEachEngine(
  "the proofs of an issuer",
  (engine) => {
    let keys: IssuerKeys;
    let issuers = 0;
    beforeAll(async () => {
      keys = await makeKeys();
    });

    const inside = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);
    /** A company that issues reports under this name, with a calculation. */
    const makeIssuer = async (name: string) => {
      const made = await makeCompany(engine.doors);
      await rename(made.actor, name);
      await saveHotelNights(engine.doors, made.actor, YEAR, "3");
      return { ...made, runId: await runNow(engine.doors, made.actor, made.inventory) };
    };
    const rename = (actor: Actor, name: string) =>
      inside(actor, async (tx) => {
        issuers += 1;
        const { name: _, address, description, responsible, ...rest } = await getOrganization(tx, actor.organizationId);
        await changeOrganization(tx, actor, {
          nameEn: name,
          nameZh: `示例${issuers}厂`,
          legalId: rest.legalId,
          legalIdKind: rest.legalIdKind,
          addressEn: address.en,
          addressZh: address.zh,
          descriptionEn: description.en,
          descriptionZh: description.zh,
          responsibleName: responsible.name,
          responsibleRole: responsible.role,
          responsibleContact: responsible.contact,
          consolidationApproach: rest.consolidationApproach,
          gwpSet: rest.gwpSet,
        });
      });
    const issue = async (actor: Actor, runId: string) => {
      const issued = await issueNow(engine.doors, keys, actor, { runId });
      if (!issued.ok) return issued.blockers;
      return inside(actor, async (tx) => {
        const row = await tx.selectFrom("report").select("number").where("id", "=", issued.reportId).executeTakeFirst();
        return row!.number;
      });
    };
    const proofsOf = async (number: unknown, en: string) => {
      const report = { number: String(number), issuer: { en } };
      return (await engine.doors.withPublic((tx) => readIssuerProofs(tx, [report], new Date()))).get(report.number)!;
    };
    const check = (actor: Actor, name: string) => ({
      tenantId: actor.tenantId,
      name,
      number: "HRB 1234",
      register: "Handelsregister Berlin",
      checkedOn: "2026-02-01",
      evidence: "extract of the day, in our files",
      operator: "Ada Operator",
    });

    it("show domain and registration next to the exact name that was checked", async () => {
      const { actor, runId } = await makeIssuer("Alder Carbon GmbH");
      const number = await issue(actor, runId);
      expect(await proofsOf(number, "Alder Carbon GmbH")).toEqual({ domains: [], registrations: [] });
      await inside(actor, (tx) => proveDomain(tx, actor, "alder.example"));
      await engine.doors.withSystem((tx) => recordRegistration(tx, check(actor, "Alder Carbon GmbH")));
      const proofs = await proofsOf(number, "Alder Carbon GmbH");
      expect(proofs.domains).toMatchObject([{ domain: "alder.example", method: "dns", endedAt: null }]);
      expect(proofs.registrations).toEqual([
        { name: "Alder Carbon GmbH", number: "HRB 1234", register: "Handelsregister Berlin", checkedOn: "2026-02-01" },
      ]);
      // After a rename, the check proves nothing of the new name. The domain is the workspace's own.
      const renamed = await proofsOf(number, "Alder Carbon AG");
      expect(renamed).toMatchObject({ domains: [{ domain: "alder.example" }], registrations: [] });
    });

    it("are frozen in the report and its record when it is issued", async () => {
      const { actor, runId } = await makeIssuer("Hazel Carbon SGS");
      await inside(actor, (tx) => proveDomain(tx, actor, "hazel.example"));
      const review = { name: "Hazel Carbon SGS", decision: "released", reason: "shown", operator: "Ada" } as const;
      await engine.doors.withSystem((tx) => decideName(tx, { tenantId: actor.tenantId, ...review }));
      await engine.doors.withSystem((tx) => recordRegistration(tx, check(actor, "Hazel Carbon SGS")));
      await engine.doors.withSystem((tx) => recordRegistration(tx, check(actor, "Another Name")));
      const number = String(await issue(actor, runId));
      const end = { tenantId: actor.tenantId, name: "Hazel Carbon SGS", reason: "struck off", operator: "Ada" };
      await engine.doors.withSystem((tx) => withdrawRegistration(tx, end));
      const { issuer } = await engine.doors.withPublic(async (tx) => {
        const row = await tx.selectFrom("published_report").select("credential").where("number", "=", number);
        return parseReportCredential((await row.executeTakeFirstOrThrow()).credential).facts;
      });
      const checkedBy = new URL(PUBLIC_URL).host;
      expect(issuer.stated).toMatchObject({
        nameChecked: false, // The Chinese name is another, and was not checked.
        proofs: [
          { kind: "domain", method: "dns", value: "hazel.example", checkedBy },
          { kind: "registration", name: "Hazel Carbon SGS", value: "HRB 1234, Handelsregister Berlin", checkedBy },
          { kind: "name_review", name: "Hazel Carbon SGS", checkedBy },
        ],
      });
      expect(issuer.stated!.proofs).toHaveLength(3);
      const { facts } = await inside(actor, (tx) =>
        tx.selectFrom("report").select("facts").where("number", "=", number).executeTakeFirstOrThrow(),
      );
      expect((facts as ReportFacts).issuerProofs).toEqual(issuer.stated);
      // A domain that was not checked for weeks is none.
      const later = { host: checkedBy, now: new Date(Date.now() + 40 * 86_400_000) };
      const report = { authorId: null, issuer: { en: "Hazel Carbon SGS" } };
      const { proofs } = await inside(actor, (tx) => freezeIssuerProofs(tx, report, later));
      expect(proofs.map(({ kind }) => kind)).toEqual(["name_review"]);
      expect((await proofsOf(number, "Hazel Carbon SGS")).registrations).toEqual([]);
    });

    it("end when the operator withdraws a check, with the reason in the trail of the workspace", async () => {
      const { actor, runId } = await makeIssuer("Birch Carbon");
      const number = await issue(actor, runId);
      await engine.doors.withSystem((tx) => recordRegistration(tx, check(actor, "Birch Carbon")));
      const end = { tenantId: actor.tenantId, name: "Birch Carbon", reason: "struck off", operator: "Ada Operator" };
      await engine.doors.withSystem((tx) => withdrawRegistration(tx, end));
      expect((await proofsOf(number, "Birch Carbon")).registrations).toEqual([]);
      await expect(engine.doors.withSystem((tx) => withdrawRegistration(tx, end))).rejects.toMatchObject({
        code: "not_found",
      });
      const trail = await inside(actor, (tx) =>
        tx.selectFrom("audit_trail").select(["action", "after"]).where("subject", "=", "registration_check").execute(),
      );
      expect(trail).toMatchObject([
        { action: "registration_check.recorded", after: { evidence: "extract of the day, in our files" } },
        { action: "registration_check.withdrawn", after: { reason: "struck off" } },
      ]);
    });

    it("can't be added by the workspace itself", async () => {
      const actor = await makeTenant(engine.doors);
      const { name, register, evidence, operator } = check(actor, "Cedar");
      const row = { name, register, evidence, operator, registration_number: "1", checked_on: "2026-01-01" };
      await expect(
        inside(actor, (tx) =>
          tx
            .insertInto("registration_check")
            .values({ tenant_id: actor.tenantId, ...row })
            .execute(),
        ),
      ).rejects.toThrow("permission denied");
      const decision = { name, number: 1, decision: "released" as const, reason: "mine", operator };
      await expect(
        inside(actor, (tx) =>
          tx
            .insertInto("name_review")
            .values({ tenant_id: actor.tenantId, ...decision })
            .execute(),
        ),
      ).rejects.toThrow("permission denied");
    });

    it("are those of the consultancy for a report that it issued under an engagement", async () => {
      const { actor: company, runId } = await makeIssuer("Dogwood Works");
      const consultancy = await makeTenant(engine.doors, "Elm Advisory");
      await inside(consultancy, (tx) => proveDomain(tx, consultancy, "elm.example"));
      await engageConsultancy(engine.doors, company, consultancy, { mayIssue: true });
      const acting = (await actFor(engine.doors, consultancy, company))!;
      const number = await issue(acting, runId);
      const issuer = await engine.doors.withPublic((tx) => findIssuers(tx, [String(number)]));
      expect(issuer.get(String(number))).toBe(await inside(consultancy, getIdentityId));
      expect((await proofsOf(number, "Elm Advisory")).domains).toMatchObject([{ domain: "elm.example" }]);
    });

    it("don't exist for a name like a known body: the report is held until the operator releases exactly that name", async () => {
      const { actor, runId } = await makeIssuer("ＳＧＳ Carbon");
      expect(await issue(actor, runId)).toEqual([
        { code: "name_held", facts: { name: "ＳＧＳ Carbon", resembles: "SGS" } },
      ]);
      const decide = (name: string, decision: "released" | "held") =>
        engine.doors.withSystem((tx) =>
          decideName(tx, { tenantId: actor.tenantId, name, decision, reason: "shown", operator: "Ada Operator" }),
        );
      await decide("SGS Carbon", "released");
      expect(await issue(actor, runId)).toMatchObject([{ code: "name_held" }]);
      await decide("ＳＧＳ Carbon", "released");
      await decide("ＳＧＳ Carbon", "held");
      expect(await issue(actor, runId)).toEqual([
        { code: "name_held", facts: { name: "ＳＧＳ Carbon", resembles: "" } },
      ]);
      await decide("ＳＧＳ Carbon", "released");
      expect(await issue(actor, runId)).toMatch(/^GHG-/);
    });

    it("hold a report about an organization with the name of a known body, also of another issuer", async () => {
      const { actor: company, runId } = await makeIssuer("SGSCert");
      const consultancy = await makeTenant(engine.doors, "Hazel Advisory");
      await engageConsultancy(engine.doors, company, consultancy, { mayIssue: true });
      const acting = (await actFor(engine.doors, consultancy, company))!;
      const held = [{ code: "name_held", facts: { name: "SGSCert", resembles: "SGS" } }];
      expect(await issue(acting, runId)).toEqual(held);
      const release = { name: "SGSCert", decision: "released", reason: "shown", operator: "Ada Operator" } as const;
      await engine.doors.withSystem((tx) => decideName(tx, { tenantId: company.tenantId, ...release }));
      expect(await issue(acting, runId)).toMatch(/^GHG-/);
    });

    it("hold no report of a consultancy about a client whose own workspace is proved", async () => {
      const { actor: first, runId } = await makeIssuer("Juniper Works");
      await issue(first, runId);
      await inside(first, (tx) => proveDomain(tx, first, "juniper.example"));
      const other = await makeTenant(engine.doors);
      const names = ["Juniper Works Ltd"];
      const held = (stated: { names: string[]; subjects?: string[] }) =>
        inside(other, (tx) => listHeldNames(tx, { ...stated, authorId: null }));
      expect(await held({ names: [], subjects: names })).toEqual([]);
      expect(await held({ names, subjects: names })).toEqual([{ name: names[0], resembles: "Juniper Works" }]);
    });

    it("are managed on the command line, which refuses what is incomplete or unknown", async () => {
      const { actor, runId } = await makeIssuer("Grove TÜV Carbon");
      const settings = { DATABASE_URL: engine.url, DATA_DIR: mkdtempSync(join(tmpdir(), "truetonne-cli-")) };
      const name = ["--name", "Grove TÜV Carbon"];
      const act = (verb: string, ...rest: string[]) => truetonne(["identity", verb, actor.tenantId, ...rest], settings);
      const because = ["--reason", "letter of 1 March", "--by", "Ada Operator"];
      expect(await act("release", ...name, "--reason", "x")).toMatchObject({ code: 2 });
      expect(await act("frobnicate", ...name, ...because)).toMatchObject({ code: 2 });
      expect(await truetonne(["identity", "show", randomUUID()], settings)).toMatchObject({ code: 1 });
      expect(await act("release", ...name, ...because)).toMatchObject({ code: 0, err: "" });
      const number = await issue(actor, runId);
      expect(number).toMatch(/^GHG-/);
      const register = ["--number", "HRB 1", "--register", "Handelsregister", "--evidence", "extract", "--by", "Ada"];
      expect(await act("register", ...name, "--on", "2026-02-30", ...register)).toMatchObject({ code: 2 });
      expect(await act("register", ...name, "--on", "2026-02-28", ...register)).toMatchObject({ code: 0, err: "" });
      expect((await proofsOf(number, "Grove TÜV Carbon")).registrations).toMatchObject([{ checkedOn: "2026-02-28" }]);
      const { out } = await act("show");
      expect(out).toContain("registration Grove TÜV Carbon: HRB 1, Handelsregister, checked 2026-02-28 by Ada");
      expect(out).toContain("name Grove TÜV Carbon: released");
      expect(await act("withdraw", ...name, ...because)).toMatchObject({ code: 0 });
      expect(await act("withdraw", ...name, ...because)).toMatchObject({ code: 1 });
      expect(await act("hold", ...name, ...because)).toMatchObject({ code: 0 });
      const held = await inside(actor, (tx) => listHeldNames(tx, { names: ["Grove TÜV Carbon"], authorId: null }));
      expect(held).toEqual([{ name: "Grove TÜV Carbon", resembles: "" }]);
    });

    it("hold a name that looks like that of another proved issuer, and no other", async () => {
      const { actor: first, runId } = await makeIssuer("Fir Carbon Advisors Ltd");
      await issue(first, runId);
      const other = await makeTenant(engine.doors);
      const held = (actor: Actor, names: string[]) =>
        inside(actor, (tx) => listHeldNames(tx, { names, authorId: null }));
      const copies = ["FIR CARBON ADVISORS", "Fir Carbon-Advisors Limited", "Fіr Carbon Advisors"];
      expect(await held(other, copies)).toEqual([]);
      await inside(first, (tx) => proveDomain(tx, first, "fir.example"));
      expect(await held(other, copies)).toEqual(copies.map((name) => ({ name, resembles: "Fir Carbon Advisors Ltd" })));
      expect(await held(first, copies)).toEqual([]);
      expect(await held(other, ["Fir Carbon", "Fir Paper Advisors"])).toEqual([]);
    });
  },
  "some factors",
);
