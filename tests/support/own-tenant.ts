import { createHash, randomUUID } from "node:crypto";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import { EVERY_FACILITY } from "#app/report/completeness/matrix.ts";
import { makeKey } from "./api.ts";
import { pdfOf } from "./evidence-files.ts";
import { passRightWait } from "./owner.ts";
import { SAMPLE_DISCLOSURES } from "./sample-disclosures.ts";
import type { RunningServer } from "./server.ts";
import {
  type Answer,
  enrol,
  expectRedirect,
  fieldOf,
  linkIn,
  type Person,
  readable,
  readMail,
  signUp,
  Visitor,
} from "./visitor.ts";
import { JOB_PATIENCE, waitFor } from "./wait-for.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Everything that a company created on the pages, with the ids in its addresses. */
export interface OwnTenant {
  owner: Visitor;
  person: Person;
  /** Words that only this tenant uses. */
  names: string[];
  emails: string[];
  ids: {
    tenantId: string;
    organizationId: string;
    facilityId: string;
    sourceId: string;
    ownFactorId: string;
    instrumentId: string;
    recordId: string;
    inventoryId: string;
    runId: string;
    reportId: string;
    jobId: string;
    membershipId: string;
    invitationId: string;
    evidenceId: string;
    importId: string;
    dataRequestId: string;
    apiKeyId: string;
    engagementId: string;
    consultancyId: string;
    targetId: string;
    measureId: string;
    statementId: string;
    fileId: string;
    clientId: string;
    serviceId: string;
    packageId: string;
  };
  reportNumber: string;
  /** Totals of the run in kg, which only this tenant has. */
  figures: string[];
}

type TradeId = "clientId" | "serviceId" | "packageId";

export function makePerson(name = "Sample Person"): Person {
  return { name, email: `${randomUUID()}@sample.example`, password: `pass ${randomUUID()}` };
}

/**
 * Creates an account and does the main job once, all on the pages: organization, facility, sources, a record with the
 * form and others with a CSV, an invitation, a run and an issued report.
 *
 * @param word a name that appears nowhere else; part of every name that the tenant gives
 * @param nights quantity of one record, so that two tenants have different totals
 */
export async function makeOwnTenant(server: RunningServer, word: string, nights = "31"): Promise<OwnTenant> {
  const person = makePerson(`${word} Person`);
  const owner = await signUp(server, person);
  const base = await makeOrganization(owner, word);
  const client = await makeClient({ owner, person, base }, word, nights);
  const { tenantId, organizationId } = client.ids;
  const trade = await makeTrade(owner, `/tenants/${tenantId}`, word);
  const packageId = await makePackage(owner, `/tenants/${tenantId}`, { organizationId, word });
  return { ...client, ids: { ...client.ids, ...trade, packageId } };
}

