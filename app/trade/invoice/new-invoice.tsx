import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asTenant } from "#app/access/actor.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { CURRENCIES } from "#app/money/currency.ts";
import { listClients } from "#app/trade/client/client.server.ts";
import { getSellerDetail, sellerDay } from "#app/trade/seller/seller-detail.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { listServices } from "#app/trade/service/service.server.ts";
import { raiseInvoiceByHand } from "./invoice-by-hand.server.ts";
import type { InvoiceFault } from "./invoice-facts.ts";
import { FIRST_LINES, filledLines, MORE_LINES, MOST_LINES, readInvoiceFields } from "./invoice-form.ts";
import { InvoiceForm } from "./invoice-form.tsx";
import { sayUnprinted, type UnprintedField } from "./unprinted-field.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.invoice.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.bill", async (tx, { tenantId }) => {
    const seller = await getSellerDetail(tx);
    const locale = localeOf(request);
    const offered = (await listServices(tx)).filter(({ isOffered }) => isOffered);
    const priced = new Set(offered.flatMap(({ prices }) => prices.map(({ currency }) => currency)));
    return {
      base: `/tenants/${tenantId}`,
      hasSeller: seller !== null,
      homeCurrency: seller?.homeCurrency ?? "",
      paymentDays: seller?.paymentDays ?? 0,
      today: sellerDay(seller, new Date()),
      chosen: new URL(request.url).searchParams.get("client") ?? "",
      clients: (await listClients(tx)).map(({ id, legalName }) => ({ value: id, label: localName(legalName, locale) })),
      services: offered.map(({ id, name }) => ({ value: id, label: localName(name, locale) })),
      // Those in which something has a price come first.
      currencies: [...CURRENCIES].sort((a, b) => Number(priced.has(b)) - Number(priced.has(a)) || (a < b ? -1 : 1)),
      taxRules: (await listTaxNotes(tx))
        .filter(({ isOn }) => isOn)
        .map(({ ruleId, textEn, textLocal }) => ({
          value: ruleId,
          label: (locale === "zh" ? textLocal || textEn : textEn || textLocal).slice(0, 80),
        })),
    };
  });

/** Every field is text; what it means is read by the draft. */
const FieldsForm = z.record(z.string().max(60), z.string().max(2000));

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, FieldsForm);
    return asTenant(request, params, "trade.bill", async (tx, actor) => {
      const typed: Record<string, string> = form.ok ? form.value : form.typed;
      const last = Math.max(-1, ...filledLines(typed)) + 1;
      const keep = (more: number) => ({ typed, lines: Math.min(MOST_LINES, Math.max(FIRST_LINES, last + more)) });
      if (!form.ok) return data({ ...keep(0), errors: form.errors, fault: null }, { status: 422 });
      if (typed.intent === "more") return data({ ...keep(MORE_LINES), errors: {}, fault: null });
      const draft = readInvoiceFields(typed);
      const made = await raiseInvoiceByHand(tx, actor, draft, new Date());
      if (made.ok) throw redirect(`/tenants/${actor.tenantId}/invoices/${made.invoiceId}`);
      if ("errors" in made) {
        return data({ ...keep(0), errors: placed(made.errors, filledLines(typed)), fault: null }, { status: 422 });
      }
      const { fault } = made;
      if (fault.code === "unprintable") {
        const errors = { [placeOf(fault, typed)]: sayUnprinted(fault, localeOf(request)) };
        return data({ ...keep(0), errors, fault: null }, { status: 422 });
      }
      const field = FIELD_OF[fault.code];
      const errors: Record<string, string> = field ? { [field]: fault.code } : {};
      return data({ ...keep(0), errors, fault }, { status: 422 });
    });
  });

/** A draft counts its lines without the empty ones between; the form keeps each where it was typed. */
function placed(errors: Record<string, string>, filled: number[]): Record<string, string> {
  const place = (field: string) =>
    field.replace(/^line-(\d+)-/, (_, index) => `line-${filled[Number(index)] ?? index}-`);
  return Object.fromEntries(Object.entries(errors).map(([field, fault]) => [place(field), fault]));
}

/** The field of this form that an unprintable text is in; the service's where a line has its name from one. */
function placeOf({ form, field, line }: UnprintedField, typed: Record<string, string>): string {
  if (form !== "invoice") return "form";
  if (line === null) return field;
  const own = { lineEn: "nameEn", lineZh: "nameZh" }[field] ?? field;
  const place = `line-${filledLines(typed)[line] ?? line}`;
  return typed[`${place}-${own}`] ? `${place}-${own}` : `${place}-serviceId`;
}

const FIELD_OF: Partial<Record<InvoiceFault["code"], string>> = {
  currency: "currency",
  tax_note_elsewhere: "taxRule",
  due_before_issue: "dueOn",
  exchange_at_home: "exchangeRate",
};

export default function NewInvoice() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <InvoiceForm
      {...page}
      typed={answer?.typed ?? { clientId: page.chosen }}
      lineCount={answer?.lines ?? FIRST_LINES}
      errors={answer?.errors ?? {}}
      fault={answer?.fault ?? null}
    />
  );
}
