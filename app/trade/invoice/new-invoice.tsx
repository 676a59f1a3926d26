import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, type Locale, localName, translator } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { CURRENCIES, isCurrency } from "#app/money/currency.ts";
import { listClients } from "#app/trade/client/client.server.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { listServices } from "#app/trade/service/service.server.ts";
import { readTimeToBill, type TimeScope, type TimeToBill } from "#app/trade/time/billing.server.ts";
import { timeSearchOf } from "#app/trade/time/time-search.ts";
import type { TenantTx } from "#db/doors.ts";
import { raiseInvoiceByHand } from "./invoice-by-hand.server.ts";
import { MOST_LINES } from "./invoice-draft.ts";
import type { InvoiceFault } from "./invoice-facts.ts";
import { FIRST_LINES, filledLines, MORE_LINES } from "./invoice-fields.ts";
import { InvoiceForm, type TimeView } from "./invoice-form.tsx";
import { fieldsForTimeOfNow, fieldsOfTime, findLostPrices, type LostPrice } from "./time-fields.ts";
import { sayUnprinted, type UnprintedField } from "./unprinted-field.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.invoice.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.bill", async (tx, { tenantId }) => {
    const seller = await getSellerDetail(tx);
    const locale = localeOf(request);
    const offered = (await listServices(tx)).filter(({ isOffered }) => isOffered);
    const scope = timeScopeOf(request);
    const time = scope && (await readTimeToBill(tx, scope));
    const search = new URL(request.url).searchParams;
    const clients = (await listClients(tx)).filter(({ id }) => !scope || id === scope.clientId);
    const priced = new Set(offered.flatMap(({ prices }) => prices.map(({ currency }) => currency)));
    return {
      base: `/tenants/${tenantId}`,
      hasSeller: seller !== null,
      homeCurrency: seller?.homeCurrency ?? "",
      paymentDays: seller?.paymentDays ?? 0,
      today: await sellerToday(tx),
      chosen: search.get("client") ?? "",
      clients: clients.map(({ id, legalName }) => ({ value: id, label: localName(legalName, locale) })),
      services: offered.map(({ id, name }) => ({ value: id, label: localName(name, locale) })),
      // Currencies with prices come first.
      // The prices of recorded time are in one currency, so it can't be changed here.
      currencies: scope
        ? [scope.currency]
        : [...CURRENCIES].sort((a, b) => Number(priced.has(b)) - Number(priced.has(a)) || (a < b ? -1 : 1)),
      time: viewTime(time),
      isTooLong: time !== null && time.lines.length > MOST_LINES,
      prefilled: scope && time ? { ...scopeFields(scope), ...fieldsOfTime(time.lines, scope.currency) } : {},
      taxRules: (await listTaxNotes(tx))
        .filter(({ isOn }) => isOn)
        .map(({ ruleId, textEn, textLocal }) => ({
          value: ruleId,
          label: (contentLanguageFor(locale) === "zh" ? textLocal || textEn : textEn || textLocal).slice(0, 80),
        })),
    };
  });

/** The time that the address asks to invoice. Null for an invoice without recorded time. */
function timeScopeOf(request: Request): TimeScope | null {
  const search = new URL(request.url).searchParams;
  if (!search.has("time")) return null;
  const { clientId, orderId, month } = timeSearchOf(search);
  const currency = search.get("currency") ?? "";
  return clientId && isCurrency(currency) ? { clientId, orderId, month, currency } : null;
}

/** The recorded time of now. Null for an invoice without recorded time. */
async function readTime(tx: TenantTx, request: Request): Promise<TimeToBill | null> {
  const scope = timeScopeOf(request);
  return scope && readTimeToBill(tx, scope);
}

function viewTime(time: TimeToBill | null): TimeView | null {
  return (
    time && {
      digest: time.digest,
      lines: time.lines.map(({ quantity, unit, price }) => ({
        quantity,
        unit,
        lack: "lack" in price ? price.lack : null,
      })),
    }
  );
}

function scopeFields({ clientId, currency }: TimeScope) {
  return { clientId, currency };
}

/** All fields are texts. The draft parses them. */
const fields = { right: "trade.bill", schema: z.record(z.string().max(60), z.string().max(2000)) } as const;
const NewInvoiceActions = defineActions({ raise: { ...fields, unnamed: true }, more: fields });

