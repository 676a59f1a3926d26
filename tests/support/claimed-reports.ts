import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { recordNameOf } from "#app/identity/domain-name.ts";
import type { DomainStandIn } from "./domain-stand-in.ts";
import { pdfOf } from "./evidence-files.ts";
import {
  activityCsv,
  completeChecklist,
  importCsv,
  inputValue,
  inviteMember,
  issueReport,
  makeSmallCompany,
  type OwnTenant,
  runInventory,
  saveGrid,
  startWorkspace,
  statementFields,
} from "./own-tenant.ts";
import { asOwner } from "./owner.ts";
import type { RunningServer } from "./server.ts";
import { type JoinedVerifier, joinAsVerifier } from "./verifier.ts";
import { expectRedirect, readable, Visitor } from "./visitor.ts";
import { JOB_PATIENCE, waitFor } from "./wait-for.ts";

export type Company = Awaited<ReturnType<typeof makeSmallCompany>> & { word: string };

export interface Issued {
  reportId: string;
  number: string;
  runId: string;
  /** SHA-256 of the inventory document. */
  packageHash: string;
}

export async function makeClaimant(server: RunningServer, word: string): Promise<Company> {
  const company = { ...(await makeSmallCompany(server, word)), word };
  const csv = activityCsv(word, [
    ["Electricity", "2025-01", "508400", "kWh"],
    ["Natural gas", "2025-01", "52180.25", "Nm3"],
    ["Hotel nights", "2025-01", "31", "room_night"],
  ]);
  expectRedirect(await importCsv(company.owner, company.base, csv));
  return company;
}

export const calculate = ({ owner, base, inventoryId }: Company) =>
  runInventory(owner, `${base}/inventories/${inventoryId}`);

/** Issues in one language. */
export async function issueOne(company: Company, runId: string): Promise<Issued> {
  const { reportId, reportNumber } = await issueReport(company.owner, company.base, runId);
  return { reportId, number: reportNumber, runId, packageHash: await hashPackage(company, runId) };
}

/** Issues the English and the Chinese edition. */
export async function issueBoth(company: Company, runId: string): Promise<Issued> {
  const { owner, base } = company;
  await completeChecklist(owner, base, runId);
  const page = expectRedirect(await owner.post(`${base}/reports`, { run: runId, en: "on", zh: "on" }));
  const number = await waitFor(async () => {
    const { text } = await owner.get(page);
    const found = /verify\/(GHG-[0-9A-Z-]+)\/bundle\.zip/.exec(text)?.[1];
    if (!found) throw new Error(`no issued report: ${readable(text).slice(0, 1000)}`);
    return found;
  }, JOB_PATIENCE);
  return { reportId: page.split("/").at(-1)!, number, runId, packageHash: await hashPackage(company, runId) };
}

async function hashPackage({ owner, base }: Company, runId: string): Promise<string> {
  const { bytes } = await owner.get(`${base}/runs/${runId}/document.json`);
  return createHash("sha256").update(bytes).digest("hex");
}

export async function addNights({ owner, base, inventoryId, word }: Company, period: string): Promise<void> {
  const stay = { ...EMPTY_ENTRY, facility: `${word} Plant`, source: `${word} Hotel nights`, unit: "room_night" };
  const change = { kind: "add", recordId: randomUUID(), entry: { ...stay, period, quantity: "55" } };
  const saved = await saveGrid(owner, base, inventoryId, [change]);
  if (saved.status !== 200) throw new Error(`${saved.status}: ${readable(saved.text)}`);
}

/** A file of a published report, as a stranger gets it. */
export async function download(server: RunningServer, path: string): Promise<Buffer> {
  const { status, bytes } = await new Visitor(server).get(path);
  if (status !== 200) throw new Error(`${status} at ${path}`);
  return Buffer.from(bytes);
}

export async function withdraw(server: RunningServer, company: Company, { reportId }: Issued, reason: string) {
  const { owner, base, organizationId } = company;
  const tenant = { owner, ids: { organizationId } } as unknown as OwnTenant;
  const admin = await inviteMember(server, tenant, "admin");
  const page = `${base}/reports/${reportId}`;
  expectRedirect(await owner.post(page, { intent: "propose", reasonEn: reason, reasonZh: "" }));
  expectRedirect(await admin.post(page, { intent: "confirm", attempt: "1", note: "" }));
}

