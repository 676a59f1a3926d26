import { afterAll, beforeAll, expect, it } from "vitest";
import { type Doors, openDoors } from "#db/doors.ts";
import { type EverySetting, makeEverySetting } from "#tests/support/every-setting.ts";
import { LONG_AGO } from "#tests/support/make-tenant.ts";
import { makePerson } from "#tests/support/own-tenant.ts";
import { OPERATOR_ID } from "#tests/support/plans.ts";
import { SAMPLE_SELLER } from "#tests/support/sample-seller.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { type Answer, readable, signUp, type Visitor } from "#tests/support/visitor.ts";

/** Nothing listens there, and nothing is asked. */
const MODEL = { MODEL_URL: "http://127.0.0.1:9/v1", MODEL_NAME: "sample-1" };

let server: TestServer;
let doors: Doors;
let at: EverySetting;
let first: Visitor;
let second: Visitor;

beforeAll(async () => {
  server = await startServer("PostgreSQL", { OPERATOR_TENANT_ID: OPERATOR_ID, ...MODEL });
  doors = await openDoors(server.ownerUrl, { operatorTenantId: OPERATOR_ID });
  at = await makeEverySetting(doors);
  [first, second] = [await join("Sample First"), await join("Sample Second")];
});

afterAll(async () => {
  await doors?.close();
  await server?.remove();
});

async function join(name: string): Promise<Visitor> {
  const person = makePerson(name);
  const visitor = await signUp(server, person);
  const { id } = await doors.accounts
    .selectFrom("user_account")
    .select("id")
    .where("email", "=", person.email)
    .executeTakeFirstOrThrow();
  const row = { user_id: id, organization_id: null, role: "owner" as const, right_since: LONG_AGO };
  await doors.withSystem((tx) =>
    tx
      .insertInto("membership")
      .values({ tenant_id: OPERATOR_ID, ...row })
      .execute(),
  );
  return visitor;
}

interface Form {
  path: string;
  table: string;
  fields: Record<string, string>;
  /** What the first person saves, and what the second person with the same page open had typed. */
  saved: Record<string, string>;
  typed: Record<string, string>;
  /** Uploaded with an image. */
  isUpload?: true;
}

const inTenant = (path: string) => `/tenants/${OPERATOR_ID}/${path}`;
const inOrganization = (path: string) => `/organizations/${at.organizationId}/${path}`;

const { confirmAboveMinor: _, fiscalFirstMonth, paymentDays, ...seller } = SAMPLE_SELLER;
const LOOK = { nameEn: "", nameZh: "", logoAct: "keep" };
const BUYER = { country: "DE", locale: "en", legalNameEn: "Sample Buyer" };
const NOTE = { ruleId: "own", isOn: "on", confirmedWith: "Sample Accountants", confirmedOn: "2026-02-01" };

const ACCREDITED = {
  accreditationBody: "Sample Board",
  accreditationNumber: "SAB-1",
  registerUrl: "https://register.sample.example/1",
};

