import type { ReactNode } from "react";
import { formatDay } from "#app/day/format-day.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NoticedName } from "#app/kit/noticed-name.tsx";
import { Table } from "#app/kit/table.tsx";
import type { Exchange } from "#app/trade/document/model.ts";
import { hasWork, type QuoteWork } from "./quote-work.ts";
import { QuoteWorkFacts } from "./quote-work-facts.tsx";

export interface QuoteLineView {
  position: number;
  name: string;
  description: string;
  unit: string;
  quantity: string;
  price: string;
  discount: string;
  /** The payee of a third-party fee. Empty on the seller's own lines. */
  payee: string;
  net: string;
}

export interface QuoteVersionView {
  version: number;
  currency: string;
  issuedOn: string;
  validUntil: string;
  seller: { name: string; address: string; taxId: string; email: string };
  lines: QuoteLineView[];
  /** What the client may add. In no sum. */
  options: QuoteLineView[];
  /** Whether the client's choice of options made this version. */
  isChoice: boolean;
  net: string;
  taxPercent: string;
  tax: string;
  total: string;
  depositPercent: string;
  deposit: string;
  balance: string;
  thirdParty: string;
  exchange: Exchange | null;
  homeCurrency: string;
  taxNote: string;
  terms: string;
  work: QuoteWork;
  gatesIssue: boolean;
}

/** A quote: work, lines and totals, then options and third-party fees separately, then exchange rate, tax and terms. */
export function QuoteSheet({ quote }: { quote: QuoteVersionView }) {
  const { quote: t } = useMessages();
  const own = quote.lines.filter(({ payee }) => payee === "");
  const others = quote.lines.filter(({ payee }) => payee !== "");
  return (
    <div className="space-y-6">
      {hasWork(quote.work) && <QuoteWorkFacts work={quote.work} />}
      <Lines caption={t.edit.lines} lines={own} />
      <Sums quote={quote} />
      {quote.options.length > 0 && (
        <div>
          <h3 className="text-14 font-semibold">{t.options}</h3>
          <Lines caption={t.options} lines={quote.options} />
        </div>
      )}
      {others.length > 0 && (
        <div>
          <h3 className="text-14 font-semibold">{t.thirdParty}</h3>
          <Lines caption={t.thirdParty} lines={others} />
          <p className="mt-1 text-right text-14 text-muted tabular-nums">{quote.thirdParty}</p>
        </div>
      )}
      <Details quote={quote} />
    </div>
  );
}

function Lines({ caption, lines }: { caption: string; lines: QuoteLineView[] }) {
  const { quote: t, service } = useMessages();
  const unitOf = (unit: string) => (service.units as Record<string, string>)[unit] ?? "";
  return (
    <Table
      caption={caption}
      rows={lines}
      rowKey={({ position }) => String(position)}
      columns={[
        {
          key: "name",
          head: t.description,
          isRowHead: true,
          cell: ({ name, description, discount, payee }) => (
            <>
              <span className="font-medium">{name}</span>
              {payee && <Small>{t.thirdPartyLine(payee)}</Small>}
              {description && <Small>{description}</Small>}
              {discount && <Small>{discount}</Small>}
            </>
          ),
        },
        {
          key: "quantity",
          head: t.quantity,
          isNumeric: true,
          cell: ({ quantity, unit, payee }) => (payee ? quantity : `${quantity} ${unitOf(unit)}`),
        },
        { key: "price", head: t.unitPrice, isNumeric: true, isHiddenOnPhone: true, cell: ({ price }) => price },
        { key: "net", head: t.amount, isNumeric: true, cell: ({ net }) => net },
      ]}
    />
  );
}

function Small({ children }: { children: ReactNode }) {
  return <span className="block text-12 text-muted">{children}</span>;
}

export type QuoteSums = Pick<
  QuoteVersionView,
  "net" | "taxPercent" | "tax" | "total" | "depositPercent" | "deposit" | "balance"
>;

export function Sums({ quote }: { quote: QuoteSums }) {
  const { quote: t } = useMessages();
  const hasTax = quote.taxPercent !== "0";
  const sums: [string, string, boolean][] = [
    ...(hasTax
      ? ([
          [t.net, quote.net, false],
          [t.tax(quote.taxPercent), quote.tax, false],
        ] as [string, string, boolean][])
      : []),
    [t.total, quote.total, true],
    ...(quote.deposit
      ? ([
          [t.deposit(quote.depositPercent), quote.deposit, false],
          [t.balance, quote.balance, false],
        ] as [string, string, boolean][])
      : []),
  ];
  return (
    <dl className="ml-auto w-full max-w-80 text-14 tabular-nums">
      {sums.map(([label, amount, isTotal]) => (
        <div
          key={label}
          className={`flex justify-between gap-6 py-1.5 ${isTotal ? "border-t border-ink text-16 font-semibold text-accent" : "text-muted"}`}
        >
          <dt>{label}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
    </dl>
  );
}

function Details({ quote }: { quote: QuoteVersionView }) {
  const { quote: t, order } = useMessages();
  const locale = useLocale();
  const { exchange } = quote;
  return (
    <FactList
      facts={[
        { label: t.issuedOn, value: formatDay(quote.issuedOn, locale) },
        { label: t.validUntil, value: formatDay(quote.validUntil, locale) },
        ...(exchange
          ? [
              {
                label: t.rate,
                value: t.rateText({
                  ...exchange,
                  currency: quote.currency,
                  homeCurrency: quote.homeCurrency,
                  on: formatDay(exchange.on, locale),
                }),
              },
            ]
          : []),
        ...(quote.taxNote ? [{ label: t.taxNote, value: quote.taxNote }] : []),
        ...(quote.gatesIssue ? [{ label: order.gate.title, value: t.gated }] : []),
        ...(quote.terms ? [{ label: t.terms, value: <span className="whitespace-pre-line">{quote.terms}</span> }] : []),
        {
          label: t.seller,
          value: (
            <>
              <NoticedName name={quote.seller.name} />
              <Small>{quote.seller.address}</Small>
              <Small>{[quote.seller.taxId, quote.seller.email].filter(Boolean).join(" · ")}</Small>
            </>
          ),
        },
      ]}
    />
  );
}
