import { isIban } from "#app/money/iban.ts";
import type { EInvoice, ELine, EParty, ETax } from "./einvoice.ts";
import { element, filled, printXml, type XmlElement } from "./xml-text.ts";

const NAMESPACES = {
  "xmlns:rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
  "xmlns:ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
  "xmlns:udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
  "xmlns:qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
};

/** Prints an invoice or credit note in UN/CEFACT CII D16B by CEN/TS 16931-3-3, the data of Factur-X. */
export function printCii(invoice: EInvoice): string {
  return printXml(
    element(
      "rsm:CrossIndustryInvoice",
      [
        element("rsm:ExchangedDocumentContext", [
          element("ram:GuidelineSpecifiedDocumentContextParameter", [element("ram:ID", "urn:cen.eu:en16931:2017")]),
        ]),
        element("rsm:ExchangedDocument", [
          element("ram:ID", invoice.number),
          element("ram:TypeCode", invoice.typeCode),
          element("ram:IssueDateTime", [printDay(invoice.issuedOn)]),
          invoice.notes.map((note) => element("ram:IncludedNote", [element("ram:Content", note)])),
        ]),
        element("rsm:SupplyChainTradeTransaction", [
          invoice.lines.map(printLine),
          element("ram:ApplicableHeaderTradeAgreement", [
            element("ram:SellerTradeParty", printParty(invoice.seller)),
            element("ram:BuyerTradeParty", printParty(invoice.buyer)),
            invoice.orderReference
              ? element("ram:BuyerOrderReferencedDocument", [element("ram:IssuerAssignedID", invoice.orderReference)])
              : null,
          ]),
          element("ram:ApplicableHeaderTradeDelivery", []),
          element("ram:ApplicableHeaderTradeSettlement", printSettlement(invoice)),
        ]),
      ],
      NAMESPACES,
    ),
  );
}

/** Format 102 is `YYYYMMDD`. */
function printDay(day: string, type = "udt:DateTimeString"): XmlElement {
  return element(type, day.replaceAll("-", ""), { format: "102" });
}

function printParty(party: EParty): (XmlElement | null)[] {
  const [one, two, ...further] = party.address;
  const registration = (number: string, schemeID: string) =>
    number ? element("ram:SpecifiedTaxRegistration", [element("ram:ID", number, { schemeID })]) : null;
  return [
    filled("ram:ID", party.identifier),
    element("ram:Name", party.name),
    party.registrationId ? element("ram:SpecifiedLegalOrganization", [element("ram:ID", party.registrationId)]) : null,
    party.email
      ? element("ram:DefinedTradeContact", [
          element("ram:EmailURIUniversalCommunication", [element("ram:URIID", party.email)]),
        ])
      : null,
    element("ram:PostalTradeAddress", [
      filled("ram:LineOne", one ?? ""),
      filled("ram:LineTwo", two ?? ""),
      filled("ram:LineThree", further.join(", ")),
      element("ram:CountryID", party.country),
    ]),
    registration(party.vatId, "VA"),
    registration(party.taxId, "FC"),
  ];
}

function printLine(line: ELine): XmlElement {
  return element("ram:IncludedSupplyChainTradeLineItem", [
    element("ram:AssociatedDocumentLineDocument", [element("ram:LineID", line.id)]),
    element("ram:SpecifiedTradeProduct", [element("ram:Name", line.name), filled("ram:Description", line.description)]),
    element("ram:SpecifiedLineTradeAgreement", [
      element("ram:NetPriceProductTradePrice", [element("ram:ChargeAmount", line.price)]),
    ]),
    element("ram:SpecifiedLineTradeDelivery", [
      element("ram:BilledQuantity", line.quantity, { unitCode: line.unitCode }),
    ]),
    element("ram:SpecifiedLineTradeSettlement", [
      element("ram:ApplicableTradeTax", [
        element("ram:TypeCode", "VAT"),
        element("ram:CategoryCode", line.category),
        filled("ram:RateApplicablePercent", line.percent),
      ]),
      element("ram:SpecifiedTradeSettlementLineMonetarySummation", [element("ram:LineTotalAmount", line.net)]),
    ]),
  ]);
}

function printSettlement(invoice: EInvoice): (XmlElement | null | (XmlElement | null)[])[] {
  const { payment, period, homeTax } = invoice;
  return [
    filled("ram:PaymentReference", payment?.reference ?? null),
    filled("ram:TaxCurrencyCode", homeTax?.currency ?? null),
    element("ram:InvoiceCurrencyCode", invoice.currency),
    printPayment(invoice),
    invoice.taxes.map(printTax),
    period &&
      element("ram:BillingSpecifiedPeriod", [
        element("ram:StartDateTime", [printDay(period.from)]),
        element("ram:EndDateTime", [printDay(period.to)]),
      ]),
    invoice.terms || invoice.dueOn
      ? element("ram:SpecifiedTradePaymentTerms", [
          filled("ram:Description", invoice.terms),
          invoice.dueOn ? element("ram:DueDateDateTime", [printDay(invoice.dueOn)]) : null,
        ])
      : null,
    element("ram:SpecifiedTradeSettlementHeaderMonetarySummation", [
      element("ram:LineTotalAmount", invoice.net),
      element("ram:TaxBasisTotalAmount", invoice.net),
      element("ram:TaxTotalAmount", invoice.tax, { currencyID: invoice.currency }),
      homeTax && element("ram:TaxTotalAmount", homeTax.amount, { currencyID: homeTax.currency }),
      element("ram:GrandTotalAmount", invoice.total),
      element("ram:DuePayableAmount", invoice.total),
    ]),
    invoice.preceding.map(({ number, issuedOn }) =>
      element("ram:InvoiceReferencedDocument", [
        element("ram:IssuerAssignedID", number),
        element("ram:FormattedIssueDateTime", [printDay(issuedOn, "qdt:DateTimeString")]),
      ]),
    ),
  ];
}

function printPayment({ payment }: EInvoice): XmlElement | null {
  if (!payment) return null;
  const hasIban = isIban(payment.account);
  return element("ram:SpecifiedTradeSettlementPaymentMeans", [
    element("ram:TypeCode", payment.isSepa ? "58" : "30"),
    element("ram:PayeePartyCreditorFinancialAccount", [
      hasIban ? element("ram:IBANID", payment.account) : null,
      filled("ram:AccountName", payment.holder),
      hasIban ? null : element("ram:ProprietaryID", payment.account),
    ]),
    payment.bic ? element("ram:PayeeSpecifiedCreditorFinancialInstitution", [element("ram:BICID", payment.bic)]) : null,
  ]);
}

function printTax({ category, percent, taxable, amount, reason }: ETax): XmlElement {
  return element("ram:ApplicableTradeTax", [
    element("ram:CalculatedAmount", amount),
    element("ram:TypeCode", "VAT"),
    filled("ram:ExemptionReason", reason),
    element("ram:BasisAmount", taxable),
    element("ram:CategoryCode", category),
    filled("ram:RateApplicablePercent", percent),
  ]);
}