/** The same work for one organization of a workspace, without trade. */
export async function makeClient(
  { owner, person, base }: { owner: Visitor; person: Person; base: string },
  word: string,
  nights = "31",
): Promise<Omit<OwnTenant, "ids"> & { ids: Omit<OwnTenant["ids"], TradeId> }> {
  const organizationId = base.split("/").at(-1)!;
  const tenantId = new RegExp(`/tenants/(${UUID})`).exec((await owner.get(base)).text)![1]!;
  const facilityId = await makeFacility(owner, base, word);
  const sourceId = await makeSources(owner, base, facilityId, word);
  const ownFactorId = await makeOwnFactor(owner, base, word);
  const instrumentId = await makeInstrument(owner, base, word);
  const inventoryId = await firstId(owner, `${base}/inventories`, "inventories");
  const { recordId, importId } = await recordYear(owner, base, { inventoryId, word, nights });
  const evidenceId = await attachBill(owner, `${base}/activities/${recordId}`, word);
  const { dataRequestId } = await askForData(owner, base, { inventoryId, sourceId, word });
  await makeKey(owner, organizationId, { name: `${word} ERP` });
  const keys = await owner.get(`${base}/api-keys`);
  const invited = `${randomUUID()}@sample.example`;
  expectRedirect(await owner.post(`${base}/members`, { intent: "invite", email: invited, role: "viewer" }));
  const members = await owner.get(`${base}/members`);
  const runId = await runInventory(owner, `${base}/inventories/${inventoryId}`);
  const document = JSON.parse((await owner.get(`${base}/runs/${runId}/document.json`)).text);
  const { reportId, reportNumber } = await issueReport(owner, base, runId);
  const statement = {
    intent: "state",
    basedOn: "0",
    runId,
    thresholdPercent: "5",
    rationale: `${word} measures since 2025.`,
  };
  expectRedirect(await owner.post(`${base}/base-year`, statement));
  const { targetId, measureId } = await makeTarget(owner, base, word);
  const verifierEmail = `${randomUUID()}@body.example`;
  const engagementId = await engageVerifier(owner, base, { inventoryId, word, email: verifierEmail });
  const consultancyId = await offerEngagement(owner, base);
  const stated = await recordStatement(owner, base, { reportId, runId, word });
  return {
    owner,
    person,
    names: [word],
    emails: [person.email, invited, verifierEmail],
    ids: {
      tenantId,
      organizationId,
      facilityId,
      sourceId,
      ownFactorId,
      instrumentId,
      recordId,
      inventoryId,
      runId,
      reportId,
      jobId: runId,
      membershipId: inputValue(members.text, "membershipId"),
      invitationId: inputValue(members.text, "invitationId"),
      evidenceId,
      importId,
      dataRequestId,
      apiKeyId: inputValue(keys.text, "apiKeyId"),
      engagementId,
      consultancyId,
      targetId,
      measureId,
      ...stated,
    },
    reportNumber,
    figures: [document.results.totals.co2eKg, document.results.totals.co2eKgMarketBased],
  };
}

/** A company that is ready to record, without records. */
export async function makeSmallCompany(server: RunningServer, word: string) {
  const person = makePerson(`${word} Person`);
  const owner = await signUp(server, person);
  const base = await makeOrganization(owner, word);
  const facilityId = await makeFacility(owner, base, word);
  const sourceId = await makeSources(owner, base, facilityId, word);
  const inventoryId = await firstId(owner, `${base}/inventories`, "inventories");
  const tenantId = new RegExp(`/tenants/(${UUID})`).exec((await owner.get(base)).text)![1]!;
  return { owner, person, base, tenantId, organizationId: base.split("/").at(-1)!, sourceId, inventoryId };
}

/** A workspace of a person who manages none yet. */
export async function startWorkspace(owner: Visitor, workspaceName: string, kind = "company"): Promise<void> {
  expectRedirect(await owner.post("/tenants/new", { kind, workspaceName }));
}

/** @returns the address of the first organization of a new workspace */
export async function makeOrganization(
  owner: Visitor,
  word: string,
  workspaceName = `${word} Works`,
  kind = "company",
): Promise<string> {
  await startWorkspace(owner, workspaceName, kind);
  return addOrganization(owner, word);
}

/** @returns the address of the new organization, whose guided start is the next page */
export async function createOrganization(owner: Visitor, fields: Record<string, string>): Promise<string> {
  const start = expectRedirect(await owner.post("/organizations/new", fields));
  return start.replace(/\/start$/, "");
}

/** @returns the address of the new organization */
export async function addOrganization(owner: Visitor, word: string): Promise<string> {
  const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" };
  const number = { legalId: "91320000SAMPLE003X", legalIdKind: "other" };
  const names = { nameEn: `${word} Works`, nameZh: `${word}示例工厂`, ...number };
  const base = await createOrganization(owner, { ...names, ...rules, year: "2025" });
  const details = {
    addressEn: `3 ${word} Road`,
    addressZh: `${word}路3号`,
    descriptionEn: `${word} makes samples.`,
    descriptionZh: `${word}生产示例。`,
    responsibleName: "Wang Sample",
    responsibleRole: "EHS",
    responsibleContact: "+86 512 0000 0000",
  };
  const basedOn = inputValue((await owner.get(`${base}/settings`)).text, "basedOn");
  expectRedirect(await owner.post(`${base}/settings`, { ...names, ...rules, ...details, basedOn }));
  const policy = {
    intent: "state",
    basedOn: "0",
    yearFallback: "latest_earlier",
    regionFallback: "off",
    reason: `${word} policy`,
  };
  expectRedirect(await owner.post(`${base}/factor-policy`, policy));
  return base;
}