const FORMS: (() => Form)[] = [
  () => ({
    path: inTenant("settings"),
    table: "release_rule",
    fields: { intent: "rule" },
    saved: { second: "yes" },
    typed: { second: "yes" },
  }),
  () => ({
    path: inTenant("settings"),
    table: "second_factor_rule",
    fields: { intent: "factor" },
    saved: { allFactors: "yes" },
    typed: { allFactors: "yes" },
  }),
  () => ({
    path: inTenant("model"),
    table: "model_consent",
    fields: { intent: "state", host: "127.0.0.1:9", model: MODEL.MODEL_NAME },
    saved: { allowed: "yes" },
    typed: { allowed: "yes" },
  }),
  () => ({
    path: inTenant("settings"),
    table: "tenant_brand",
    fields: LOOK,
    saved: { accent: "#7A2E1F" },
    typed: { accent: "#1F4E7A" },
    isUpload: true,
  }),
  () => ({
    path: inTenant("directory"),
    table: "verifier_profile",
    fields: { intent: "state", listed: "no", accreditationBody: "", accreditationNumber: "", accreditationScope: "" },
    saved: { ...ACCREDITED, accreditationScope: "Scope of the first" },
    typed: { ...ACCREDITED, accreditationScope: "Scope of the second" },
  }),
  () => ({
    path: inOrganization("brand"),
    table: "brand",
    fields: LOOK,
    saved: { accent: "#7A2E1F" },
    typed: { accent: "#1F4E7A" },
    isUpload: true,
  }),
  () => ({
    path: inOrganization("instruments/vintage-window"),
    table: "vintage_window",
    fields: {},
    saved: { monthsBefore: "2", monthsAfter: "1" },
    typed: { monthsBefore: "4", monthsAfter: "0" },
  }),
  () => ({
    path: inOrganization("listing"),
    table: "report_listing",
    fields: { intent: "state" },
    saved: { listed: "yes" },
    typed: { listed: "yes" },
  }),
  () => ({
    path: inOrganization(`sources/${at.sources.gas!.id}`),
    table: "source_confidentiality",
    fields: { intent: "confidential" },
    saved: { confidential: "yes" },
    typed: { confidential: "yes" },
  }),
  () => ({
    path: inOrganization("factor-policy"),
    table: "factor_policy",
    fields: { intent: "state", yearFallback: "none", regionFallback: "off", precedence: "" },
    saved: { reason: "Reason of the first", regionFallback: "on" },
    typed: { reason: "Reason of the second" },
  }),
  () => ({
    path: inOrganization("base-year"),
    table: "base_year_policy",
    fields: { intent: "state", runId: at.runId, thresholdPercent: "5", reason: "" },
    saved: { rationale: "Rationale of the first" },
    typed: { rationale: "Rationale of the second" },
  }),
  () => ({
    path: inOrganization(`reports/checklist?run=${at.runId}`),
    table: "disclosure_statement",
    fields: {
      intent: "state",
      run: at.runId,
      item: "intensity",
      "intensity.per.zh": "产量",
      "intensity.quantity": "5",
    },
    saved: { "intensity.per.en": "Tonne of the first" },
    typed: { "intensity.per.en": "Tonne of the second" },
  }),
  () => ({
    path: inTenant("seller"),
    table: "seller_detail",
    fields: { ...seller, fiscalFirstMonth: String(fiscalFirstMonth), paymentDays: String(paymentDays) },
    saved: { termsEn: "Terms of the first" },
    typed: { termsEn: "Terms of the second" },
  }),
  () => ({
    path: inTenant("seller/tax-notes"),
    table: "tax_note:own",
    fields: NOTE,
    saved: { textEn: "Note of the first" },
    typed: { textEn: "Note of the second" },
  }),
  () => ({
    path: inTenant(`clients/${at.clientId}`),
    table: "client_version",
    fields: { intent: "save", ...BUYER },
    saved: { contactName: "Contact of the first" },
    typed: { contactName: "Contact of the second" },
  }),
  () => ({
    path: inTenant(`clients/${at.clientId}`),
    table: "client_link",
    fields: { intent: "link" },
    saved: { organizationId: at.organizationId },
    typed: { organizationId: "" },
  }),
  () => ({
    path: inTenant(`services/${at.serviceId}`),
    table: "service_version",
    fields: { intent: "save", unit: "report", isOffered: "on" },
    saved: { nameEn: "Service of the first" },
    typed: { nameEn: "Service of the second" },
  }),
  () => ({
    path: inTenant(`services/${at.serviceId}`),
    table: "service_price",
    fields: { intent: "price", currency: "USD", validFrom: "2026-01-31" },
    saved: { amount: "411.00" },
    typed: { amount: "522.00" },
  }),
  () => ({
    path: inTenant(`orders/${at.orderId}`),
    table: "order_budget",
    fields: { intent: "budget", unit: "d" },
    saved: { budget: "4.11" },
    typed: { budget: "5.22" },
  }),
  () => ({
    path: inTenant("time/rates"),
    table: "time_rate",
    fields: { validFrom: "2026-01-31", cost: "" },
    saved: { sale: "411.00" },
    typed: { sale: "522.00" },
  }),
  () => ({
    path: inTenant(`packages/${at.packageId}`),
    table: "package_version",
    fields: { intent: "save", count: "1" },
    saved: { nameEn: "Package of the first" },
    typed: { nameEn: "Package of the second" },
  }),
  () => ({
    path: inOrganization(`targets/${at.targetId}/edit`),
    table: "target_version",
    fields: {
      intent: "save",
      name: "Target",
      kind: "absolute",
      baseYear: "2025",
      targetYear: "2030",
      scope3: "on",
      scope2Method: "location",
      reason: "New plan",
    },
    saved: { reductionPercent: "41.5" },
    typed: { reductionPercent: "52.5" },
  }),
  () => ({
    path: inOrganization(`targets/measures/${at.measureId}`),
    table: "measure_version",
    fields: { name: "Measure", ownerId: at.owner.userId, year: "2027", state: "planned" },
    saved: { effectTonnes: "41.5" },
    typed: { effectTonnes: "52.5" },
  }),
  () => ({
    path: inTenant(`quotes/${at.quoteId}`),
    table: "quote_draft",
    fields: { intent: "save", currency: "USD", depositPercent: "30", validUntil: "2099-12-31" },
    saved: { termsEn: "Terms of the first" },
    typed: { termsEn: "Terms of the second" },
  }),
  () => ({
    path: inTenant("payments"),
    table: "receipt_tolerance",
    fields: { intent: "tolerance", currency: "USD" },
    saved: { amount: "4.11" },
    typed: { amount: "5.22" },
  }),
  () => ({
    path: inTenant("plan-prices"),
    table: "plan_price#new",
    fields: { intent: "price", plan: "consultancy", currency: "CNY" },
    saved: { amount: "4111.00" },
    typed: { amount: "5222.00" },
  }),
  () => ({
    path: inTenant("plan-prices"),
    table: "plan_tax",
    fields: { intent: "tax", ruleId: "cn-export-exempt" },
    saved: { percent: "6" },
    typed: { percent: "9" },
  }),
];

