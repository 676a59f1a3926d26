import { createHash, randomUUID } from "node:crypto";
import type { Actor, TenantActor } from "#app/access/actor.server.ts";
import { makeApiKey, revokeApiKey } from "#app/access/api-key.server.ts";
import { revokeEngagement } from "#app/access/engagement.server.ts";
import { acceptEngagement, inviteVerifier } from "#app/assurance/engagement.server.ts";
import { recordStatement } from "#app/assurance/statement.server.ts";
import { attachEvidence } from "#app/evidence/evidence.server.ts";
import { addOwnVersion, takeOwnStep } from "#app/factors/own/own-factor.server.ts";
import { stateVerifierProfile } from "#app/identity/verifier-profile.server.ts";
import { NO_PROFILE } from "#app/identity/verifier-profile.ts";
import { addInstrument } from "#app/instruments/instrument.server.ts";
import { sendDueMails } from "#app/mail/deliver-mail.server.ts";
import type { Mail } from "#app/mail/letter.ts";
import { queueMail } from "#app/mail/mail-queue.server.ts";
import { money } from "#app/money/money.ts";
import { addClientMail } from "#app/notice/client-mail.server.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { stateFacilityFact } from "#app/places/facility/facility-fact.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { commitImport } from "#app/records/import/commit-import.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { issueReport } from "#app/report/report.server.ts";
import { makeDataRequest } from "#app/requests/data-request.server.ts";
import { addTask, changeTask } from "#app/review/task.server.ts";
import { stateBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { addMeasure } from "#app/target/measure.server.ts";
import { addTarget } from "#app/target/target.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import { addPackage, takePackageStep } from "#app/trade/package/package.server.ts";
import { startQuote } from "#app/trade/quote/quote.server.ts";
import { addTimeEntry } from "#app/trade/time/time-entry.server.ts";
import { getWork } from "#app/trade/time/work.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors } from "#db/doors.ts";
import { incoming, makeImportRoom } from "./import-file.ts";
import { addColleague, LONG_AGO, makeTenant } from "./make-tenant.ts";
import { addPlanOrders } from "./plan-list-rows.ts";
import { proveDomain } from "./prove-domain.ts";
import { addListedReports, addLogEntries } from "./public-list-rows.ts";
import { aroundToday, engageVerifier, hotelNights, sampleStatement, storedFile } from "./sample-assurance.ts";
import { fillCompany, issueNow, makeKeys, PUBLIC_URL, runNow, YEAR } from "./sample-company.ts";
import { dayFromNow, emailOf, engageConsultancy } from "./sample-engagement.ts";
import { acceptByLink, makeSentQuote, makeService, ORDER_NOW, quoteContent } from "./sample-order.ts";
import { bookSample } from "./sample-receipt.ts";
import { equipSeller, makeClient } from "./sample-seller.ts";
import { addSuggestion, allowModel } from "./sample-suggestion.ts";
import { ALLOY } from "./two-person-acts.ts";

const KEYS = ["the key of the letters of a test"] as const;

/** Adds rows to a list of a tenant, some of them with equal values. */
export type AddRows = (count: number) => Promise<void>;

const IMPORT_HEAD = "facility,source,period,quantity,unit,evidence";

/** How to create rows of a list for a tenant, with the data that they need. */
export const ROW_MAKERS: Record<string, (doors: Doors, actor: Actor) => Promise<AddRows>> = {
  services: addServices,
  "services/prices": addServices,
  members: async (doors, actor) =>
    repeat(async (before) => {
      const organizationId = before % 2 === 0 ? null : actor.organizationId;
      const rightSince = before % 2 === 0 ? LONG_AGO : new Date();
      await addColleague(doors, actor, before % 3 === 0 ? "viewer" : "editor", { organizationId, rightSince });
    }),
  "api-keys": async (doors, actor) =>
    repeat(async (before) => {
      const key = { name: `Sample key ${before % 3}`, reach: "organization", scopes: ["read"], days: 30 } as const;
      const { id } = await doors.withTenant(actor, (tx) => makeApiKey(tx, actor, key));
      if (before % 3 === 0) await doors.withTenant(actor, (tx) => revokeApiKey(tx, actor, id));
    }),
  instruments: async (doors, actor) =>
    repeat(async (before) => {
      const contract = {
        type: "supplier_contract",
        registry: "",
        serials: null,
        contract: `Contract ${before % 3}`,
        plant: "",
        technology: before % 2 === 0 ? "wind" : "solar",
        country: "CN",
        generation: YEAR,
        quantity: String(1 + (before % 2)),
        unit: "MWh",
        kgPerUnit: { CO2: "0" },
        cancelledOn: null,
        beneficiary: "",
        statementFileId: null,
      } as const;
      await doors.withTenant(actor, (tx) => addInstrument(tx, actor, contract));
    }),
  targets: async (doors, actor) => {
    await declareBaseOnce(doors, actor);
    return repeat(async (before) => {
      await doors.withTenant(actor, (tx) => addTarget(tx, actor, sampleTarget(`Target ${before % 3}`)));
    });
  },
  "targets/measures": async (doors, actor) => {
    await declareBaseOnce(doors, actor);
    const added = await doors.withTenant(actor, (tx) => addTarget(tx, actor, sampleTarget("Target")));
    if ("faults" in added) throw new Error(JSON.stringify(added.faults));
    return repeat(async (before) => {
      const measure = {
        name: `Measure ${before % 3}`,
        ownerId: actor.userId,
        year: 2027 + (before % 2),
        effectTonnes: "3.5",
        cost: before % 2 === 0 ? null : money(120_000, "CNY"),
        state: before % 2 === 0 ? "planned" : "done",
      } as const;
      await doors.withTenant(actor, (tx) => addMeasure(tx, actor, added.id, measure));
    });
  },
  "own-factors": addOwnFactors,
  "own-factors/versions": addOwnFactors,
  tasks: addTasks,
  "tasks/months": addTasks,
  facilities: async (doors, actor) =>
    repeat(async (before) => {
      const country = before % 2 === 0 ? "CN" : "DE";
      const facility = { nameEn: `Works ${before % 3}`, nameZh: "", country, gridRegion: "", consolidationShare: "1" };
      await doors.withTenant(actor, (tx) => addFacility(tx, actor, facility));
    }),
  sources: async (doors, actor) => {
    const { sources } = await fillOnce(doors, actor);
    return repeat(async (before) => {
      const { factorSelection, facilityId } = before % 2 === 0 ? sources.gas! : sources.electricity!;
      const kind =
        before % 2 === 0
          ? ({ scope: 1, category: "stationary_combustion", unit: "Nm3" } as const)
          : ({ scope: 2, category: "purchased_electricity", unit: "kWh" } as const);
      const names = { nameEn: `Meter ${before % 3}`, nameZh: "" };
      const source = { ...kind, ...names, facilityId, factorSelection, uncertainty: null };
      await doors.withTenant(actor, (tx) => addEmissionSource(tx, actor, source));
    });
  },
  "review/facts": async (doors, actor) => {
    const { sources } = await fillOnce(doors, actor);
    const { facilityId } = sources.gas!;
    return repeat(async (before) => {
      const day = `2025-0${1 + (before % 3)}-28`;
      const what =
        before % 2 === 0 ? ({ kind: "floor_area", name: "" } as const) : { kind: "output" as const, name: "Steel" };
      // Each has a separate period: one of the same period would replace it.
      const period = { start: `${2000 + before}-01-01`, end: `${2000 + before}-12-31` };
      const fact = { ...what, facilityId, period, quantity: "12", unit: "m2", source: `Plan of ${day}` };
      await doors.withTenant(actor, (tx) => stateFacilityFact(tx, actor, fact));
    });
  },
  "activities/deleted": async (doors, actor) => {
    await fillOnce(doors, actor);
    return repeat(async (before) => {
      const added = hotelNights(String(1 + (before % 3)));
      const removed = { kind: "delete", recordId: added.recordId, version: 1, reason: "Entered twice" } as const;
      for (const change of [added, removed])
        await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [change]));
    });
  },
  assurance: async (doors, actor) => {
    const { inventory } = await fillOnce(doors, actor);
    return repeat(async (before) => {
      const [startsOn, endsOn] = [dayFromNow(before % 2 === 0 ? -1 : 1), dayFromNow(30)];
      await engageVerifier(doors, actor, inventory.id, { startsOn, endsOn });
    });
  },
  "assurance/statements": async (doors, actor) => {
    const { inventory } = await fillOnce(doors, actor);
    await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
    const keys = await makeKeys();
    const issued = await issueNow(doors, keys, actor, { runId: await runNow(doors, actor, inventory) });
    if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
    const author = { ...actor, engagementId: null } as const;
    return repeat(async (before) => {
      // None names the data package of the report, so none makes it verified.
      const text = `%PDF-1.7 ${before}`;
      const input = sampleStatement("0".repeat(64), { date: `2026-03-0${1 + (before % 2)}` });
      const stated = {
        input,
        subject: { reportId: issued.reportId },
        document: { file: storedFile(text), publicBytes: Buffer.from(text) },
      };
      const now = "2026-03-03T08:00:00.000Z";
      await doors.withTenant(actor, (tx) =>
        recordStatement(tx, author, { keys, publicUrl: PUBLIC_URL }, { ...stated, now }),
      );
    });
  },
  evidence: async (doors, actor) => {
    const { sources } = await fillOnce(doors, actor);
    const period = { period: { start: "2025-02-01", end: "2025-02-28" }, sourceId: sources.gas!.id };
    return repeat(async (before) => {
      const file = { id: randomUUID(), kind: "pdf", name: `Bill ${before % 3}.pdf`, scan: "clean" } as const;
      const sha256 = createHash("sha256").update(file.id).digest("hex");
      const place = { tenant_id: actor.tenantId, organization_id: actor.organizationId, created_by: actor.userId };
      await doors.withTenant(actor, async (tx) => {
        const row = { ...file, ...place, sha256, generation: 1, byte_size: 1 + (before % 2) };
        await tx.insertInto("evidence_file").values(row).execute();
        if (before % 2 === 0) await attachEvidence(tx, actor, file.id, { recordIds: [], period });
      });
    });
  },
  "evidence/lacking": async (doors, actor) => {
    await fillOnce(doors, actor);
    return repeat(async (before) => {
      const added = hotelNights(String(1 + (before % 3)));
      await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [added]));
    });
  },
  log: async (doors) => repeat(await addLogEntries(doors)),
  "issuers/:issuerId": async (doors, actor) => repeat(await addListedReports(doors, actor)),
  verifiers: async (doors) =>
    repeat(async (before) => {
      const body = await makeTenant(doors, `Larch Body ${before % 3}`, "verification_body");
      await doors.withTenant(body, async (tx) => {
        await proveDomain(tx, body, `${body.tenantId}.example`);
        await stateVerifierProfile(tx, body, { ...NO_PROFILE, isListed: true, basedOn: 0 });
      });
    }),
  "plan-orders": async (doors, actor) => repeat(await addPlanOrders(doors, actor)),
  "plan-holders": async (doors) =>
    repeat(async (before) => void (await makeTenant(doors, `Sample Buyer ${before % 3}`))),
  consultancies: async (doors, actor) => {
    const consultancy = await makeTenant(doors, "Sample Consultancy");
    return repeat(async (before) => {
      const role = before % 2 === 0 ? "viewer" : "editor";
      await revokeSome(doors, actor, await engageConsultancy(doors, actor, consultancy, { role }), before);
    });
  },
  engagements: async (doors, actor) =>
    repeat(async (before) => {
      const company = await makeTenant(doors, `Sample Company ${before % 3}`);
      await revokeSome(doors, company, await engageConsultancy(doors, company, actor), before);
    }),
  packages: async (doors, actor) =>
    repeat(async (before) => {
      const content = { name: { en: `Package ${before % 3}`, zh: "" }, sources: [], policy: null };
      const added = await doors.withTenant(actor, (tx) => addPackage(tx, actor, content));
      if (!added.ok) throw new Error(JSON.stringify(added.faults));
      if (before % 3 === 0)
        await doors.withTenant(actor, (tx) => takePackageStep(tx, actor, added.packageId, "retired"));
    }),
  quotes: async (doors, actor) => {
    const { clientId, serviceId } = await equipOnce(doors, actor);
    let made = 0;
    return repeat(async () => {
      // Some are drafts, which have neither total nor day.
      if (made++ % 4 === 0) await doors.withTenant(actor, (tx) => startQuote(tx, actor, { clientId, now: ORDER_NOW }));
      else await makeSentQuote(doors, actor, { clientId, content: quoteContent(serviceId) });
    });
  },
  invoices: async (doors, actor) => {
    const { clientId } = await equipOnce(doors, actor);
    return repeat(async () => void (await makeInvoice(doors, actor, clientId)));
  },
  mail: async (doors, actor) =>
    repeat(async () => {
      const letter = { kind: "accountUnconfirmed", url: "https://carbon.example" } as const;
      const mail: Mail = { to: "person@sample.example", locale: "en", letter };
      await doors.withTenant(actor, (tx) => queueMail(tx, mail, KEYS));
      const refused = async () => Promise.reject(Object.assign(new Error(), { code: "EENVELOPE", responseCode: 550 }));
      await sendDueMails({ doors, deliver: refused, keys: KEYS, operatorTenantId: undefined });
    }),
  ledger: async (doors, actor) => {
    const { clientId } = await equipOnce(doors, actor);
    return repeat(async () => void (await makeInvoice(doors, actor, clientId)));
  },
  receipts: addPaid,
  payments: addPaid,
  clients: addClients,
  organizations: addOrganizations,
  "/organizations": addOrganizations,
  "model/suggestions": async (doors, actor) => {
    await allowModel(doors, actor);
    return repeat(async (before) => {
      const words = `Line ${before % 3}`;
      await addSuggestion(doors, actor, { words, isDecided: before % 4 === 0, fails: before % 4 === 1 });
    });
  },
  "client-mails": async (doors, actor) => {
    await equipOnce(doors, actor);
    return repeat(async (before) => {
      const clientId = await makeClient(doors, actor, {});
      const facts = { about: null, other: null, organization: null, amount: null, dueOn: null };
      const mail = { tenantId: actor.tenantId, clientId, kind: "payment.recorded", subjectId: randomUUID() } as const;
      await doors.withTenant(actor, (tx) => addClientMail(tx, { ...mail, occasion: before, facts }));
    });
  },
  "/notifications": async (doors, actor) => {
    const colleague = await addColleague(doors, actor, "editor");
    return repeat(async (before) => {
      const after = { number: `Q-${before % 3}` };
      const change = { action: "quote.accepted", subject: "quote", subjectId: randomUUID(), after };
      await doors.withTenant(colleague, (tx) => recordChange(tx, colleague, change));
    });
  },
  "/assurance": async (doors, { userId }) => {
    const email = await emailOf(doors, userId);
    return repeat(async (before) => {
      const company = await makeTenant(doors, `Sample Company ${before % 3}`);
      const made = await doors.withTenant(company, async (tx) => {
        const { id: inventoryId } = await openInventory(tx, company, YEAR);
        const body = { inventoryId, bodyName: "Sample Verification Body", email, ...aroundToday() };
        return inviteVerifier(tx, company, body, new Date());
      });
      if ("fault" in made) throw new Error(made.fault);
      const author = { tenantId: company.tenantId, userId, source: "page" } as const;
      await doors.withTenant(author, (tx) => acceptEngagement(tx, author, { ...made, email }));
    });
  },
  time: async (doors, actor) => {
    const { clientId, serviceId } = await equipOnce(doors, actor);
    const { token } = await makeSentQuote(doors, actor, { clientId, content: quoteContent(serviceId) });
    const orderId = await acceptByLink(doors, token);
    return repeat(async (before) => {
      const work = await doors.withTenant(actor, (tx) => getWork(tx, before % 2 === 0 ? clientId : orderId));
      const day = `2026-0${1 + (before % 3)}-28`;
      const entry = { work, day, minutes: 30, note: "", isBillable: before % 2 === 0 };
      await doors.withTenant(actor, (tx) => addTimeEntry(tx, actor, entry));
    });
  },
  inventories: async (doors, actor) =>
    repeat(async (before) => {
      const year = 1990 + before;
      await doors.withTenant(actor, (tx) => openInventory(tx, actor, { start: `${year}-01-01`, end: `${year}-12-31` }));
    }),
  runs: async (doors, actor) => {
    const { inventory } = await fillOnce(doors, actor);
    return repeat(async () => void (await runNow(doors, actor, inventory)));
  },
  reports: async (doors, actor) => {
    const { inventory } = await fillOnce(doors, actor);
    await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
    const keys = await makeKeys();
    const issuer = { publicUrl: PUBLIC_URL, logOrigin: keys.origin };
    return repeat(async () => {
      const runId = await runNow(doors, actor, inventory);
      const asked = { runId, locales: ["en", "zh"], now: new Date().toISOString() } as const;
      const issued = await doors.withTenant(actor, (tx) => issueReport(tx, actor, issuer, asked));
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
    });
  },
  "activities/import": async (doors, actor) => {
    const { inventory } = await fillOnce(doors, actor);
    const room = makeImportRoom();
    return repeat(async (before) => {
      const file = incoming(`${IMPORT_HEAD}\nPlant A,Electricity,2025-01,${before + 1},kWh,\n`, `${before % 3}.csv`);
      const taken = await takeImportFile(doors, actor, room, { file, inventoryId: inventory.id });
      if (!taken.ok) throw new Error(taken.failure.code);
      const jobId = await doors.withTenant(actor, (tx) => startCheck(tx, actor, taken.draftId));
      await performCheck(doors, room, { ...actor, jobId });
      await commitImport(doors, actor, taken.draftId);
    });
  },
  "exported-services": addInvoices,
  receivables: addInvoices,
  revenue: addInvoices,
  "data-requests": async (doors, actor) => {
    const { inventory, sources } = await fillOnce(doors, actor);
    return repeat(async (before) => {
      await doors.withTenant(actor, (tx) =>
        makeDataRequest(tx, actor, {
          inventoryId: inventory.id,
          months: ["2025-01"],
          items: [{ sourceId: sources.gas!.id, unit: "Nm3", isEvidenceRequired: false }],
          recipientName: `Li Sample ${before % 2}`,
          recipientEmail: "li@sample.example",
          locale: "en",
          message: "",
          expiresAt: new Date(Date.now() + 5 * 86_400_000),
        }),
      );
    });
  },
  orders: async (doors, actor) => {
    const { clientId, serviceId } = await equipOnce(doors, actor);
    return repeat(async () => {
      const { token } = await makeSentQuote(doors, actor, { clientId, content: quoteContent(serviceId) });
      await acceptByLink(doors, token);
    });
  },
};

