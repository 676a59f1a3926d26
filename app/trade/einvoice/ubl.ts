import type { EInvoice, ELine, EParty, ETax } from "./einvoice.ts";
import { element, filled, printXml, type XmlElement } from "./xml-text.ts";

/** BT-24 of an invoice that keeps to EN 16931 without further rules. */
const EN_16931 = "urn:cen.eu:en16931:2017";

const NAMESPACES = {
  "xmlns:cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
  "xmlns:cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
};

/** Prints an invoice or credit note in UBL 2.1 by CEN/TS 16931-3-2. The order of elements is that of the schema. */
export function printUbl(invoice: EInvoice): string {
  const isCredit = invoice.kind === "credit_note";
  const root = isCredit ? "CreditNote" : "Invoice";
  return printXml(
    element(
      root,
      [
        element("cbc:CustomizationID", EN_16931),
        element("cbc:ID", invoice.number),
        element("cbc:IssueDate", invoice.issuedOn),
        filled("cbc:DueDate", invoice.dueOn),
        element(`cbc:${root}TypeCode`, invoice.typeCode),
        invoice.notes.map((note) => element("cbc:Note", note)),
        element("cbc:DocumentCurrencyCode", invoice.currency),
        filled("cbc:TaxCurrencyCode", invoice.homeTax?.currency ?? null),
        invoice.period &&
          element("cac:InvoicePeriod", [
            element("cbc:StartDate", invoice.period.from),
            element("cbc:EndDate", invoice.period.to),
          ]),
        invoice.orderReference ? element("cac:OrderReference", [element("cbc:ID", invoice.orderReference)]) : null,
        invoice.preceding.map(({ number, issuedOn }) =>
          element("cac:BillingReference", [
            element("cac:InvoiceDocumentReference", [element("cbc:ID", number), element("cbc:IssueDate", issuedOn)]),
          ]),
        ),
        element("cac:AccountingSupplierParty", [printParty(invoice.seller)]),
        element("cac:AccountingCustomerParty", [printParty(invoice.buyer)]),
        printPayment(invoice),
        invoice.terms ? element("cac:PaymentTerms", [element("cbc:Note", invoice.terms)]) : null,
        printTaxTotal(invoice),
        invoice.homeTax &&
          element("cac:TaxTotal", [
            element("cbc:TaxAmount", invoice.homeTax.amount, { currencyID: invoice.homeTax.currency }),
          ]),
        printTotals(invoice),
        invoice.lines.map((line) => printLine(line, invoice)),
      ],
      { xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`, ...NAMESPACES },
    ),
  );
}

function printParty(party: EParty): XmlElement {
  const [street, ...further] = party.address;
  const scheme = (number: string, id: string) =>
    number
      ? element("cac:PartyTaxScheme", [
          element("cbc:CompanyID", number),
          element("cac:TaxScheme", [element("cbc:ID", id)]),
        ])
      : null;
  return element("cac:Party", [
    party.identifier ? element("cac:PartyIdentification", [element("cbc:ID", party.identifier)]) : null,
    element("cac:PostalAddress", [
      filled("cbc:StreetName", street ?? ""),
      filled("cbc:AdditionalStreetName", further.join(", ")),
      element("cac:Country", [element("cbc:IdentificationCode", party.country)]),
    ]),
    scheme(party.vatId, "VAT"),
    // Any scheme but VAT is the number for tax (BT-32).
    scheme(party.taxId, "TAX"),
    element("cac:PartyLegalEntity", [
      element("cbc:RegistrationName", party.name),
      filled("cbc:CompanyID", party.registrationId),
    ]),
    party.email ? element("cac:Contact", [element("cbc:ElectronicMail", party.email)]) : null,
  ]);
}

function printPayment({ payment }: EInvoice): XmlElement | null {
  if (!payment) return null;
  return element("cac:PaymentMeans", [
    // UNTDID 4461: SEPA credit transfer, or credit transfer.
    element("cbc:PaymentMeansCode", payment.isSepa ? "58" : "30"),
    element("cbc:PaymentID", payment.reference),
    element("cac:PayeeFinancialAccount", [
      element("cbc:ID", payment.account),
      filled("cbc:Name", payment.holder),
      payment.bic ? element("cac:FinancialInstitutionBranch", [element("cbc:ID", payment.bic)]) : null,
    ]),
  ]);
}

function printTaxTotal({ taxes, tax, currency }: EInvoice): XmlElement {
  const amount = (name: string, value: string) => element(name, value, { currencyID: currency });
  return element("cac:TaxTotal", [
    amount("cbc:TaxAmount", tax),
    taxes.map((group) =>
      element("cac:TaxSubtotal", [
        amount("cbc:TaxableAmount", group.taxable),
        amount("cbc:TaxAmount", group.amount),
        printCategory("cac:TaxCategory", group),
      ]),
    ),
  ]);
}

function printCategory(
  name: string,
  { category, percent, reason }: Pick<ETax, "category" | "percent"> & { reason?: string },
) {
  return element(name, [
    element("cbc:ID", category),
    filled("cbc:Percent", percent),
    filled("cbc:TaxExemptionReason", reason ?? ""),
    element("cac:TaxScheme", [element("cbc:ID", "VAT")]),
  ]);
}

function printTotals({ net, total, currency }: EInvoice): XmlElement {
  const amount = (name: string, value: string) => element(name, value, { currencyID: currency });
  return element("cac:LegalMonetaryTotal", [
    amount("cbc:LineExtensionAmount", net),
    amount("cbc:TaxExclusiveAmount", net),
    amount("cbc:TaxInclusiveAmount", total),
    amount("cbc:PayableAmount", total),
  ]);
}

function printLine(line: ELine, { kind, currency }: EInvoice): XmlElement {
  const [name, quantity] =
    kind === "credit_note"
      ? ["cac:CreditNoteLine", "cbc:CreditedQuantity"]
      : ["cac:InvoiceLine", "cbc:InvoicedQuantity"];
  return element(name!, [
    element("cbc:ID", line.id),
    element(quantity!, line.quantity, { unitCode: line.unitCode }),
    element("cbc:LineExtensionAmount", line.net, { currencyID: currency }),
    element("cac:Item", [
      filled("cbc:Description", line.description),
      element("cbc:Name", line.name),
      printCategory("cac:ClassifiedTaxCategory", line),
    ]),
    element("cac:Price", [element("cbc:PriceAmount", line.price, { currencyID: currency })]),
  ]);
}