async function makeFacility(owner: Visitor, base: string, word: string): Promise<string> {
  const facility = { nameEn: `${word} Plant`, nameZh: `${word}一厂`, country: "CN", gridRegion: "CN-JS" };
  expectRedirect(await owner.post(`${base}/facilities`, { ...facility, consolidationShare: "1" }));
  return firstId(owner, `${base}/facilities`, "facilities");
}

/** @returns the id of one of the sources */
async function makeSources(owner: Visitor, base: string, facilityId: string, word: string): Promise<string> {
  const sources = [
    {
      nameEn: "Electricity",
      category: "purchased_electricity",
      unit: "kWh",
      factor: "grid_average",
      residual: "residual",
    },
    {
      nameEn: "Natural gas",
      category: "stationary_combustion",
      unit: "Nm3",
      factor: "cn-ndrc-industry-fuels.natural-gas",
      via: "cn-ndrc-industry-fuels-ncv.natural-gas",
    },
    { nameEn: "Hotel nights", category: "business_travel", unit: "room_night", factor: "uk-desnz.29_600_4009_13" },
  ];
  for (const { nameEn, ...rest } of sources) {
    const fields = { intent: "save", facilityId, nameEn: `${word} ${nameEn}`, nameZh: "", ...rest };
    expectRedirect(await owner.post(`${base}/sources/new`, fields));
  }
  return firstId(owner, `${base}/sources`, "sources");
}

/** A custom factor of the tenant, proposed and not approved. @returns its id */
async function makeOwnFactor(owner: Visitor, base: string, word: string): Promise<string> {
  const place = await owner.post(`${base}/own-factors/new/edit`, {
    intent: "propose",
    nameEn: `${word} alloy`,
    unit: "t",
    basis: "gases",
    co2: "8.2",
    sourceName: `${word} declaration`,
    sourcePublisher: `${word} Metals`,
    licence: "Supplier's consent",
    evidence: `${word} declaration.pdf`,
  });
  return new URL(expectRedirect(place), "http://localhost").pathname.split("/").at(-1)!;
}

/** A supplier contract in the register. @returns its id */
async function makeInstrument(owner: Visitor, base: string, word: string): Promise<string> {
  const place = await owner.post(`${base}/instruments/new`, {
    type: "supplier_contract",
    contract: `${word} contract 7`,
    plant: `${word} wind farm`,
    technology: "wind",
    country: "CN",
    generatedFrom: "2025-01-01",
    generatedUntil: "2025-12-31",
    quantity: "10",
    unit: "MWh",
    co2: "0",
  });
  return new URL(expectRedirect(place), "http://localhost").pathname.split("/").at(-1)!;
}

/** A target from the base year, and a measure for it. */
async function makeTarget(owner: Visitor, base: string, word: string) {
  const target = await owner.post(`${base}/targets/new`, {
    name: `${word} target`,
    kind: "absolute",
    baseYear: "2025",
    targetYear: "2030",
    reductionPercent: "42",
    scope1: "on",
    scope2: "on",
    scope2Method: "location",
  });
  const targetId = new URL(expectRedirect(target), "http://localhost").pathname.split("/").at(-1)!;
  const page = await owner.get(`${base}/targets/${targetId}`);
  const ownerId = found(/<select[^>]*name="ownerId".*?<option value="([^"]+)"/s, page.text, "owner");
  const measure = { name: `${word} measure`, ownerId, year: "2027", effectTonnes: "3.5", state: "planned" };
  expectRedirect(await owner.post(`${base}/targets/${targetId}`, measure));
  return { targetId, measureId: await firstId(owner, `${base}/targets/measures`, "targets/measures") };
}

/** A file with the given rows, for the facility and sources that `makeOwnTenant` creates. */
export function activityCsv(word: string, rows: [source: string, period: string, quantity: string, unit: string][]) {
  const lines = rows.map((row) => `${word} Plant,${word} ${row.join(",")},measured,${word} invoice`);
  return ["facility,source,period,quantity,unit,data quality,evidence", ...lines, ""].join("\n");
}

/**
 * One record with the form, one with the sheet, and some with a file. @returns the ids of the sheet's and the file's
 */
