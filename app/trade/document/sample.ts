import type { ContractDocument, CreditNoteDocument, InvoiceDocument, QuoteDocument } from "./model.ts";

/** Samples for tests and demonstration. All parties are invented and named as samples. */
const COMMON = {
  issuedOn: "2026-11-27",
  seller: {
    legalNameEn: "Sample Carbon Advisory Co., Ltd.",
    legalNameZh: "示例碳咨询有限公司",
    country: "CN",
    taxId: "91310000SAMPLE001X",
    registrationId: "",
    addressEn: "Floor 12, 100 Sample Road, Pudong, Shanghai, China",
    addressZh: "中国上海市浦东新区示例路100号12层",
    email: "billing@advisory.example",
  },
  client: {
    legalNameEn: "Sample Buyer GmbH",
    legalNameZh: "示例采购有限公司",
    country: "DE",
    taxId: "DE123456789",
    registrationId: "",
    addressEn: "Musterstr. 1, 10115 Berlin, Germany",
    addressZh: "",
    email: "buyer@sample.example",
  },
  currency: "USD",
  lines: [
    {
      position: 1,
      descriptionEn: "GHG inventory report 2025, scopes 1 to 3, bilingual",
      descriptionZh: "2025年度温室气体清单报告，范围一至三，中英双语",
      quantity: "1",
      unit: "",
      unitPriceMinor: 360_000n,
      netMinor: 360_000n,
      taxPercent: "0",
      taxMinor: 0n,
    },
    {
      position: 2,
      descriptionEn: "Data collection at two sites, by the hour",
      descriptionZh: "两处场所的数据收集，按小时计",
      quantity: "12.5",
      unit: "h",
      unitPriceMinor: 9_600n,
      netMinor: 120_000n,
      taxPercent: "0",
      taxMinor: 0n,
    },
  ],
  netMinor: 480_000n,
  taxMinor: 0n,
  totalMinor: 480_000n,
  homeCurrency: "CNY",
  exchange: { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" },
  taxNote: {
    ruleId: "cn-export-exempt",
    version: 1,
    textEn: "VAT-exempt cross-border service consumed entirely outside mainland China.",
    textLocal: "完全在境外消费的跨境服务，免征增值税。",
    localLanguage: "zh",
  },
  note: { en: "", zh: "" },
  terms: {
    en: "Payment within 30 days of the invoice. Bank charges are borne by the buyer.",
    zh: "自开票之日起30天内付款，银行手续费由买方承担。",
  },
  brand: null,
};

export const SAMPLE_INVOICE: InvoiceDocument = {
  ...COMMON,
  kind: "invoice",
  invoiceKind: "full",
  number: "INV-2026-000001",
  dueOn: "2026-12-27",
  reference: "RF83INV2026000001",
  bank: {
    holder: "Sample Carbon Advisory Co., Ltd.",
    bankName: "Sample Bank, Shanghai Branch",
    bankAddress: "1 Sample Avenue, Shanghai, China",
    accountNumber: "6222 0000 0000 0000 001",
    bic: "SMPLCNSHXXX",
    intermediary: "",
    note: "",
  },
  fapiaoNumber: "",
  buyerReference: "PO-4500012345",
  period: { from: "2026-10-01", to: "2026-11-27" },
  order: null,
};

/** The balance of an order, in euros to an IBAN, after a deposit. The IBAN is the example of ISO 13616. */
export const SAMPLE_BALANCE: InvoiceDocument = {
  ...SAMPLE_INVOICE,
  invoiceKind: "balance",
  number: "INV-2026-000002",
  reference: "RF56INV2026000002",
  currency: "EUR",
  lines: [
    {
      position: 1,
      descriptionEn: "Balance of order Q-2026-000001, less the deposit",
      descriptionZh: "订单 Q-2026-000001 的尾款（已减预付款）",
      quantity: "1",
      unit: "",
      unitPriceMinor: 336_000n,
      netMinor: 336_000n,
      taxPercent: "0",
      taxMinor: 0n,
    },
  ],
  netMinor: 336_000n,
  totalMinor: 336_000n,
  exchange: { rate: "8.2175", source: "Sample Bank, middle rate", on: "2026-11-26" },
  bank: { ...SAMPLE_INVOICE.bank!, accountNumber: "DE89 3704 0044 0532 0130 00", bic: "COBADEFFXXX" },
  order: {
    quoteNumber: "Q-2026-000001",
    services: COMMON.lines.map(({ descriptionEn, descriptionZh, netMinor }) => ({
      nameEn: descriptionEn,
      nameZh: descriptionZh,
      netMinor,
    })),
    netMinor: 480_000n,
    deductions: [{ number: "INV-2026-000001", issuedOn: "2026-10-05", netMinor: 144_000n }],
  },
};

export const SAMPLE_QUOTE: QuoteDocument = {
  ...COMMON,
  kind: "quote",
  number: "Q-2026-000001",
  validUntil: "2026-12-27",
  scope: {
    en: "Inventory of the calendar year 2025 to ISO 14064-1:2018, operational control, two sites.",
    zh: "按 ISO 14064-1:2018 编制2025自然年度温室气体清单，运营控制权法，两处场所。",
  },
  options: [],
  work: null,
  deposit: { percent: "30", minor: 144_000n },
};

export const SAMPLE_CREDIT_NOTE: CreditNoteDocument = {
  ...COMMON,
  kind: "credit_note",
  number: "CN-2026-000001",
  invoiceNumber: "INV-2026-000001",
  invoiceOn: "2026-11-27",
  reason: "Agreed with the client: one site less.",
  buyerReference: SAMPLE_INVOICE.buyerReference,
  period: SAMPLE_INVOICE.period,
  lines: [
    {
      ...COMMON.lines[1]!,
      position: 1,
      descriptionEn: "Credit for invoice INV-2026-000001",
      descriptionZh: "冲减发票 INV-2026-000001",
      quantity: "1",
      unit: "",
      unitPriceMinor: 80_000n,
      netMinor: 80_000n,
    },
  ],
  netMinor: 80_000n,
  totalMinor: 80_000n,
};

export const SAMPLE_CONTRACT: ContractDocument = {
  ...SAMPLE_QUOTE,
  kind: "contract",
  work: {
    organization: { en: "Sample Works", zh: "示例工厂" },
    reportingYear: "2025",
    deliverables: { en: "Inventory report\nData table", zh: "清单报告\n数据表" },
    assumptions: { en: "Two sites.", zh: "两处场所。" },
    milestones: [{ name: { en: "Data complete", zh: "资料齐全" }, dueOn: "2026-12-15" }],
    deliveryOn: "2027-01-31",
    purchaseOrder: "",
  },
  acceptance: {
    name: "Sample Signer",
    role: "Managing director",
    at: "2026-11-28T09:30:00.000Z",
    purchaseOrder: "PO-4500012345",
  },
};