/** @param add gets the number of rows added before */
function repeat(add: (before: number) => Promise<void>): AddRows {
  let before = 0;
  return async (count) => {
    for (let made = 0; made < count; made++) await add(before++);
  };
}

async function addOrganizations(doors: Doors, actor: Actor): Promise<AddRows> {
  return repeat(async (before) => {
    const names = { nameEn: `Client ${before % 3}`, nameZh: "" };
    const organization = { ...names, consolidationApproach: "operational_control", gwpSet: "AR6" } as const;
    await doors.withTenant(actor, (tx) => addOrganization(tx, actor, organization));
  });
}

/** Organizations, and buyers without data here. */
async function addClients(doors: Doors, actor: Actor): Promise<AddRows> {
  const addOne = await addOrganizations(doors, actor);
  return repeat(async (before) => {
    if (before % 2 === 0) await addOne(1);
    else await makeClient(doors, actor, { legal_name_en: `Buyer ${before % 3}` });
  });
}

async function revokeSome(doors: Doors, company: Actor, engagementId: string, before: number): Promise<void> {
  if (before % 3 > 0) return;
  const end = { engagementId, reason: "The work is done.", by: "company" } as const;
  await doors.withTenant(company, (tx) => revokeEngagement(tx, company, end));
}

async function addInvoices(doors: Doors, actor: Actor): Promise<AddRows> {
  const { clientId } = await equipOnce(doors, actor);
  return repeat(async () => void (await makeInvoice(doors, actor, clientId)));
}