async function recordYear(
  owner: Visitor,
  base: string,
  { inventoryId, word, nights }: { inventoryId: string; word: string; nights: string },
): Promise<{ recordId: string; importId: string }> {
  const stay = { ...EMPTY_ENTRY, facility: `${word} Plant`, source: `${word} Hotel nights`, unit: "room_night" };
  const typed = { intent: "add", ...stay, period: "2025-06", quantity: nights, note: `${word} note` };
  expectRedirect(await owner.post(`${base}/activities`, typed));
  const recordId = randomUUID();
  const change = { kind: "add", recordId, entry: { ...stay, period: "2025-07", quantity: "2" } };
  const saved = await saveGrid(owner, base, inventoryId, [change]);
  if (saved.status !== 200) throw new Error(`${saved.status}: ${readable(saved.text)}`);
  const csv = activityCsv(word, [
    ["Electricity", "2025-01", "508400", "kWh"],
    ["Electricity", "2025-02", "49.87", "万千瓦时"],
    ["Natural gas", "2025-01", "52180.25", "Nm3"],
  ]);
  const page = expectRedirect(await importCsv(owner, base, csv));
  return { recordId, importId: page.split("/").at(-1)! };
}

/** Saves changes as the sheet sends them. */
export function saveGrid(owner: Visitor, base: string, inventoryId: string, changes: object[]): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  return owner.request("POST", `${base}/activities.data`, { headers, body: JSON.stringify({ inventoryId, changes }) });
}

/**
 * Imports a file as the pages do, with the suggested columns: upload, check, import.
 *
 * @returns the last answer, or the first that led no further
 */
export async function importCsv(owner: Visitor, base: string, csv: string | Uint8Array): Promise<Answer> {
  const file = { field: "file", name: "year.csv", bytes: csv };
  const uploaded = await owner.upload(`${base}/activities/import`, {}, file);
  if (!uploaded.location.includes("/imports/")) return uploaded;
  const page = new URL(uploaded.location, "http://localhost").pathname;
  const checked = await owner.post(page, { intent: "check" });
  if (checked.status !== 302) return checked;
  const shown = await whenChecked(owner, page);
  return shown.text.includes('value="commit"') ? owner.post(page, { intent: "commit" }) : shown;
}

/** The page of an import whose check is over: a busy machine answers earlier, with the progress. */
export function whenChecked(owner: Visitor, page: string): Promise<Answer> {
  return waitFor(async () => {
    const answer = await owner.get(page);
    if (answer.text.includes("<progress")) throw new Error("the check is not over");
    return answer;
  }, JOB_PATIENCE);
}

/** Starts a run and waits until the page shows another one as done. @returns its id */
export async function runInventory(owner: Visitor, inventory: string): Promise<string> {
  const shown = async () => (await owner.get(inventory)).text;
  const idIn = (text: string) => new RegExp(`/runs/(${UUID})/document\\.json`).exec(text)?.[1];
  const before = idIn(await shown());
  expectRedirect(await owner.post(inventory, {}));
  return waitFor(async () => {
    const text = await shown();
    const id = idIn(text);
    return present(id === before ? undefined : id, text, "run");
  }, JOB_PATIENCE);
}

/** The form that issues a report of a run, with its default values. */
export function issueForm(run: string, locale = "en"): Record<string, string> {
  return { run, [locale]: "on" };
}

/** Fills in the missing answers on the checklist of a run; existing answers stay. */
export async function completeChecklist(owner: Visitor, base: string, run: string): Promise<void> {
  const checklist = `${base}/reports/checklist?run=${run}`;
  const basedOn = inputValue((await owner.get(checklist)).text, "basedOn");
  if (basedOn !== "0") return;
  const fields = Object.fromEntries(listFields(SAMPLE_DISCLOSURES));
  const form = { intent: "state", run, item: "A4", basedOn, exclusionsAre: "none", ...fields };
  expectRedirect(await owner.post(checklist, form));
  await explainMatrix(owner, base, run);
}

/** Explains every cell of the matrix that has no lines. */
export async function explainMatrix(owner: Visitor, base: string, run: string): Promise<void> {
  const matrix = `${base}/reports/completeness?run=${run}`;
  const open = `${matrix}&facility=${EVERY_FACILITY}&category=${ALL_CATEGORIES.join("&category=")}`;
  const form = {
    intent: "answer",
    run,
    categories: ALL_CATEGORIES.join(","),
    facility: EVERY_FACILITY,
    answer: "not_applicable:no_activity",
    basedOn: inputValue((await owner.get(open)).text, "basedOn"),
  };
  expectRedirect(await owner.post(matrix, form));
}

