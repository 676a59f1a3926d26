import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  answerErrors,
  type Guarded,
  inTenant,
  requireId,
  requireTenantActor,
  type TenantActor,
} from "#app/access/actor.server.ts";
import { isMailLocal } from "#app/access/session.server.ts";
import { takeLink } from "#app/access/shown-link.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, translator } from "#app/i18n/index.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { listCountries } from "#app/kit/country.ts";
import { DoneLine } from "#app/kit/done-note.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { formatMoney } from "#app/money/money-text.ts";
import { ORDER } from "#app/order/order-state.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { listOrders } from "#app/trade/order/order-list.server.ts";
import { sendPortalLink } from "#app/trade/portal/change-portal.server.ts";
import { endPortalAccess, findPortalAccess } from "#app/trade/portal/portal-link.server.ts";
import { PortalSection } from "#app/trade/portal/portal-section.tsx";
import { listQuotes } from "#app/trade/quote/quote-list.server.ts";
import { QUOTE } from "#app/trade/quote/quote-state.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { asHours } from "#app/trade/time/hours.ts";
import { readTimeWorth } from "#app/trade/time/rate.server.ts";
import { sumTime } from "#app/trade/time/time-entry.server.ts";
import { showWorth } from "#app/trade/time/time-worth.ts";
import { TimeWorthSection } from "#app/trade/time/time-worth-section.tsx";
import type { TenantTx } from "#db/doors.ts";
import { changeClient, getClient, listClientVersions, similarClientNames } from "./client.server.ts";
import { sumDue } from "./client-account.ts";
import { ClientFields } from "./client-fields.tsx";
import { ClientSetting, ContactForm, NoteForm, toClientDetails, toClientFields } from "./client-form.ts";
import { findLinkChoice, linkClient, readClientLink } from "./client-link.server.ts";
import { savesLink } from "./client-link.ts";
import { ClientLinkSection } from "./client-link-section.tsx";
import { addContact, addNote, endContact, listContacts, listNotes } from "./client-relations.server.ts";
import { type Answered, ContactSection, InvoiceSection, NoteSection, showInvoice } from "./client-sections.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.client.one);

const ClientActions = defineActions({
  save: savesSetting(ClientSetting),
  link: savesLink,
  contact: { right: "trade.sell", schema: ContactForm },
  end: { right: "trade.sell", schema: z.object({ contactId: z.string() }) },
  note: { right: "trade.sell", schema: NoteForm },
  portal: { right: "trade.sell", schema: z.object({}) },
  end_portal: { right: "trade.sell", schema: z.object({}) },
});

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const clientId = requireId(params.clientId);
    const page = await inTenant(actor, (tx) => readPage(tx, request, actor, clientId));
    const shown = takeLink(request, `/tenants/${actor.tenantId}/clients/${clientId}`, "clients");
    const portal = { ...page.portal, link: shown?.url ?? null, isMailLocal: isMailLocal() };
    const link = await readClientLink(await doors(), actor, clientId);
    return data({ ...page, portal, link }, shown ? { headers: shown.headers } : {});
  });

