import { noticeName } from "#app/encoding/text/name-letters.ts";
import { translator } from "#app/i18n/index.ts";
import { describeNameNotice } from "#app/kit/name-notice.ts";
import { printReference } from "#app/money/creditor-reference.ts";
import { convert } from "#app/money/exchange.ts";
import { money } from "#app/money/money.ts";
import { formatAmount, formatMoney } from "#app/money/money-text.ts";
import type { Block, Table, Text, TextSpan } from "#app/press/block.ts";
import { keyValues, muted, note, paragraph, part } from "#app/press/block-builders.ts";
import { LABEL, LABEL_LINE } from "#app/press/layout/key-values.ts";
import type { TextStyle } from "#app/press/layout/style.ts";
import { measureText } from "#app/press/layout/text-line.ts";
import { statedWork, type WorkField } from "#app/trade/quote/quote-work.ts";
import type {
  Bilingual,
  ContractDocument,
  CreditNoteDocument,
  InvoiceDocument,
  Party,
  PricedLine,
  QuoteDocument,
  TradeDocument,
} from "./model.ts";

const en = translator("en").tradeDocument;
const zh = translator("zh").tradeDocument;
const ZH = "zh-Hans";

/** A label in English followed by Chinese. */
export function label(pick: (words: typeof en) => string): TextSpan[] {
  return [{ text: `${pick(en)} ` }, { text: pick(zh as typeof en), tone: "muted", lang: ZH }];
}

/** A text in both languages, one per line. A missing language is omitted. */
export function both({ en: english, zh: chinese }: Bilingual): TextSpan[] {
  const spans: TextSpan[] = [];
  if (english) spans.push({ text: english });
  if (chinese && chinese !== english) spans.push({ text: `${english ? "\n" : ""}${chinese}`, lang: ZH });
  return spans;
}

/** Explains misleading letters of a name in both languages. Empty for ordinary names. */
export function describeLetters(name: string): TextSpan[] {
  return noticeName(name).flatMap((notice, index): TextSpan[] => [
    { text: `${index > 0 ? "\n" : ""}${describeNameNotice(translator("en"), notice)}\n` },
    { text: describeNameNotice(translator("zh"), notice), lang: ZH },
  ]);
}

/** A name for a table, followed by the note on misleading letters. */
function noticed(name: string): Text {
  const letters = describeLetters(name);
  return letters.length === 0
    ? name
    : [{ text: `${name}\n` }, ...letters.map((span) => ({ ...span, tone: "muted" as const }))];
}

/** The facts shown next to the parties. */
export function describeFacts(document: TradeDocument): { label: TextSpan[]; value: string }[] {
  const total = formatMoney(money(document.totalMinor, document.currency));
  const first = [
    { label: label((t) => t.number), value: document.number },
    { label: label((t) => t.issuedOn), value: document.issuedOn },
  ];
  if (document.kind === "quote")
    return [
      ...first,
      { label: label((t) => t.validUntil), value: document.validUntil },
      { label: label((t) => t.total), value: total },
    ];
  if (document.kind === "credit_note")
    return [
      ...first,
      { label: label((t) => t.ofInvoice), value: document.invoiceNumber },
      ...describeBuyersFacts(document),
      { label: label((t) => t.credited), value: total },
    ];
  if (document.kind === "contract")
    return [
      { label: label((t) => t.ofQuote), value: document.number },
      { label: label((t) => t.quotedOn), value: document.issuedOn },
      { label: label((t) => t.acceptedOn), value: document.acceptance.at.slice(0, 10) },
      { label: label((t) => t.total), value: total },
    ];
  return [
    ...first,
    ...describeBuyersFacts(document),
    { label: label((t) => t.dueOn), value: document.dueOn },
    { label: label((t) => t.reference), value: printReference(document.reference) },
    { label: label((t) => t.due), value: total },
  ];
}

function describeBuyersFacts({ buyerReference, period }: InvoiceDocument | CreditNoteDocument) {
  return [
    ...(buyerReference ? [{ label: label((t) => t.buyerReference), value: buyerReference }] : []),
    ...(period ? [{ label: label((t) => t.period), value: `${period.from} – ${period.to}` }] : []),
  ];
}

