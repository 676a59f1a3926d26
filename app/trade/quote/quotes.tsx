import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { hasTenantRight } from "#app/access/role.ts";
import { formatShortDay } from "#app/day/format-day.ts";
import { shownRows } from "#app/http/shown-rows.ts";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { ShownNote } from "#app/kit/shown-note.tsx";
import { Table } from "#app/kit/table.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { QUOTE_TONES } from "#app/trade/document/state-tones.ts";
import { listQuotes } from "./quote-list.server.ts";
import { QUOTE_STATES } from "./quote-state.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.quote.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, actor) => {
    const wanted = new URL(request.url).searchParams.get("state");
    const state = QUOTE_STATES.find((one) => one === wanted) ?? null;
    const quotes = await listQuotes(tx);
    const found = quotes.filter((quote) => state === null || quote.state === state);
    const { rows, total } = shownRows(found, request);
    return {
      base: `/tenants/${actor.tenantId}/quotes`,
      maySell: hasTenantRight(actor.role, "sell"),
      state,
      isEmpty: quotes.length === 0,
      total,
      quotes: rows.map(({ id, number, clientName, state, hasDraft, currency, totalMinor, validUntil }) => ({
        id,
        number,
        clientName,
        state,
        hasDraft,
        validUntil,
        total: currency && totalMinor !== null ? formatMoney(money(totalMinor, currency)) : "",
      })),
    };
  });

/** What was offered to whom. */
export default function Quotes() {
  const { base, maySell, state, isEmpty, quotes, total } = useLoaderData<typeof loader>();
  const { quote: t } = useMessages();
  const locale = useLocale();
  const start = maySell && (
    <ButtonLink to={`${base}/new`} variant="primary">
      {t.new}
    </ButtonLink>
  );
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} actions={!isEmpty && start} />
      {isEmpty ? (
        <EmptyState title={t.empty.title} reason={t.empty.reason} action={start} />
      ) : (
        <>
          <nav aria-label={t.state} className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-14">
            {[null, ...QUOTE_STATES].map((one) => (
              <Link
                key={one ?? "all"}
                to={one ? `?state=${one}` : "?"}
                aria-current={one === state ? "page" : undefined}
                className={one === state ? "font-semibold text-ink no-underline touch:py-2" : "text-link touch:py-2"}
              >
                {one ? t.states[one] : t.all}
              </Link>
            ))}
          </nav>
          <Table
            caption={t.title}
            rows={quotes}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "number",
                head: t.number,
                isRowHead: true,
                cell: ({ id, number, clientName }) => (
                  <>
                    <Link className="text-link whitespace-nowrap tabular-nums" to={`${base}/${id}`}>
                      {number}
                    </Link>
                    <span className="block text-12 text-muted">{localName(clientName, locale)}</span>
                  </>
                ),
              },
              { key: "total", head: t.total, isNumeric: true, cell: ({ total }) => total || "–" },
              {
                key: "until",
                head: t.validUntil,
                isHiddenOnPhone: true,
                cell: ({ validUntil }) => (validUntil ? formatShortDay(validUntil, locale) : "–"),
              },
              {
                key: "state",
                head: t.state,
                cell: (row) => (
                  <span className="flex flex-wrap gap-1">
                    <Chip tone={QUOTE_TONES[row.state]}>{t.states[row.state]}</Chip>
                    {row.hasDraft && row.state !== "draft" && <Chip>{t.hasDraft}</Chip>}
                  </span>
                ),
              },
            ]}
          />
          <ShownNote shown={quotes.length} total={total} />
        </>
      )}
    </PageBody>
  );
}