/** The answers as the fields of a form: a path and a value each. */
function listFields(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => listFields(one, path ? `${path}.${key}` : key));
}

/** Issues the report of a run, in one language or with the fields of the form, and waits until it is public. */
export async function issueReport(owner: Visitor, base: string, run: string, form: string | object = "en") {
  await completeChecklist(owner, base, run);
  const page = expectRedirect(
    await owner.post(`${base}/reports`, typeof form === "string" ? issueForm(run, form) : { run, ...form }),
  );
  const number = await waitFor(async () => {
    const { text } = await owner.get(page);
    return found(/verify\/(GHG-[0-9A-Z-]+)\/bundle\.zip/, text, "issued report");
  }, JOB_PATIENCE);
  return { reportId: page.split("/").at(-1)!, reportNumber: number };
}

/** Invites another member of the organization, who may act as one of two at once. */
export async function inviteMember(
  server: RunningServer,
  tenant: { owner: Visitor; ids: Pick<OwnTenant["ids"], "organizationId"> },
  role: string,
  scope = "all",
): Promise<Visitor> {
  const { name, email, password } = makePerson("Invited Person");
  const members = `/organizations/${tenant.ids.organizationId}/members`;
  expectRedirect(await tenant.owner.post(members, { intent: "invite", email, role, scope }));
  const member = new Visitor(server);
  const link = linkIn(await readMail(server, email, "invitation"));
  expectRedirect(await member.post(link, { name, password, locale: "en" }));
  if (role === "admin" || role === "owner") await enrol(member, { email, password });
  if (server.ownerUrl.startsWith("postgres")) await passRightWait(server.ownerUrl);
  return member;
}

/** Uploads a bill for one record on the page. @returns the id of the stored file */
async function attachBill(owner: Visitor, record: string, word: string): Promise<string> {
  const bill = { field: "file", name: `${word} bill.pdf`, bytes: pdfOf(`${word} pays for two nights`) };
  expectRedirect(await owner.upload(`${record}/evidence`, {}, bill));
  const { files } = JSON.parse((await owner.get(`${record}/evidence.json`)).text);
  return files[0].fileId;
}

/** Requests one source and two months from someone without an account. @returns the request and the path of its link */
export async function askForData(
  owner: Visitor,
  base: string,
  { inventoryId, sourceId, word }: { inventoryId: string; sourceId: string; word: string },
  changes: Record<string, string> = {},
): Promise<{ dataRequestId: string; link: string }> {
  const asked = { [`source-${sourceId}`]: "on", "month-2025-01": "on", "month-2025-02": "on" };
  const whom = { recipientName: `${word} Landlord`, recipientEmail: `${randomUUID()}@sample.example`, locale: "en" };
  const expires = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  const units = await owner.get(`${base}/data-requests/new`);
  const unit = inputValue(units.text, `unit-${sourceId}`);
  const fields = { inventoryId, ...asked, ...whom, expires, message: `${word} asks.`, [`unit-${sourceId}`]: unit };
  const page = expectRedirect(await owner.post(`${base}/data-requests/new`, { ...fields, ...changes }));
  const dataRequestId = found(new RegExp(`/data-requests/(${UUID})`), page, "data request");
  const link = found(/(\/requests\/[A-Za-z0-9_-]{43})/, (await owner.get(page)).text, "link");
  return { dataRequestId, link };
}

/** Offers an engagement to a consultancy on the page. @returns its id */
async function offerEngagement(owner: Visitor, base: string): Promise<string> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const offer = { intent: "grant", email: `${randomUUID()}@advice.example`, role: "viewer", people: "all", named: "" };
  expectRedirect(await owner.post(`${base}/consultancies`, { ...offer, startsOn: day(0), endsOn: day(30) }));
  return firstId(owner, `${base}/consultancies`, "consultancies");
}