async function readPage(tx: TenantTx, request: Request, actor: Guarded<TenantActor>, clientId: string) {
  const client = await getClient(tx, clientId);
  const maySell = offers(ClientActions, actor).save;
  const versions = await listClientVersions(tx, client.id);
  const today = await sellerToday(tx);
  const invoices = await listInvoices(tx, { clientId: client.id });
  const access = await findPortalAccess(tx, client.id);
  return {
    base: `/tenants/${actor.tenantId}`,
    id: client.id,
    name: client.legalName,
    similarNames: await similarClientNames(tx, client),
    version: client.version,
    fields: toClientFields(client),
    countries: listCountries(localeOf(request)),
    maySell,
    saved: new URL(request.url).searchParams.get("saved"),
    today,
    portal: {
      email: client.email,
      access: access && {
        email: access.email,
        sentAt: access.sentAt.toISOString(),
        expiresAt: access.expiresAt.toISOString(),
        isOpen: access.expiresAt > new Date(),
      },
    },
    contacts: await listContacts(tx, client.id),
    notes: await listNotes(tx, client.id),
    invoices: invoices.map((invoice) => showInvoice(invoice, today)),
    due: sumDue(invoices).map(formatMoney),
    // Hours are visible to users who sell.
    hours: maySell ? await sumTime(tx, { clientId: client.id }) : null,
    // Costs are visible to users who bill.
    worth: actor.may("trade.bill")
      ? showWorth(await readTimeWorth(tx, { clientId: client.id }), translator(localeOf(request)).time)
      : null,
    versions: versions.map(({ version, legalName, since, authorName }) => ({
      version,
      name: legalName,
      at: since.toISOString(),
      authorName,
    })),
    quotes: (await listQuotes(tx, { clientId: client.id })).map(({ id, number, state }) => ({ id, number, state })),
    orders: (await listOrders(tx, { clientId: client.id })).map(({ id, number, facts }) => ({
      id,
      number,
      state: facts.state,
    })),
  };
}

export const action = tenantAction(ClientActions, {
  save: async (tx, { actor, params, value }) => {
    const clientId = requireId(params.clientId);
    await getClient(tx, clientId);
    const change = { basedOn: value.basedOn, details: toClientDetails(value) };
    const fault = await changeClient(tx, actor, clientId, change);
    return fault ? refuse({ legalNameEn: fault }) : savedPage(actor, clientId, "details");
  },
  link: {
    outside: async ({ actor, params, value: { basedOn, organizationId } }) => {
      const clientId = requireId(params.clientId);
      const to = organizationId === "" ? null : await findLinkChoice(await doors(), actor, requireId(organizationId));
      await inTenant(actor, (tx) => linkClient(tx, actor, clientId, { basedOn, to }));
      return savedPage(actor, clientId, "link");
    },
  },
  contact: async (tx, { actor, params, value }) => {
    const clientId = requireId(params.clientId);
    await addContact(tx, actor, clientId, value);
    return savedPage(actor, clientId, "contact");
  },
  end: async (tx, { actor, params, value }) => {
    const clientId = requireId(params.clientId);
    await endContact(tx, actor, clientId, requireId(value.contactId));
    return savedPage(actor, clientId, "ended");
  },
  note: async (tx, { actor, params, value }) => {
    const clientId = requireId(params.clientId);
    await addNote(tx, actor, clientId, value);
    return savedPage(actor, clientId, "note");
  },
  portal: { outside: sendPortalLink },
  end_portal: async (tx, { actor, params }) => {
    const clientId = requireId(params.clientId);
    await endPortalAccess(tx, actor, clientId);
    return savedPage(actor, clientId, "portal_ended");
  },
});

const savedPage = ({ tenantId }: { tenantId: string }, clientId: string, what: string) =>
  `/tenants/${tenantId}/clients/${clientId}?saved=${what}`;