/** The address and identifiers of a party, below its name. */
export function describeParty(party: Party): TextSpan[] {
  const rest = [
    ...both({ en: party.addressEn, zh: party.addressZh }),
    ...(party.taxId ? [{ text: `\n${en.taxId} ${zh.taxId}: ${party.taxId}` }] : []),
    ...(party.registrationId ? [{ text: `\n${en.registrationId} ${zh.registrationId}: ${party.registrationId}` }] : []),
    ...(party.email ? [{ text: `\n${party.email}` }] : []),
  ];
  return rest;
}

/** Everything below the parties. */
export function describeBody(document: TradeDocument): Block[] {
  return [
    ...describeUnsigned(document),
    ...describeScope(document),
    ...describeWork(document),
    describeLines(document),
    ...describeExchange(document),
    ...describeOrder(document),
    ...describePlan(document),
    ...describePayment(document),
    ...describeOptions(document),
    ...describeTax(document),
    ...describeWords(document),
    ...describeAcceptance(document),
  ];
}

function isQuoted(document: TradeDocument): document is QuoteDocument | ContractDocument {
  return document.kind === "quote" || document.kind === "contract";
}

/** What the file is and is not, before anything that could be read as signed. */
function describeUnsigned(document: TradeDocument): Block[] {
  if (document.kind !== "contract") return [];
  return [
    paragraph([
      { text: `${en.contract.unsigned}\n`, tone: "strong" },
      { text: `${zh.contract.unsigned}\n`, tone: "strong", lang: ZH },
      { text: `${en.contract.repeats(document.number)}\n` },
      { text: zh.contract.repeats(document.number), lang: ZH },
    ]),
  ];
}

/** The acceptance as it was recorded. */
function describeAcceptance(document: TradeDocument): Block[] {
  if (document.kind !== "contract") return [];
  const { name, role, at, purchaseOrder } = document.acceptance;
  return [
    part(
      "acceptance",
      label((t) => t.contract.acceptance),
    ),
    keyValues([
      [label((t) => t.contract.acceptedBy), noticed(name)],
      [label((t) => t.contract.role), role],
      [label((t) => t.contract.acceptedAt), `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`],
      [label((t) => t.contract.purchaseOrder), purchaseOrder],
    ]),
    note([{ text: `${en.contract.electronic}\n` }, { text: zh.contract.electronic, lang: ZH }]),
  ];
}

function describeScope(document: TradeDocument): Block[] {
  if (isQuoted(document) && (document.scope.en || document.scope.zh))
    return [
      part(
        "scope",
        label((t) => t.scope),
      ),
      paragraph(both(document.scope)),
    ];
  if (document.kind === "credit_note")
    return [
      part(
        "reason",
        label((t) => t.reason),
      ),
      paragraph(document.reason),
    ];
  return [];
}

const WORK = { en: translator("en").quote.work, zh: translator("zh").quote.work };

/** A label of the work in English followed by Chinese. */
function workLabel(field: WorkField | "milestones" | "milestone" | "milestoneDueOn"): TextSpan[] {
  return [{ text: `${WORK.en[field]} ` }, { text: WORK.zh[field], tone: "muted", lang: ZH }];
}

/** Company, year, days and order number, then the deliverables. */
function describeWork(document: TradeDocument): Block[] {
  if (!isQuoted(document) || !document.work) return [];
  const stated = statedWork(document.work).filter(({ field }) => field !== "assumptions");
  const facts = stated.filter(({ field }) => field !== "deliverables");
  const deliverables = stated.find(({ field }) => field === "deliverables");
  return [
    ...(facts.length > 0
      ? [
          part(
            "work",
            label((t) => t.work),
          ),
          keyValues(facts.map(({ field, value }) => [wholeLabel(workLabel(field)), both(value)])),
        ]
      : []),
    ...(deliverables ? [part("deliverables", workLabel("deliverables")), paragraph(both(deliverables.value))] : []),
  ];
}

