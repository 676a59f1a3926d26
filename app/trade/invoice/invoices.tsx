import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { hasTenantRight } from "#app/access/role.ts";
import { formatShortDay } from "#app/day/format-day.ts";
import { shownRows } from "#app/http/shown-rows.ts";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { ShownNote } from "#app/kit/shown-note.tsx";
import { Table } from "#app/kit/table.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { getSellerDetail, sellerDay } from "#app/trade/seller/seller-detail.server.ts";
import { type InvoiceRow, listInvoices } from "./invoice-list.server.ts";
import { INVOICE_STATES, InvoiceStateChip } from "./invoice-state-chip.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.invoice.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, { tenantId, role }) => {
    const asked = new URL(request.url).searchParams.get("state");
    const state = INVOICE_STATES.find((one) => one === asked) ?? null;
    const today = sellerDay(await getSellerDetail(tx), new Date());
    const { rows, total } = shownRows(await listInvoices(tx, { state }), request);
    return {
      tenantId,
      mayBill: hasTenantRight(role, "bill"),
      state,
      total,
      rows: rows.map((row) => toRow(row, today)),
    };
  });

function toRow(row: InvoiceRow, today: string) {
  const { owedMinor, paidMinor, refundedMinor, state } = row.standing;
  const left = owedMinor - paidMinor + refundedMinor;
  return {
    id: row.id,
    number: row.number,
    client: { en: row.client.legalNameEn, zh: row.client.legalNameZh },
    issuedOn: row.issuedOn,
    dueOn: row.dueOn,
    total: formatMoney(money(row.totalMinor, row.currency)),
    outstanding: formatMoney(money(left > 0n ? left : 0n, row.currency)),
    state,
    isOverdue: (state === "open" || state === "partly_paid") && row.dueOn < today,
  };
}

export default function Invoices() {
  const { tenantId, mayBill, state, rows, total } = useLoaderData<typeof loader>();
  const { invoice: t } = useMessages();
  const locale = useLocale();
  const base = `/tenants/${tenantId}/invoices`;
  const tabs = [
    { to: base, label: t.all, isCurrent: state === null },
    ...INVOICE_STATES.map((one) => ({ to: `${base}?state=${one}`, label: t.state[one], isCurrent: state === one })),
  ];
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          mayBill && (
            <ButtonLink variant="primary" to={`${base}/new`}>
              {t.newTitle}
            </ButtonLink>
          )
        }
      />
      {(rows.length > 0 || state) && (
        <div className="mb-6">
          <Tabs label={t.filter} tabs={tabs} />
        </div>
      )}
      {rows.length === 0 && !state && <EmptyState title={t.emptyTitle} reason={t.emptyReason} />}
      {rows.length === 0 && state && <p className="text-14 text-muted">{t.emptyState}</p>}
      {rows.length > 0 && (
        <Table
          caption={t.title}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "number",
              head: t.number,
              isRowHead: true,
              cell: (row) => (
                <>
                  <Link to={`${base}/${row.id}`} className="text-link tabular-nums whitespace-nowrap">
                    {row.number}
                  </Link>
                  <span className="block text-12 text-muted sm:hidden">{localName(row.client, locale)}</span>
                </>
              ),
            },
            {
              key: "client",
              head: t.client,
              isHiddenOnPhone: true,
              cell: (row) => localName(row.client, locale),
            },
            {
              key: "issuedOn",
              head: t.issuedOn,
              isMuted: true,
              isHiddenOnPhone: true,
              cell: (row) => formatShortDay(row.issuedOn, locale),
            },
            {
              key: "dueOn",
              head: t.dueOn,
              isHiddenOnPhone: true,
              cell: (row) => formatShortDay(row.dueOn, locale),
            },
            { key: "state", head: t.stateHead, cell: (row) => <InvoiceStateChip {...row} /> },
            { key: "total", head: t.total, isNumeric: true, isHiddenOnPhone: true, cell: (row) => row.total },
            { key: "outstanding", head: t.outstanding, isNumeric: true, cell: (row) => row.outstanding },
          ]}
        />
      )}
      <ShownNote shown={rows.length} total={total} />
    </PageBody>
  );
}