function basedOnIn(html: string, table: string): { setting: string; basedOn: string } {
  const form = new RegExp(`name="setting" value="(${table}[^"]*)"/><input type="hidden" name="basedOn" value="(\\d+)"`);
  const [, setting, basedOn] = form.exec(html) ?? [];
  if (setting === undefined || basedOn === undefined) throw new Error(`no form of ${table}`);
  return { setting, basedOn };
}

function send(who: Visitor, { path, isUpload }: Form, fields: Record<string, string>): Promise<Answer> {
  return isUpload ? who.upload(path, fields, { field: "logo", name: "", bytes: "" }) : who.post(path, fields);
}

it("shows what others changed when an outdated page is saved, keeps typed values, and then saves them", async () => {
  for (const form of FORMS.map((one) => one())) {
    const { path, table, fields, saved, typed } = form;
    const open = basedOnIn((await second.get(path)).text, table);
    const win = await send(first, form, { ...fields, ...saved, ...open });
    expect([table, win.status, win.status === 302 ? "" : readable(win.text).slice(0, 800)]).toEqual([table, 302, ""]);
    for (const [locale, sentence] of [
      ["en", "Someone changed this after you opened the page."],
      ["zh", "此内容已被他人更改"],
    ] as const) {
      second.setCookie("locale", locale);
      const refused = await send(second, form, { ...fields, ...typed, ...open });
      expect([table, refused.status]).toEqual([table, 409]);
      expect(readable(refused.text), table).toContain(sentence);
      expect(readable(refused.text), table).toContain("Sample First");
      for (const value of Object.values(typed)) expect(refused.text, table).toContain(value);
      for (const value of Object.values(saved))
        if (!/^(on|yes)$/.test(value))
          expect(refused.text.replace(/[,.]/g, ""), table).toContain(value.replace(/[,.]/g, ""));
      const now = basedOnIn(refused.text, table);
      expect(now.basedOn, table).not.toBe(open.basedOn);
    }
    second.setCookie("locale", "en");
    const unversioned = await send(second, form, { ...fields, ...typed });
    expect([table, unversioned.status]).toEqual([table, 409]);
  }
});
