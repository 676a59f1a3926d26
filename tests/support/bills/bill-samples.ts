import type { BillProblem, BillState, Energy } from "#app/bill/bill.ts";
import { pngOf } from "#tests/support/png.ts";
import { CHINESE_SAMPLES } from "./chinese-samples.ts";
import type { PlacedText } from "./invoice-facts.ts";
import { writePdf } from "./write-pdf.ts";

/** A bill of our own making in a real format, with what a person reads on it. What is not named is not compared. */
export interface BillSample {
  name: string;
  make: () => Uint8Array | Promise<Uint8Array>;
  read: {
    state: BillState;
    seller?: string[];
    number?: string[];
    issuedOn?: string[];
    meter?: string[];
    period?: string[];
    total?: string[];
    currency?: string | null;
    estimated?: string[];
    /** Kind, quantities with units, amounts. */
    lines?: [Energy | null, string[], string[]][];
    problems?: BillProblem[];
  };
}

/** Lines of text from the top of a page; several cells of a line are separated by `|`. */
function page(...rows: string[]): PlacedText[] {
  return rows.flatMap((row, at) =>
    row.split("|").map((text, cell) => ({ text: text.trim(), x: 20 + cell * 60, y: 25 + at * 8 })),
  );
}

function pdf(...rows: string[]): () => Promise<Uint8Array> {
  return () => writePdf({ pages: [page(...rows)] });
}