async function addPaid(doors: Doors, actor: Actor): Promise<AddRows> {
  const { clientId } = await equipOnce(doors, actor);
  return repeat(async () => {
    const invoiceId = await makeInvoice(doors, actor, clientId);
    await doors.withTenant(actor, (tx) => bookSample(tx, actor, invoiceId, 60_000n));
  });
}

async function addServices(doors: Doors, actor: Actor): Promise<AddRows> {
  return repeat(async (before) => void (await makeService(doors, actor, 480_000n + BigInt(before % 2))));
}

async function addOwnFactors(doors: Doors, actor: Actor): Promise<AddRows> {
  const colleague = await addColleague(doors, actor, "reviewer");
  return repeat(async (before) => {
    const content = { ...ALLOY, nameEn: `Sample alloy ${before % 3}` };
    const { factorId, versionId } = await doors.withTenant(actor, (tx) => addOwnVersion(tx, actor, null, content));
    const target = { factorId, versionId };
    const step = (by: Actor, state: "proposed" | "approved") =>
      doors.withTenant(by, (tx) => takeOwnStep(tx, by, target, { state, reason: "" }));
    if (before % 2 === 0) await step(actor, "proposed");
    if (before % 4 === 0) await step(colleague, "approved");
  });
}

async function addTasks(doors: Doors, actor: Actor): Promise<AddRows> {
  const { sources } = await fillOnce(doors, actor);
  return repeat(async (before) => {
    const month = `2025-0${1 + (before % 3)}`;
    const cells = [
      { sourceId: sources.gas!.id, month },
      { sourceId: sources.gas!.id, month: "2025-12" },
    ];
    const asked = { ownerId: actor.userId, dueOn: `2026-0${1 + (before % 2)}-28`, note: "", cells };
    const taskId = await doors.withTenant(actor, (tx) => addTask(tx, actor, asked));
    const change = { kind: "cancel", reason: "No longer needed" } as const;
    if (before % 3 === 0) await doors.withTenant(actor, (tx) => changeTask(tx, actor, taskId, change));
  });
}