/** A label that needs two lines breaks between the languages, since UAX #14 breaks Chinese inside words too. */
export function wholeLabel(spans: TextSpan[], style: TextStyle = LABEL, width = LABEL_LINE): TextSpan[] {
  const text = spans.map((span) => span.text).join("");
  if (measureText(text, style) <= width) return spans;
  return spans.map((span, index) => (index === 0 ? { ...span, text: `${span.text.trimEnd()}\n` } : span));
}

/** Milestones and assumptions. */
function describePlan(document: TradeDocument): Block[] {
  if (!isQuoted(document) || !document.work) return [];
  const { milestones, assumptions } = document.work;
  const blocks: Block[] = [];
  if (milestones.length > 0)
    blocks.push(part("milestones", workLabel("milestones")), {
      kind: "table",
      columns: [
        { header: workLabel("milestone"), width: 1 },
        { header: workLabel("milestoneDueOn"), width: "fit", align: "right" },
      ],
      rows: milestones.map(({ name, dueOn }) => ({ cells: [both(name), dueOn] })),
      rowHeader: 0,
    });
  if (assumptions.en || assumptions.zh)
    blocks.push(part("assumptions", workLabel("assumptions")), paragraph(both(assumptions)));
  return blocks;
}

function describeLines(document: TradeDocument): Table {
  const { currency, lines } = document;
  const amount = (minor: bigint) => formatAmount(money(minor, currency));
  const hasTax = lines.some(({ taxMinor }) => taxMinor > 0n);
  const sums: Text[][] = [
    ["", label((t) => t.net), "", "", "", amount(document.netMinor)],
    ...(hasTax ? [["", label((t) => t.tax), "", "", "", amount(document.taxMinor)] as Text[]] : []),
  ];
  const total = document.kind === "invoice" ? label((t) => t.due) : label((t) => t.total);
  const table = tableOf(lines, currency);
  return {
    ...table,
    rows: [
      ...table.rows,
      ...sums.map((cells) => ({ cells })),
      { cells: ["", total, "", "", "", formatMoney(money(document.totalMinor, currency))], isTotal: true },
    ],
  };
}

function tableOf(lines: readonly PricedLine[], currency: string): Table {
  const amount = (minor: bigint) => formatAmount(money(minor, currency));
  const head = (pick: (words: typeof en) => string): Text => [
    { text: `${pick(en)}\n` },
    { text: pick(zh as typeof en), lang: ZH },
  ];
  const row = (line: PricedLine): Text[] => [
    String(line.position),
    both({ en: line.descriptionEn, zh: line.descriptionZh }),
    line.unit ? `${line.quantity} ${line.unit}` : line.quantity,
    amount(line.unitPriceMinor),
    `${line.taxPercent}%`,
    amount(line.netMinor),
  ];
  return {
    kind: "table",
    columns: [
      { header: head((t) => t.position), width: "fit" },
      { header: head((t) => t.description), width: 1 },
      { header: head((t) => t.quantity), width: "fit", align: "right" },
      { header: head((t) => t.unitPrice), width: "fit", align: "right" },
      { header: head((t) => t.taxRate), width: "fit", align: "right" },
      { header: head((t) => t.amount(currency)), width: "fit", align: "right" },
    ],
    rows: lines.map((line) => ({ cells: row(line) })),
    rowHeader: 1,
  };
}

/** What the client may add, below the amounts that don't include it. */
function describeOptions(document: TradeDocument): Block[] {
  if (document.kind !== "quote" || document.options.length === 0) return [];
  return [
    part(
      "options",
      label((t) => t.options),
    ),
    tableOf(document.options, document.currency),
  ];
}