/** Gives the organization another name, with its other details unchanged. */
export async function rename({ owner, base, word }: Company, nameEn: string, nameZh: string): Promise<void> {
  const basedOn = inputValue((await owner.get(`${base}/settings`)).text, "basedOn");
  expectRedirect(
    await owner.post(`${base}/settings`, {
      nameEn,
      nameZh,
      legalId: "91320000SAMPLE003X",
      legalIdKind: "other",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
      addressEn: `3 ${word} Road`,
      addressZh: `${word}路3号`,
      descriptionEn: `${word} makes samples.`,
      descriptionZh: `${word}生产示例。`,
      responsibleName: "Wang Sample",
      responsibleRole: "EHS",
      responsibleContact: "+86 512 0000 0000",
      basedOn,
    }),
  );
}

type Given = Record<string, string>;

function fieldsOf(word: string, { reportId, packageHash }: Issued, given: Given): Given {
  return { ...statementFields(word), subject: `report:${reportId}`, packageHash, ...given };
}

const documentOf = (fields: Given) => ({
  field: "file",
  name: "statement.pdf",
  bytes: pdfOf(`${fields.verifierName} ${randomUUID()}`),
});

/** A statement that the company enters. @returns the path of its page */
export async function reportStatement({ owner, base, word }: Company, issued: Issued, given: Given): Promise<string> {
  const fields = fieldsOf(word, issued, given);
  return expectRedirect(await owner.upload(`${base}/assurance/statements/new`, fields, documentOf(fields)));
}

/** A statement that the verifier enters, in the name of a workspace or of none. */
export function enterStatement({ visitor, base }: JoinedVerifier, issued: Issued, given: Given) {
  const fields = fieldsOf("Larch", issued, given);
  return visitor.upload(`${base}/statement`, fields, documentOf(fields));
}

export interface Body {
  verifier: JoinedVerifier;
  /** Its workspace, whose domain is proved. */
  workspace: string;
}

/** A verifier invited by the company, and a workspace of a verification body with a proved domain. */
export async function makeBody(
  server: RunningServer,
  outside: DomainStandIn,
  { owner, organizationId, inventoryId }: Company,
  { name, domain }: { name: string; domain: string },
): Promise<Body> {
  const ids = { organizationId, inventoryId };
  const verifier = await joinAsVerifier(server, { owner, ids }, "Larch");
  await startWorkspace(verifier.visitor, name, "verification_body");
  const { rows } = await asOwner(server.ownerUrl, (db) =>
    sql<{ id: string }>`select id from tenant where name = ${name}`.execute(db),
  );
  const workspace = rows[0]!.id;
  await proveByDns(server, outside, { owner: verifier.visitor, tenantId: workspace, domain });
  return { verifier, workspace };
}

/** Adds a domain on the page, publishes its record and has it checked. */
export async function proveByDns(
  server: RunningServer,
  outside: DomainStandIn,
  { owner, tenantId, domain }: { owner: Visitor; tenantId: string; domain: string },
): Promise<void> {
  const page = `/tenants/${tenantId}/domains`;
  expectRedirect(await owner.post(page, { intent: "add", domain }));
  const { text } = await owner.get(page);
  outside.txt.set(recordNameOf(domain), [/truetonne-workspace=[\w-]+/.exec(readable(text))![0]]);
  expectRedirect(await owner.post(page, { intent: "check", claimId: inputValue(text, "claimId") }));
  await waitFor(async () => {
    const { rows } = await asOwner(server.ownerUrl, (db) =>
      sql`select from domain_proof where domain = ${domain}`.execute(db),
    );
    if (rows.length === 0) throw new Error(`${domain} is not proved`);
  }, JOB_PATIENCE);
}

/** As after six weeks in which no check of the domain succeeded. */
export async function passChecks(server: RunningServer, domain: string): Promise<void> {
  await asOwner(server.ownerUrl, (db) =>
    sql`update domain_proof set proved_at = proved_at - interval '42 days',
      confirmed_at = confirmed_at - interval '42 days' where domain = ${domain}`.execute(db),
  );
}