const companies = new Map<string, ReturnType<typeof fillCompany>>();

/** Makes the company of a tenant ready to record, once. */
function fillOnce(doors: Doors, actor: Actor) {
  const filled = companies.get(actor.tenantId) ?? fillCompany(doors, actor);
  companies.set(actor.tenantId, filled);
  return filled;
}

const sellers = new Map<string, Promise<{ clientId: string; serviceId: string }>>();

/** Lets a tenant sell, once: lists of the same tenant share its client and service. */
function equipOnce(doors: Doors, actor: Actor) {
  const equipped = sellers.get(actor.tenantId) ?? equip(doors, actor);
  sellers.set(actor.tenantId, equipped);
  return equipped;
}

async function equip(doors: Doors, actor: Actor) {
  await equipSeller(doors, actor, ["USD"]);
  return { clientId: await makeClient(doors, actor), serviceId: await makeService(doors, actor) };
}

export function makeInvoice(
  doors: Doors,
  actor: TenantActor,
  clientId: string,
  taxRuleId = "cn-export-exempt",
): Promise<string> {
  return doors.withTenant(actor, async (tx) => {
    const line = { descriptionEn: "Inventory report 2025", descriptionZh: "", quantity: "1", unit: "" };
    const made = await raiseInvoice(
      tx,
      actor,
      {
        clientId,
        orderId: null,
        kind: "full",
        currency: "USD",
        lines: [{ ...line, unitPriceMinor: 480_000n, taxPercent: "0" }],
        taxRuleId,
        exchange: { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" },
      },
      ORDER_NOW,
    );
    if (!made.ok) throw new Error(JSON.stringify(made.fault));
    return made.invoiceId;
  });
}

/** A target of scope 3 from the sample year. */
export function sampleTarget(name: string) {
  return {
    name,
    kind: "absolute",
    baseYear: 2025,
    targetYear: 2030,
    scopes: [3],
    scope2Method: "location",
    categories: [],
    reductionPercent: "42",
  } satisfies Parameters<typeof addTarget>[2];
}

const bases = new Map<string, Promise<void>>();

/** Declares the base year of a tenant, once: a target and its measures start from the same one. */
function declareBaseOnce(doors: Doors, actor: Actor): Promise<void> {
  const declared = bases.get(actor.tenantId) ?? declareBase(doors, actor);
  bases.set(actor.tenantId, declared);
  return declared;
}

async function declareBase(doors: Doors, actor: Actor): Promise<void> {
  const { inventory } = await fillOnce(doors, actor);
  await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
  const runId = await runNow(doors, actor, inventory);
  const statement = { runId, thresholdPercent: "5", rationale: "The first full year.", reason: "", basedOn: 0 };
  await doors.withTenant(actor, (tx) => stateBaseYear(tx, actor, statement));
}