export const action = tenantAction(
  NewInvoiceActions,
  {
    more: async (tx, { typed, request }) => {
      const time = await readTime(tx, request);
      if (time && time.digest !== typed.timeSeen) return refuseChanged(time);
      const timeLines = time?.lines.length ?? 0;
      if (filledLines(typed, timeLines).length >= MOST_LINES) return refuse({ lineLimit: "too_many_lines" });
      return data({ errors: {}, typed, time: viewTime(time), lines: lineCount(typed, MORE_LINES, timeLines) });
    },
    raise: async (tx, { actor, request, typed }) => {
      const scope = timeScopeOf(request);
      const made = await raiseInvoiceByHand(tx, actor, typed, {
        now: new Date(),
        time: scope && { scope, digest: typed.timeSeen ?? "" },
      });
      if (made.ok) return `/tenants/${actor.tenantId}/invoices/${made.invoiceId}`;
      const time = await readTime(tx, request);
      if ("isTimeChanged" in made) return refuseChanged(time);
      const timeLines = time?.lines.length ?? 0;
      if ("errors" in made) return refuse(placed(made.errors, filledLines(typed, timeLines)));
      const { fault } = made;
      const locale = localeOf(request);
      if (fault.code === "unprintable")
        return refuse({ [placeOf(fault, typed, timeLines)]: sayUnprinted(fault, locale) });
      if (fault.code === "fields_missing") return refuse({ form: sayLacking(fault.fields, locale) });
      return refuse({ [FIELD_OF[fault.code] ?? "form"]: fault.code });
    },
  },
  async (tx, { typed, request, errors }) => {
    const [scope, time] = [timeScopeOf(request), await readTime(tx, request)];
    const timeLines = time?.lines ?? [];
    if (!scope || !time || !CHANGED.includes(errors.form ?? ""))
      return { typed, errors, time: viewTime(time), lines: lineCount(typed, 0, timeLines.length) };
    const shown = { ...fieldsForTimeOfNow(typed, timeLines, scope.currency), ...scopeFields(scope) };
    const lost = sayLostPrices(findLostPrices(typed, timeLines, scope.currency), scope.currency, localeOf(request));
    return {
      typed: shown,
      errors: {
        ...errors,
        ...lost,
        ...(filledLines(shown, timeLines.length).length > MOST_LINES && { lineLimit: "too_many_lines" }),
      },
      time: viewTime(time),
      lines: lineCount(shown, 0, timeLines.length),
    };
  },
);

const CHANGED = ["time_changed", "time_gone"];

function refuseChanged(time: TimeToBill | null) {
  return refuse({ form: time?.lines.length ? "time_changed" : "time_gone" });
}

/** The number of lines shown: those filled in, plus more on request. */
function lineCount(typed: Record<string, string>, more: number, timeLines: number): number {
  const last = Math.max(-1, ...filledLines(typed, timeLines)) + 1;
  return Math.max(FIRST_LINES, last, Math.min(MOST_LINES, last + more));
}

/** Names each line that lost the price a person entered, at the price of the line that took its place. */
function sayLostPrices(lost: readonly LostPrice[], currency: string, locale: Locale): Record<string, string> {
  const { time: t } = translator(locale).invoice;
  const said: Record<string, string> = {};
  for (const { place, name, price } of lost) {
    const say = place === null ? t.priceGone : t.priceReplaced;
    const field = place === null ? "lines" : `line-${place}-price`;
    const message = say(localName(name, locale), `${price} ${currency}`);
    said[field] = [said[field], message].filter(Boolean).join(" ");
  }
  return said;
}

/** Names the details that the invoice lacks. */
function sayLacking(fields: readonly string[], locale: Locale): string {
  const t = translator(locale).invoice;
  return t.raiseFault.fields_missing(fields.map((one) => t.missing[one] ?? one).join(t.comma));
}

/** The draft numbers its lines without empty ones in between, while the form keeps their positions. */
function placed(errors: Record<string, string>, filled: number[]): Record<string, string> {
  const place = (field: string) =>
    field.replace(/^line-(\d+)-/, (_, index) => `line-${filled[Number(index)] ?? index}-`);
  return Object.fromEntries(Object.entries(errors).map(([field, fault]) => [place(field), fault]));
}

/** The form field of an unprintable text. If a line has its name from a service, that is the service field. */
function placeOf({ form, field, line }: UnprintedField, typed: Record<string, string>, timeLines: number): string {
  if (form !== "invoice") return "form";
  if (line === null) return field;
  const own = { lineEn: "nameEn", lineZh: "nameZh" }[field] ?? field;
  const place = `line-${filledLines(typed, timeLines)[line] ?? line}`;
  return line < timeLines || typed[`${place}-${own}`] ? `${place}-${own}` : `${place}-serviceId`;
}

const FIELD_OF: Partial<Record<InvoiceFault["code"], string>> = {
  currency: "currency",
  tax_note_elsewhere: "taxRule",
  due_before_issue: "dueOn",
  exchange_at_home: "exchangeRate",
  period: "periodTo",
};

export default function NewInvoice() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <InvoiceForm
      {...page}
      isTooLong={page.isTooLong && !answer}
      time={answer ? answer.time : page.time}
      typed={answer?.typed ?? { clientId: page.chosen, ...page.prefilled }}
      lineCount={answer?.lines ?? Math.max(FIRST_LINES, page.time?.lines.length ?? 0)}
      errors={answer?.errors ?? {}}
    />
  );
}
