import type { Actor, TenantActor } from "#app/access/actor.server.ts";
import { decideBankAccount, proposeBankAccount } from "#app/trade/seller/bank-account.server.ts";
import type { SellerStatement } from "#app/trade/seller/seller-detail.server.ts";
import type { Doors } from "#db/doors.ts";
import { stateSellerDetail, stateTaxNote } from "#tests/support/save-now.ts";
import { addColleague, makeTenant } from "./make-tenant.ts";

export const SAMPLE_SELLER: SellerStatement = {
  legalNameEn: "Sample Carbon Advisory Co., Ltd.",
  legalNameZh: "示例碳咨询有限公司",
  country: "CN",
  taxId: "91310000MA1EXAMPLY",
  registrationId: "",
  addressEn: "Floor 12, 100 Sample Road, Pudong, Shanghai, China",
  addressZh: "中国上海市浦东新区示例路100号12层",
  email: "billing@advisory.example",
  homeCurrency: "CNY",
  timeZone: "Asia/Shanghai",
  fiscalFirstMonth: 1,
  quotePrefix: "Q",
  invoicePrefix: "INV",
  creditNotePrefix: "CN",
  paymentDays: 30,
  confirmAboveMinor: 5_000_000n,
  termsEn: "Payment within 30 days of the invoice. Bank charges are borne by the buyer.",
  termsZh: "自开票之日起30天内付款，银行手续费由买方承担。",
};

export const SAMPLE_BANK = {
  holder: "Sample Carbon Advisory Co., Ltd.",
  bankName: "Sample Bank, Shanghai Branch",
  bankAddress: "1 Sample Avenue, Shanghai, China",
  accountNumber: "6222 0000 0000 0000 001",
  bic: "SMPLCNSHXXX",
  intermediary: "",
  note: "",
};

/** Creates a tenant that can invoice in the given currencies: two people, details, accounts and a tax note. */
export async function makeSeller(
  doors: Doors,
  currencies = ["USD"],
  change: Partial<SellerStatement> = {},
): Promise<{ owner: Actor; second: Actor }> {
  const owner = await makeTenant(doors, "Sample Carbon Advisory");
  const second = await equipSeller(doors, owner, currencies, change);
  return { owner, second: { ...owner, ...second } };
}

/** Equips a tenant for invoicing. @returns the second person, who approved its accounts */
export async function equipSeller(
  doors: Doors,
  owner: TenantActor,
  currencies: string[],
  change: Partial<SellerStatement> = {},
): Promise<TenantActor> {
  const second = await addColleague(doors, owner, "admin");
  const [first, other] = [owner, second].map(({ tenantId, userId, source }) => ({ tenantId, userId, source }));
  await doors.withTenant(owner, (tx) => stateSellerDetail(tx, first!, { ...SAMPLE_SELLER, ...change }));
  for (const currency of currencies) {
    const proposed = await doors.withTenant(owner, (tx) =>
      proposeBankAccount(tx, first!, {
        accountId: null,
        currency,
        statement: SAMPLE_BANK,
        takesEffectOn: "2026-01-01",
        today: "2026-01-01",
      }),
    );
    if (!proposed.ok) throw new Error(proposed.fault);
    await doors.withTenant(second, (tx) =>
      decideBankAccount(tx, other!, { accountId: proposed.accountId, version: 1, state: "approved", note: "" }),
    );
  }
  await doors.withTenant(owner, (tx) =>
    stateTaxNote(tx, first!, {
      ruleId: "cn-export-exempt",
      isOn: true,
      textEn: "VAT-exempt cross-border service.",
      textLocal: "跨境服务，免征增值税。",
      localLanguage: "zh",
      confirmedWith: "Sample Accountants",
      confirmedOn: "2026-01-05",
    }),
  );
  return second;
}

/** A client abroad. */
export async function makeClient(
  doors: Doors,
  actor: TenantActor,
  change: Partial<
    Record<"legal_name_en" | "tax_id" | "address_en" | "country" | "email", string> & {
      is_business: boolean;
      locale: "en" | "zh";
    }
  > = {},
): Promise<string> {
  return doors.withTenant(actor, async (tx) => {
    const { id } = await tx
      .insertInto("client")
      .values({ tenant_id: actor.tenantId, created_by: actor.userId })
      .returning("id")
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("client_version")
      .values({
        tenant_id: actor.tenantId,
        client_id: id,
        version: 1,
        after: null,
        legal_name_en: "Sample Buyer GmbH",
        legal_name_zh: "示例采购有限公司",
        country: "DE",
        tax_id: "DE123456788",
        address_en: "Musterstr. 1, 10115 Berlin, Germany",
        address_zh: "",
        contact_name: "",
        email: "buyer@sample.example",
        is_business: true,
        locale: "en" as const,
        ...change,
        created_by: actor.userId,
      })
      .execute();
    return id;
  });
}