const FOREIGN_SAMPLES: BillSample[] = [
  {
    name: "sample-electricity-uk.pdf",
    make: pdf(
      "Sample Energy Supply Limited",
      "Your electricity bill",
      "Invoice number: SE-2025-00417|Bill date: 4 April 2025",
      "MPAN|12 345 678 901 2345",
      "Meter number: E12S034567",
      "Billing period: 1 March 2025 to 31 March 2025",
      "Previous reading 48210 (actual)|Latest reading 49444 (E)",
      "This reading is estimated.",
      "Electricity used|1,234.5 kWh|at 24.5 p/kWh",
      "Used in the same month last year|1,401.0 kWh",
      "Daily charge 31 days|£18.60",
      "Total amount due|£339.77",
    ),
    read: {
      state: "read",
      seller: ["Sample Energy Supply Limited"],
      number: ["SE-2025-00417"],
      issuedOn: ["2025-04-04"],
      meter: ["E12S034567"],
      period: ["2025-03-01/2025-03-31"],
      lines: [["electricity", ["1234.5 kWh"], []]],
      total: ["339.77"],
      currency: "GBP",
      estimated: ["estimated"],
    },
  },
  {
    name: "sample-gas-uk.pdf",
    make: pdf(
      "Sample Gas Trading Ltd",
      "Gas bill|MPRN 7412345678",
      "Bill period: 01/03/2025 - 31/03/2025",
      "Gas used: 210.4 m³",
      "Gas used: 2,367.9 kWh",
      "Total to pay £ 162.05",
    ),
    read: {
      state: "needs_entry",
      meter: ["7412345678"],
      period: ["2025-03-01/2025-03-31"],
      lines: [["gas", ["210.4 m³", "2367.9 kWh"], []]],
      total: ["162.05"],
    },
  },
  {
    name: "sample-strom-de.pdf",
    make: pdf(
      "Musterstadt Stadtwerke GmbH",
      "Ihre Stromrechnung",
      "Rechnungsnummer: 2025-0088123|Rechnungsdatum: 07.02.2025",
      "Zählernummer: 1EMH0012345678",
      "Abrechnungszeitraum: 01.01.2025 bis 31.01.2025",
      "Gesamtverbrauch|12.345,6 kWh",
      "Arbeitspreis 28,40 ct/kWh",
      "Vorjahr Gesamtverbrauch|11.000,0 kWh",
      "Nettobetrag|3.506,15 €",
      "Rechnungsbetrag|4.172,32 €",
    ),
    read: {
      state: "read",
      number: ["2025-0088123"],
      issuedOn: ["2025-02-07"],
      meter: ["1EMH0012345678"],
      period: ["2025-01-01/2025-01-31"],
      lines: [["electricity", ["12345.6 kWh"], []]],
      total: ["4172.32"],
      currency: "EUR",
    },
  },
  {
    name: "sample-gas-us.pdf",
    make: pdf(
      "Sample Gas Company, Inc.",
      "Natural gas statement",
      "Account number 5500 1234 567",
      "Service period 02/26/2025 - 03/27/2025",
      "Meter number G778812|Actual reading",
      "Total gas used|412 therms",
      "Total amount due|$498.11",
    ),
    read: {
      state: "read",
      meter: ["G778812"],
      period: ["2025-02-26/2025-03-27"],
      lines: [["gas", ["412 therms"], []]],
      total: ["498.11"],
      currency: null,
      estimated: [],
    },
  },
  {
    name: "sample-water-us.pdf",
    make: pdf(
      "Sample City Water Utility",
      "Water bill",
      "Account number: 00-771-23",
      "Billing period: 01/02/2025 to 03/04/2025",
      "Consumption (CCF): 45",
      "Amount due $ 312.40",
    ),
    read: {
      state: "needs_entry",
      meter: ["00-771-23"],
      // Day or month first: no other day on the page shows it.
      period: ["2025-02-01/2025-04-03", "2025-01-02/2025-03-04"],
      lines: [["water", ["45 CCF"], []]],
      total: ["312.4"],
    },
  },
  {
    name: "sample-electricite-fr.pdf",
    make: pdf(
      "Exemple Énergie S.A.",
      "Facture d'électricité n° F2025-00091",
      "Numéro de facture : F2025-00091|Date de facture : 10/04/2025",
      "Point de livraison : 14500123456789",
      "Période de consommation : du 13/03/2025 au 12/04/2025",
      "Consommation totale|3 456,5 kWh",
      "Total TTC|812,44 €",
    ),
    read: {
      state: "read",
      number: ["F2025-00091"],
      issuedOn: ["2025-04-10"],
      meter: ["14500123456789"],
      period: ["2025-03-13/2025-04-12"],
      lines: [["electricity", ["3456.5 kWh"], []]],
      total: ["812.44"],
      currency: "EUR",
    },
  },
  {
    name: "sample-electricidad-es.pdf",
    make: pdf(
      "Ejemplo Comercializadora S.L.",
      "Factura de electricidad",
      "Número de factura: EJ25-4410|Fecha de factura: 05/04/2025",
      "CUPS: ES0021000000000001AB",
      "Periodo de facturación: del 01/03/2025 al 31/03/2025",
      "Consumo total|1.020 kWh",
      "Lectura estimada",
      "Total a pagar|214,90 €",
    ),
    read: {
      state: "read",
      number: ["EJ25-4410"],
      meter: ["ES0021000000000001AB"],
      period: ["2025-03-01/2025-03-31"],
      lines: [["electricity", ["1020 kWh"], []]],
      total: ["214.9"],
      estimated: ["estimada"],
    },
  },
  {
    name: "sample-unclear-number.pdf",
    make: pdf(
      "Sample Heat Supply plc",
      "District heat",
      "Meter number H-2040",
      "Billing period 2025-01-01 to 2025-01-31",
      "Total consumption|1.234 MWh",
    ),
    // One thousand or one: no other number on the page shows it.
    read: { state: "needs_entry", lines: [["heat", ["1.234 MWh", "1234 MWh"], []]] },
  },
  {
    name: "sample-oil-delivery.pdf",
    make: pdf(
      "Sample Fuels Ltd",
      "Invoice no: 90412|Invoice date: 12 March 2025",
      "Heating oil",
      "Delivery date|11 March 2025",
      "Quantity delivered|2,000 litres",
      "Invoice total|£1,540.00",
    ),
    read: {
      state: "read",
      number: ["90412"],
      period: ["2025-03-11/2025-03-11"],
      lines: [["fuel", ["2000 litres"], []]],
      total: ["1540"],
    },
  },
  {
    name: "sample-scanned.pdf",
    make: () => writePdf({ pages: [{ image: pngOf(40) }] }),
    read: { state: "scanned" },
  },
  {
    name: "sample-scanned-appendix.pdf",
    make: () =>
      writePdf({
        pages: [
          page(
            "Sample Energy Supply Limited",
            "Electricity bill",
            "Meter number: E12S034567",
            "Billing period: 1 April 2025 to 30 April 2025",
            "Total consumption: 1,100 kWh",
            "Total amount due £301.20",
          ),
          { image: pngOf(41) },
        ],
      }),
    read: {
      state: "read",
      lines: [["electricity", ["1100 kWh"], []]],
      problems: ["some_scanned"],
    },
  },
  {
    name: "sample-letter.pdf",
    make: pdf("Sample Trading Company Ltd", "Dear customer,", "Our offices move on 1 May 2025. Prices do not change."),
    read: { state: "not_a_bill" },
  },
];

export const BILL_SAMPLES: readonly BillSample[] = [...CHINESE_SAMPLES, ...FOREIGN_SAMPLES];