export default function Client() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { client: t } = useMessages();
  const locale = useLocale();
  const ofIntent = (intent: string): Answered => {
    const isOwn = answer?.typed.intent === intent;
    return { errors: isOwn ? answer.errors : {}, typed: isOwn ? answer.typed : undefined };
  };
  const details = ofIntent("save");
  return (
    <PageBody>
      <PageHeader
        title={localName(page.name, locale)}
        about={t.about}
        actions={
          page.maySell && (
            <ButtonLink to={`${page.base}/quotes/new?client=${page.id}`} variant="primary">
              {t.newQuote}
            </ButtonLink>
          )
        }
      />
      {page.saved && !answer && (
        <div className="mb-6">
          <DoneLine>{t.done[page.saved as keyof typeof t.done] ?? t.saved}</DoneLine>
        </div>
      )}
      <PageColumns aside={<Aside link={ofIntent("link")} portal={ofIntent("portal")} />}>
        <div className="space-y-12">
          <ContactSection page={page} form={ofIntent("contact")} />
          <NoteSection page={page} form={ofIntent("note")} />
          <InvoiceSection page={page} />
          <Section title={t.details} id="details">
            <Form method="post" noValidate className="mt-4 space-y-5" key={page.version}>
              <FormErrors errors={listErrors(details.errors, (fault) => t.faults[fault as keyof typeof t.faults])} />
              <BasedOn setting={nameSetting("client_version", [page.id])} version={page.version} />
              <fieldset disabled={!page.maySell} className="min-w-0">
                <ClientFields
                  values={details.typed ?? page.fields}
                  errors={details.errors}
                  countries={page.countries}
                  similarNames={page.similarNames}
                />
              </fieldset>
              {page.maySell && (
                <Button name="intent" value="save">
                  {t.save}
                </Button>
              )}
            </Form>
          </Section>
        </div>
      </PageColumns>
    </PageBody>
  );
}

function Aside({ link, portal }: { link: Answered; portal: Answered }) {
  const page = useLoaderData<typeof loader>();
  const { base, due, hours, worth, quotes, orders, versions } = page;
  const { client: t, quote, order, time } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  return (
    <>
      <Section title={t.due} isAside>
        {due.length === 0 && <p className="text-14 text-muted">{t.nothingDue}</p>}
        {due.map((amount) => (
          <p key={amount} className="text-20 tabular-nums">
            {amount}
          </p>
        ))}
      </Section>
      <PortalSection portal={page.portal} maySell={page.maySell} fault={portal.errors.form} />
      <ClientLinkSection page={page} form={link} />
      {hours && (
        <Section title={t.hours} isAside>
          <p className={`text-14 ${hours.minutes === 0 ? "text-muted" : "tabular-nums"}`}>
            {hours.minutes === 0 ? t.noHours : t.hoursOf(asHours(hours.minutes), asHours(hours.billable))}
          </p>
          <Link className="text-link text-14" to={`${base}/time?client=${page.id}`}>
            {hours.minutes === 0 ? t.addTime : t.toTime}
          </Link>
          {worth && hours.billable > 0 && (
            <Link className="block text-link text-14" to={`${base}/time?client=${page.id}&billing=unbilled#invoice`}>
              {time.toInvoice.title}
            </Link>
          )}
        </Section>
      )}
      {worth && <TimeWorthSection base={base} worth={worth} of={`client=${page.id}`} isAside />}
      <Section title={t.quotes} isAside>
        {quotes.length === 0 && <p className="text-14 text-muted">{t.noQuotes}</p>}
        <ul className="divide-y divide-line text-14">
          {quotes.map(({ id, number, state }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-2">
              <Link className="text-link tabular-nums" to={`${base}/quotes/${id}`}>
                {number}
              </Link>
              <Chip tone={QUOTE.tones[state]}>{quote.states[state]}</Chip>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.orders} isAside>
        {orders.length === 0 && <p className="text-14 text-muted">{t.noOrders}</p>}
        <ul className="divide-y divide-line text-14">
          {orders.map(({ id, number, state }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-2">
              <Link className="text-link tabular-nums" to={`${base}/orders/${id}`}>
                {number}
              </Link>
              <Chip tone={ORDER.tones[state]}>{order.states[state]}</Chip>
            </li>
          ))}
        </ul>
      </Section>
      {versions.length > 1 && (
        <Section title={t.versions} isAside>
          <ul className="divide-y divide-line text-14">
            {versions.slice(1).map((one) => (
              <li key={one.version} className="py-2">
                {t.version(one.version)} · {localName(one.name, locale)}
                <span className="block text-12 text-muted">
                  <WholeDays>{[clock.day(one.at), one.authorName].filter(Boolean).join(" · ")}</WholeDays>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