/** The services behind a deposit or balance, the agreed price and the deposits deducted from it. */
function describeOrder(document: TradeDocument): Block[] {
  if (document.kind !== "invoice" || !document.order) return [];
  const { order, currency, invoiceKind } = document;
  const amount = (minor: bigint) => formatAmount(money(minor, currency));
  const head = (pick: (words: typeof en) => string): Text => [
    { text: `${pick(en)}\n` },
    { text: pick(zh as typeof en), lang: ZH },
  ];
  return [
    part(
      "order",
      label((t) => t.services(order.quoteNumber)),
    ),
    {
      kind: "table",
      columns: [
        { header: head((t) => t.description), width: 1 },
        { header: head((t) => t.amount(currency)), width: "fit", align: "right" },
      ],
      rows: [
        ...order.services.map(({ nameEn, nameZh, netMinor }) => ({
          cells: [both({ en: nameEn, zh: nameZh }), amount(netMinor)],
        })),
        { cells: [label((t) => t.agreed), amount(order.netMinor)] },
        ...order.deductions.map(({ number, issuedOn, netMinor }) => ({
          cells: [label((t) => t.lessDeposit(number, issuedOn)), `−${amount(netMinor)}`],
        })),
        {
          cells: [label((t) => (invoiceKind === "deposit" ? t.thisDeposit : t.thisBalance)), amount(document.netMinor)],
          isTotal: true,
        },
      ],
      rowHeader: 0,
    },
  ];
}

/** The amount in the seller's home currency, at the frozen rate, with its source. */
function describeExchange({ exchange, homeCurrency, currency, totalMinor }: TradeDocument): Block[] {
  if (!exchange) return [];
  const home = formatMoney(convert(money(totalMinor, currency), exchange.rate, homeCurrency));
  const facts = { ...exchange, currency, homeCurrency, home };
  return [note([{ text: `${en.exchange(facts)}\n` }, { text: zh.exchange(facts), lang: ZH }])];
}

function describePayment(document: TradeDocument): Block[] {
  if (isQuoted(document)) return describeDeposit(document);
  if (document.kind !== "invoice" || !document.bank) return [];
  const { bank } = document;
  return [
    part(
      "payment",
      label((t) => t.payment),
    ),
    keyValues([
      [label((t) => t.holder), noticed(bank.holder)],
      [label((t) => t.bank), [bank.bankName, bank.bankAddress].filter(Boolean).join("\n")],
      [label((t) => t.accountNumber), bank.accountNumber],
      [label((t) => t.bic), bank.bic],
      [label((t) => t.intermediary), bank.intermediary],
      [label((t) => t.reference), printReference(document.reference)],
      [label((t) => t.bankNote), bank.note],
    ]),
    note([{ text: `${en.referenceHint}\n` }, { text: zh.referenceHint, lang: ZH }]),
  ];
}

function describeDeposit(document: TradeDocument): Block[] {
  if (!isQuoted(document) || !document.deposit) return [];
  const { percent, minor } = document.deposit;
  const amount = formatMoney(money(minor, document.currency));
  return [paragraph([{ text: `${en.deposit(percent, amount)}\n` }, { text: zh.deposit(percent, amount), lang: ZH }])];
}

function describeTax(document: TradeDocument): Block[] {
  const { taxNote } = document;
  const fapiao = document.kind === "invoice" ? document.fapiaoNumber : "";
  if (!taxNote && !fapiao) return [];
  const local = taxNote?.textLocal === taxNote?.textEn ? "" : (taxNote?.textLocal ?? "");
  const spans: TextSpan[] = [];
  if (taxNote?.textEn) spans.push({ text: taxNote.textEn });
  if (local) {
    const lang = taxNote!.localLanguage === "zh" ? ZH : taxNote!.localLanguage;
    spans.push({ text: `${spans.length > 0 ? "\n" : ""}${local}`, lang });
  }
  return [
    part(
      "tax",
      label((t) => t.taxTreatment),
    ),
    ...(spans.length > 0 ? [paragraph(spans)] : []),
    ...(fapiao ? [keyValues([[label((t) => t.fapiao), fapiao]])] : []),
  ];
}

function describeWords({ note: words, terms, kind }: TradeDocument): Block[] {
  const blocks: Block[] = [];
  if (words.en || words.zh)
    blocks.push(
      part(
        "note",
        label((t) => t.note),
      ),
      paragraph(both(words)),
    );
  if (kind !== "credit_note" && (terms.en || terms.zh))
    blocks.push(
      part(
        "terms",
        label((t) => t.terms),
      ),
      paragraph(both(terms)),
    );
  if (kind === "quote") blocks.push(note([muted(`${en.quoteOnly}\n`), { text: zh.quoteOnly, lang: ZH }]));
  return blocks;
}
