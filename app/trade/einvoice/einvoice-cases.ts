import type { CreditNoteDocument, InvoiceDocument, PricedLine, StatedTaxNote } from "#app/trade/document/model.ts";
import { SAMPLE_BALANCE, SAMPLE_CREDIT_NOTE, SAMPLE_INVOICE } from "#app/trade/document/sample.ts";
import { TAX_RULES } from "#app/trade/seller/tax-rules.ts";

const noteOf = (ruleId: string): StatedTaxNote => {
  const { textEn, textLocal, localLanguage } = TAX_RULES.find(({ id }) => id === ruleId)!;
  return { ruleId, version: 1, textEn, textLocal, localLanguage };
};

const lineOf = (position: number, line: Partial<PricedLine>): PricedLine => ({
  ...SAMPLE_INVOICE.lines[1]!,
  position,
  ...line,
});

/** A seller in Germany. The VAT ids have right check digits and are invented. */
const german = { ...SAMPLE_INVOICE.client, legalNameEn: "Sample Seller GmbH", taxId: "DE136695976" };
const french = { ...german, legalNameEn: "Sample Acheteur SA", country: "FR", taxId: "FR40303265045" };

/** Amounts whose tax is rounded on each line: 2 × 0.19 of 33.33 is 12.66, and 19 % of 66.66 is 12.67. */
const rounded = [1, 2].map((position) =>
  lineOf(position, {
    quantity: "1",
    unit: "",
    unitPriceMinor: 3_333n,
    netMinor: 3_333n,
    taxPercent: "19",
    taxMinor: 633n,
  }),
);

/** Invoices and credit notes for tests of electronic invoices, by what is special about them. */
export const CASES = {
  "cn-eu-reverse": { ...SAMPLE_INVOICE, taxNote: noteOf("eu-b2b-import") },
  "cn-eu-balance": { ...SAMPLE_BALANCE, taxNote: noteOf("eu-b2b-import") },
  "cn-exempt": SAMPLE_INVOICE,
  "cn-zero": { ...SAMPLE_INVOICE, taxNote: noteOf("cn-export-zero") },
  "cn-us": {
    ...SAMPLE_INVOICE,
    taxNote: noteOf("us-abroad"),
    client: { ...SAMPLE_INVOICE.client, legalNameEn: "Sample Buyer Inc.", country: "US", taxId: "12-3456789" },
  },
  "eu-eu": { ...SAMPLE_BALANCE, seller: german, client: french, taxNote: noteOf("eu-b2b-reverse"), order: null },
  "eu-outside": {
    ...SAMPLE_INVOICE,
    seller: german,
    client: { ...french, country: "GB", taxId: "GB980780684" },
    taxNote: noteOf("eu-b2b-outside"),
  },
  domestic: {
    ...SAMPLE_BALANCE,
    seller: german,
    taxNote: noteOf("eu-domestic"),
    lines: rounded,
    netMinor: 6_666n,
    taxMinor: 1_266n,
    totalMinor: 7_932n,
    homeCurrency: "EUR",
    exchange: null,
    order: null,
  },
  "home-tax": {
    ...SAMPLE_BALANCE,
    seller: SAMPLE_INVOICE.seller,
    client: { ...SAMPLE_INVOICE.client, country: "CN", taxId: "91350100M000100Y43" },
    taxNote: noteOf("cn-domestic"),
    lines: [lineOf(1, { netMinor: 120_000n, taxPercent: "6", taxMinor: 7_200n })],
    netMinor: 120_000n,
    taxMinor: 7_200n,
    totalMinor: 127_200n,
    order: null,
  },
  deposit: { ...SAMPLE_BALANCE, invoiceKind: "deposit", taxNote: noteOf("eu-b2b-import"), order: null },
  "credit-note": { ...SAMPLE_CREDIT_NOTE, taxNote: noteOf("eu-b2b-import"), buyerReference: "", period: null },
  "credit-note-of-order": { ...SAMPLE_CREDIT_NOTE, taxNote: noteOf("eu-b2b-import") },
} satisfies Record<string, InvoiceDocument | CreditNoteDocument>;
