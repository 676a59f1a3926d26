import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { keptFactorRule, stateFactorRule } from "#app/access/second-factor-rule.server.ts";
import { keptBrand, stateBrand } from "#app/brand/brand.server.ts";
import { keptTenantBrand, stateTenantBrand } from "#app/brand/tenant-brand.server.ts";
import { NO_FALLBACK } from "#app/carbon/factor/select-factor.ts";
import { keptProfile, stateVerifierProfile } from "#app/identity/verifier-profile.server.ts";
import { keptVintageWindow, stateVintageWindow } from "#app/instruments/vintage-window.server.ts";
import { keptConsent, stateConsent } from "#app/model/consent.server.ts";
import { keptPlanPrice, statePlanPrice } from "#app/plan/plan-price.server.ts";
import { keptPlanTax, statePlanTax } from "#app/plan/plan-tax.server.ts";
import { keptDisclosures, stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { keptReleaseRule, stateReleaseRule } from "#app/report/release-rule.server.ts";
import { keptListing, stateReportListing } from "#app/report/report-listing.server.ts";
import { keptBaseYear, stateBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { ChangedSince } from "#app/setting/setting.server.ts";
import { keptPolicy, stateFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import { keptConfidentiality, stateConfidentiality } from "#app/sources/source-confidentiality.server.ts";
import { changeMeasure, keptMeasure } from "#app/target/measure.server.ts";
import { changeTarget, keptTarget } from "#app/target/target.server.ts";
import { changeClient, keptClient } from "#app/trade/client/client.server.ts";
import { keptClientLink, linkClient } from "#app/trade/client/client-link.server.ts";
import { keptFapiao, recordFapiao } from "#app/trade/fapiao/fapiao.server.ts";
import { changePackage, keptPackage } from "#app/trade/package/package.server.ts";
import { keptPayer, recordPayer } from "#app/trade/payment/payer.server.ts";
import { saveQuoteDraft } from "#app/trade/quote/quote.server.ts";
import { keptQuoteDraft } from "#app/trade/quote/quote-draft.server.ts";
import { keptTolerance, stateTolerance } from "#app/trade/receipt/receipt.server.ts";
import { keptSeller, stateSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { keptSellerMail, stateSellerMail } from "#app/trade/seller/seller-mail.server.ts";
import { keptTaxNote, stateTaxNote } from "#app/trade/seller/tax-note.server.ts";
import { addServicePrice, changeService, keptService, keptServicePrice } from "#app/trade/service/service.server.ts";
import type { BankMapping } from "#app/trade/statement/bank-file.ts";
import { keptBankMapping } from "#app/trade/statement/bank-mapping.server.ts";
import { keptOrderBudget, stateOrderBudget } from "#app/trade/time/budget.server.ts";
import { keptTimeRate, stateTimeRate } from "#app/trade/time/rate.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { type EverySetting, makeEverySetting } from "#tests/support/every-setting.ts";
import { sampleTarget } from "#tests/support/list-rows.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { OPERATOR_ID, SAMPLE_PLAN_BUYER } from "#tests/support/plans.ts";
import { quoteContent } from "#tests/support/sample-order.ts";
import { SAMPLE_SELLER } from "#tests/support/sample-seller.ts";

const NO_SETTING: Readonly<Record<string, string>> = {
  bank_account_decision: "what another person decided about a proposal",
  bank_account_version: "a proposal, one at a time, that another person decides about",
  quote_version: "what was sent to a client",
};

/** The fingerprint of the headings of a bank's files, and their columns. */
const BANK_LAYOUT = "0".repeat(64);
const BANK_COLUMNS: BankMapping = {
  date: 0,
  amount: 1,
  credit: null,
  debit: null,
  direction: null,
  currency: null,
  payer: null,
  reference: null,
  texts: [],
  account: "USD",
  decimal: "point",
  dates: "ymd",
};

interface Version {
  version: number;
  authorName: string | null;
}

/** One setting and how people save it. The nth value differs from the previous one. */
interface Walked {
  kept: {
    declared: { table: string };
    latest(tx: TenantTx, key: never): Promise<Version>;
    list(tx: TenantTx, key: never): Promise<Version[]>;
  };
  key: Record<string, string>;
  save(tx: TenantTx, by: Actor, basedOn: number, n: number): Promise<unknown>;
  isAlwaysNew?: true;
}

const isOdd = (n: number) => n % 2 === 1;

const ofOrganization = ({ organizationId }: EverySetting) => ({ organization_id: organizationId });
const look = (n: number) => ({
  accent: isOdd(n) ? "#7A2E1F" : "#1F4E7A",
  nameEn: "",
  nameZh: "",
  logo: "keep" as const,
});

const WALK: ((at: EverySetting) => Walked)[] = [
  () => ({
    kept: keptFactorRule,
    key: {},
    save: (tx, by, basedOn, n) => stateFactorRule(tx, by, { basedOn, isOn: isOdd(n) }),
  }),
  () => ({
    kept: keptConsent,
    key: {},
    save: (tx, by, basedOn, n) => {
      const consent = { isAllowed: isOdd(n), sendsImages: false, host: "model.example", model: "sample-1" };
      return stateConsent(
        tx,
        by,
        { ...consent, basedOn },
        { host: consent.host, name: consent.model, seesImages: false },
      );
    },
  }),
  () => ({
    kept: keptSellerMail,
    key: {},
    save: (tx, by, basedOn, n) =>
      stateSellerMail(tx, by, {
        basedOn,
        senderName: isOdd(n) ? "Sample Advisory" : "Sample Consulting",
        replyTo: "",
        signatureEn: "",
        signatureZh: "",
        reminderDays: [],
      }),
  }),
  () => ({
    kept: keptTimeRate,
    key: {},
    save: (tx, by, basedOn, n) =>
      stateTimeRate(tx, by, {
        basedOn,
        userId: isOdd(n) ? by.userId : null,
        currency: "USD",
        validFrom: "2026-01-31",
        saleMinor: isOdd(n) ? 41_100n : null,
        costMinor: null,
      }),
  }),
  ({ orderId }) => ({
    kept: keptOrderBudget,
    key: { order_id: orderId },
    save: (tx, by, basedOn, n) => stateOrderBudget(tx, by, { orderId, basedOn, hours: isOdd(n) ? "40" : "37.5" }),
  }),
  () => ({
    kept: keptProfile,
    key: {},
    save: (tx, by, basedOn, n) =>
      stateVerifierProfile(tx, by, {
        basedOn,
        isListed: false,
        accreditation: {
          body: "Sample Board",
          number: `SAB-${isOdd(n) ? 1 : 2}`,
          scope: "ISO 14064-1",
          expiresOn: null,
          registerUrl: "https://register.sample.example/1",
        },
      }),
  }),
  () => ({
    kept: keptReleaseRule,
    key: {},
    save: (tx, by, basedOn, n) => stateReleaseRule(tx, by, { basedOn, isOn: isOdd(n) }),
  }),
  (at) => ({
    kept: keptListing,
    key: ofOrganization(at),
    save: (tx, by, basedOn, n) => stateReportListing(tx, by, { basedOn, isListed: isOdd(n) }),
  }),
  (at) => ({
    kept: keptBrand,
    key: ofOrganization(at),
    save: (tx, by, basedOn, n) => stateBrand(tx, by, { ...look(n), basedOn }),
  }),
  () => ({
    kept: keptTenantBrand,
    key: {},
    save: (tx, by, basedOn, n) => stateTenantBrand(tx, by, { ...look(n), basedOn }),
  }),
  (at) => ({
    kept: keptPolicy,
    key: ofOrganization(at),
    save: (tx, by, basedOn, n) =>
      stateFactorPolicy(tx, by, {
        ...NO_FALLBACK,
        yearFallback: isOdd(n) ? "none" : "official_grid",
        reason: `${n}`,
        basedOn,
      }),
  }),
  (at) => ({
    kept: keptVintageWindow,
    key: ofOrganization(at),
    save: (tx, by, basedOn, n) =>
      stateVintageWindow(tx, by, { monthsBefore: isOdd(n) ? 2 : 4, monthsAfter: 1, basedOn }),
  }),
  (at) => ({
    kept: keptConfidentiality,
    key: { source_id: at.sources.gas!.id },
    save: (tx, by, basedOn, n) =>
      stateConfidentiality(tx, by, { sourceId: at.sources.gas!.id, basedOn, isConfidential: isOdd(n) }),
  }),
  (at) => ({
    kept: keptBaseYear,
    key: ofOrganization(at),
    save: (tx, by, basedOn, n) =>
      stateBaseYear(tx, by, { runId: at.runId, thresholdPercent: `${n + 1}`, rationale: "Full.", reason: "", basedOn }),
  }),
  (at) => ({
    kept: keptTarget,
    key: { target_id: at.targetId },
    save: (tx, by, basedOn, n) =>
      changeTarget(tx, by, at.targetId, { ...sampleTarget(`Target ${n}`), basedOn, reason: "New plan" }),
  }),
  (at) => ({
    kept: keptMeasure,
    key: { measure_id: at.measureId },
    save: (tx, by, basedOn, n) =>
      changeMeasure(tx, by, at.measureId, {
        name: `Measure ${n}`,
        ownerId: at.owner.userId,
        year: 2027,
        effectTonnes: "4",
        cost: null,
        state: "planned",
        basedOn,
      }),
  }),
  (at) => ({
    kept: keptDisclosures,
    key: { inventory_id: at.inventory.id },
    save: (tx, by, basedOn, n) =>
      stateDisclosures(tx, by, {
        inventoryId: at.inventory.id,
        basedOn,
        change: { boundary: { en: `Boundary ${n}`, zh: "边界" } },
      }),
  }),
  () => ({
    kept: keptSeller,
    key: {},
    save: (tx, by, basedOn, n) => stateSellerDetail(tx, by, { ...SAMPLE_SELLER, termsEn: `Terms ${n}`, basedOn }),
  }),
  () => ({
    kept: keptTaxNote,
    key: { rule_id: "own" },
    save: (tx, by, basedOn, n) =>
      stateTaxNote(tx, by, {
        ruleId: "own",
        isOn: true,
        textEn: `Note ${n}`,
        textLocal: "",
        localLanguage: "zh",
        confirmedWith: "Sample Accountants",
        confirmedOn: "2026-02-01",
        basedOn,
      }),
  }),
  ({ clientId }) => ({
    kept: keptClient,
    key: { client_id: clientId },
    save: (tx, by, basedOn, n) =>
      changeClient(tx, by, clientId, { basedOn, details: { ...SAMPLE_PLAN_BUYER, contactName: `Buyer ${n}` } }),
  }),
  ({ clientId, organizationId }) => ({
    kept: keptClientLink,
    key: { client_id: clientId },
    save: (tx, by, basedOn, n) => {
      const to = { organizationId, engagementId: null, name: { en: "Sample Works", zh: "" }, isOpen: true };
      return linkClient(tx, by, clientId, { basedOn, to: isOdd(n) ? to : null });
    },
  }),
  ({ invoiceId }) => ({
    kept: keptFapiao,
    key: { invoice_id: invoiceId },
    save: (tx, by, basedOn, n) =>
      recordFapiao(tx, by, {
        invoiceId,
        basedOn,
        fapiao: { kind: "paper_special", code: "3100211130", number: `0000000${n}`, issuedOn: "2023-05-08" },
        now: new Date(),
      }),
  }),
  ({ paymentId }) => ({
    kept: keptPayer,
    key: { payment_id: paymentId },
    save: (tx, by, basedOn, n) => recordPayer(tx, by, { paymentId, basedOn, country: isOdd(n) ? "DE" : "LU" }),
  }),
  ({ serviceId }) => ({
    kept: keptService,
    key: { service_id: serviceId },
    save: (tx, by, basedOn, n) =>
      changeService(tx, by, serviceId, {
        basedOn,
        details: {
          name: { en: `Service ${n}`, zh: "" },
          description: { en: "", zh: "" },
          unit: "report",
          isOffered: true,
        },
      }),
  }),
  ({ serviceId }) => ({
    kept: keptServicePrice,
    key: { service_id: serviceId },
    save: (tx, by, basedOn, n) =>
      addServicePrice(tx, by, serviceId, { basedOn, currency: "USD", validFrom: "2026-03-01", minor: BigInt(100 + n) }),
  }),
  ({ packageId }) => ({
    kept: keptPackage,
    key: { package_id: packageId },
    save: (tx, by, basedOn, n) =>
      changePackage(tx, by, packageId, {
        basedOn,
        content: { name: { en: `Package ${n}`, zh: "" }, sources: [], policy: null },
      }),
    isAlwaysNew: true,
  }),
  ({ quoteId, serviceId }) => ({
    kept: keptQuoteDraft,
    key: { quote_id: quoteId },
    save: (tx, by, basedOn, n) =>
      saveQuoteDraft(tx, by, { quoteId, basedOn, content: quoteContent(serviceId, { depositPercent: `${n + 10}` }) }),
  }),
  () => ({
    kept: keptBankMapping,
    key: { layout: BANK_LAYOUT },
    save: async (tx, by, basedOn, n) => {
      const opened = await keptBankMapping.open(tx, by, { layout: BANK_LAYOUT, basedOn });
      return keptBankMapping.save(tx, by, opened, { ...BANK_COLUMNS, amount: n });
    },
  }),
  () => ({
    kept: keptTolerance,
    key: {},
    save: (tx, by, basedOn, n) => stateTolerance(tx, by, { basedOn, currency: "USD", toleranceMinor: BigInt(n) }),
  }),
  () => ({
    kept: keptPlanPrice,
    key: {},
    save: (tx, by, basedOn, n) =>
      statePlanPrice(tx, by, {
        basedOn,
        plan: "consultancy",
        currency: "CNY",
        amountMinor: BigInt(1000 + n),
        exchange: null,
      }),
  }),
  () => ({
    kept: keptPlanTax,
    key: { tax_rule_id: "cn-export-exempt" },
    save: (tx, by, basedOn, n) => statePlanTax(tx, by, { ruleId: "cn-export-exempt", basedOn, percent: `${n + 1}` }),
  }),
];

onEachEngine(
  "settings with history",
  (engine) => {
    it("rejects a save based on a replaced version, in either order, and keeps both authors", async () => {
      const { doors } = engine;
      const at = await makeEverySetting(doors);
      const stranger = await makeTenant(doors, "Stranger Works");
      for (const setting of WALK.map((one) => one(at))) {
        const { kept, key, save } = setting;
        const { table } = kept.declared;
        const latest = () => doors.withTenant(at.owner, (tx) => kept.latest(tx, key as never));
        const saveAs = (by: Actor, basedOn: number, n: number) =>
          doors.withTenant(by, (tx) => save(tx, by, basedOn, n));
        const refusal = (by: Actor, basedOn: number, n: number) =>
          saveAs(by, basedOn, n).then(
            (saved) => expect.unreachable(`${table} was saved on version ${basedOn}: ${JSON.stringify(saved)}`),
            (error: unknown) => error,
          );
        const { version } = await latest();

        expect(await refusal(at.owner, -1, 1), `${table}: no version`).toBeInstanceOf(ChangedSince);
        expect((await latest()).version, `${table}: no version`).toBe(version);

        const racers = [at.owner, at.second];
        const race = await Promise.allSettled(racers.map((by, index) => saveAs(by, version, 1 + 2 * index)));
        const lost = race.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
        expect(lost.length, `${table}: two at once`).toBe(1);
        const [refused] = lost;
        if (!(refused instanceof ChangedSince)) throw refused;
        const winner = racers[race.findIndex(({ status }) => status === "fulfilled")]!;
        const loser = racers.find((one) => one !== winner)!;
        const meanwhile = await doors.withTenant(loser, (tx) => refused.describe(tx, "zh"));
        expect(meanwhile.saves, table).toHaveLength(1);
        expect(meanwhile.saves[0]!.fields.length, table).toBeGreaterThan(0);
        expect(meanwhile.version, table).toBe(version + 1);

        expect(await refusal(loser, version, 2), `${table}: a stale version`).toBeInstanceOf(ChangedSince);
        await saveAs(loser, version + 1, 2);
        if (!setting.isAlwaysNew) await saveAs(loser, version + 2, 2).catch(() => null);
        const versions = await doors.withTenant(at.owner, (tx) => kept.list(tx, key as never));
        expect(versions[0]!.version, `${table}: an unchanged save`).toBe(version + 2);
        expect(versions[0]!.authorName, table).not.toBeNull();
        expect(new Set(versions.slice(0, 2).map(({ authorName }) => authorName)).size, `${table}: authors`).toBe(2);
        expect(
          await doors.withTenant(stranger, (tx) => kept.list(tx, key as never)),
          `${table}: another workspace`,
        ).toEqual([]);
      }
    });

    it("lists any number of versions", async () => {
      const { doors } = engine;
      const owner = await makeTenant(doors, "Sample Hundreds");
      const most = 103;
      for (let basedOn = 0; basedOn < most; basedOn += 1)
        await doors.withTenant(owner, (tx) => stateReleaseRule(tx, owner, { basedOn, isOn: !isOdd(basedOn) }));
      const versions = await doors.withTenant(owner, (tx) => keptReleaseRule.list(tx, {}));
      expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: most }, (_, index) => most - index));
    });

    it("declares every table of versions that people save", async () => {
      let found: string[] = [];
      await engine.asOwner(async (db) => {
        const { rows } = await sql<{ name: string }>`
          select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_index i on i.indrelid = c.oid and i.indisprimary
            join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[i.indnatts - 1]
          where n.nspname = 'public' and c.relkind = 'r' and a.attname = 'version'
            and exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'created_by')`.execute(db);
        found = rows.map(({ name }) => name);
      });
      const nothing = new Proxy({}, { get: () => ({ gas: { id: "" }, id: "" }) }) as EverySetting;
      const declared = WALK.map((one) => one(nothing).kept.declared.table);
      expect(found.sort()).toEqual([...declared, ...Object.keys(NO_SETTING)].sort());
    });
  },
  "factor library",
  { operatorTenantId: OPERATOR_ID },
);