/** Invites someone from a verification body on the page. @returns the id of the engagement */
export async function engageVerifier(
  owner: Visitor,
  base: string,
  { inventoryId, word, email }: { inventoryId: string; word: string; email: string },
): Promise<string> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const days = { startsOn: day(-1), endsOn: day(30) };
  const invited = { intent: "invite", bodyName: `${word} Verification`, email, inventoryId, ...days };
  expectRedirect(await owner.post(`${base}/assurance`, invited));
  return firstId(owner, `${base}/assurance`, "engagements");
}

/** The fields of a third party's statement, complete except for the form's default values. */
export function statementFields(word: string): Record<string, string> {
  return {
    type: "verification",
    level: "limited",
    objectives: "To conclude on the statement of the year.",
    criteria: "ISO 14064-1:2018",
    scope: "Scopes 1 to 3",
    periodStart: "2025-01-01",
    periodEnd: "2025-12-31",
    materiality: "5 %",
    responsibleParty: `${word} Works`,
    intendedUser: "Customers",
    location: "1234.5",
    market: "",
    opinion: "unmodified",
    opinionText: `Nothing has come to our attention about ${word}.`,
    verifierName: `${word} Verification`,
    accreditationBody: "Sample Accreditation Board",
    accreditationNumber: "SAB-0001",
    accreditationScope: "ISO 14064-1, manufacturing",
    accreditationExpiresOn: "2099-06-30",
    registerUrl: "https://register.sample.example/SAB-0001",
    leadVerifier: "Lead Sample",
    independentReviewer: "Reviewer Sample",
    date: new Date().toISOString().slice(0, 10),
  };
}

/** Adds a verification statement about the report on the page. @returns its id and that of its document */
async function recordStatement(
  owner: Visitor,
  base: string,
  { reportId, runId, word }: { reportId: string; runId: string; word: string },
): Promise<{ statementId: string; fileId: string }> {
  const form = `${base}/assurance/statements/new`;
  const { bytes } = await owner.get(`${base}/runs/${runId}/document.json`);
  const packageHash = createHash("sha256").update(bytes).digest("hex");
  const document = { field: "file", name: `${word} statement.pdf`, bytes: pdfOf(`${word} is stated about`) };
  const fields = { ...statementFields(word), subject: `report:${reportId}`, packageHash };
  const page = expectRedirect(await owner.upload(form, fields, document));
  const statementId = found(new RegExp(`/statements/(${UUID})`), page, "statement");
  return {
    statementId,
    fileId: found(new RegExp(`/assurance/files/(${UUID})`), (await owner.get(page)).text, "document"),
  };
}

/** Creates a client and something to sell on the pages. */
async function makeTrade(owner: Visitor, base: string, word: string): Promise<{ clientId: string; serviceId: string }> {
  const buyer = { legalNameEn: `${word} Buyer`, country: "DE", email: `${randomUUID()}@sample.example`, locale: "en" };
  const client = expectRedirect(await owner.post(`${base}/clients/new`, buyer));
  const sold = { intent: "add", kind: "inventory_report", nameEn: `${word} report`, unit: "report" };
  const service = expectRedirect(await owner.post(`${base}/services`, sold));
  return {
    clientId: found(new RegExp(`/clients/(${UUID})`), client, "client"),
    serviceId: found(new RegExp(`/services/(${UUID})`), service, "service"),
  };
}

/** A package created from an organization on the page. @returns its id */
export async function makePackage(
  owner: Visitor,
  base: string,
  { organizationId, word }: { organizationId: string; word: string },
): Promise<string> {
  const fields = { intent: "make", nameEn: `${word} package`, nameZh: "", from: organizationId };
  const page = expectRedirect(await owner.post(`${base}/packages`, fields));
  return found(new RegExp(`/packages/(${UUID})`), page, "package");
}

async function firstId(owner: Visitor, page: string, noun: string): Promise<string> {
  const { text } = await owner.get(page);
  return found(new RegExp(`/${noun}/(${UUID})`), text, noun);
}

export function inputValue(html: string, name: string): string {
  return present(fieldOf(html, name) || undefined, html, name);
}

function found(pattern: RegExp, text: string, what: string): string {
  const match = pattern.exec(text);
  return present(
    match?.slice(1).find((group) => group !== undefined),
    text,
    what,
  );
}

function present(value: string | undefined, text: string, what: string): string {
  if (value === undefined) throw new Error(`no ${what} on the page: ${readable(text).slice(0, 2000)}`);
  return value;
}
