import { Form, Link } from "@remix-run/react";
import { LIMIT_KINDS } from "#app/access/plan.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { PlanOrderTable } from "./plan-order-table.tsx";
import { type PlanOrdersView, STATE_TONES } from "./plan-view.ts";

/** What the operator sees: who holds which plan, how much of it is used, and a grant by hand. */
export function PlanOrdersPage(page: PlanOrdersView) {
  const { plan, planOrder } = useMessages();
  const { orders: t } = plan;
  const tenant = page.base.replace(/\/plan-orders$/, "");
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={<ButtonLink to={page.base.replace(/orders$/, "prices")}>{planOrder.toPrices}</ButtonLink>}
      />
      {page.isDone && <DoneLine>{t.done}</DoneLine>}
      <PageColumns aside={<Grant {...page} />}>
        <div className="space-y-12">
          <Section title={planOrder.listTitle}>
            {page.orders.length === 0 ? (
              <p className="py-3 text-14 text-muted">{planOrder.listEmpty}</p>
            ) : (
              <PlanOrderTable
                orders={page.orders}
                addressOf={({ invoice }) => (invoice ? `${tenant}/invoices/${invoice.id}` : null)}
                buyerOf={(order) => order.tenantName}
              />
            )}
          </Section>
          <Section title={t.caption}>
            <Holders {...page} />
          </Section>
        </div>
      </PageColumns>
    </PageBody>
  );
}

function Holders({ holders, base, previous, next }: PlanOrdersView) {
  const { plan } = useMessages();
  const { orders: t } = plan;
  const locale = useLocale();
  const clock = useClock();
  const print = (count: number) => formatDecimal(String(count), { locale });
  if (holders.length === 0) return <p className="text-14 text-muted">{t.empty}</p>;
  return (
    <>
      <Table
        caption={t.caption}
        rows={holders}
        rowKey={({ tenantId }) => tenantId}
        columns={[
          { key: "name", head: t.tenant, isRowHead: true, cell: (row) => row.name },
          {
            key: "plan",
            head: plan.standing.plan,
            cell: (row) => (
              <span className="flex flex-wrap gap-x-2 gap-y-1">
                {row.held ? plan.name[row.held.plan] : plan.standing.none}
                {row.kind !== "open" && <Chip tone={STATE_TONES[row.kind]}>{plan.standing.states[row.kind]}</Chip>}
              </span>
            ),
          },
          {
            key: "until",
            head: plan.standing.until,
            cell: (row) => <span className="whitespace-nowrap">{row.held && clock.shortDay(row.held.endsAt)}</span>,
          },
          ...LIMIT_KINDS.map((kind) => ({
            key: kind,
            head: plan.kind[kind],
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: (row: PlanOrdersView["holders"][number]) => {
              const limit = row.held?.limits[kind] ?? null;
              const isOver = limit !== null && row.usage[kind] > limit;
              const words = print(row.usage[kind]) + (limit === null ? "" : ` / ${print(limit)}`);
              return <span className={isOver ? "font-semibold text-bad-ink" : ""}>{words}</span>;
            },
          })),
        ]}
      />
      {(previous !== null || next !== null) && (
        <p className="mt-4 flex gap-4 text-14">
          {previous !== null && (
            <Link to={previous === "" ? base : `${base}?after=${previous}`} className="text-link">
              {t.before}
            </Link>
          )}
          {next !== null && (
            <Link to={`${base}?after=${next}`} className="text-link">
              {t.after}
            </Link>
          )}
        </p>
      )}
    </>
  );
}

function Grant({ holders, errors, typed }: PlanOrdersView) {
  const { plan } = useMessages();
  const { orders: t } = plan;
  const fault = (name: string) => (errors[name] ? t.fault[errors[name] as keyof typeof t.fault] : undefined);
  return (
    <Section title={t.grantTitle} isAside>
      <Form method="post" className="space-y-4" noValidate>
        <p className="text-14 text-muted">{t.grantAbout}</p>
        <SelectField
          label={t.tenant}
          name="tenant"
          placeholder={t.choose}
          defaultValue={typed.tenant ?? ""}
          error={fault("tenant")}
          options={holders.map(({ tenantId, name }) => ({ value: tenantId, label: name }))}
        />
        <SelectField
          label={plan.standing.plan}
          name="plan"
          defaultValue={typed.plan ?? "company"}
          error={fault("plan")}
          options={(["trial", "company", "consultancy"] as const).map((key) => ({ value: key, label: plan.name[key] }))}
        />
        <TextField
          label={t.days}
          name="days"
          inputMode="numeric"
          defaultValue={typed.days ?? "365"}
          error={fault("days")}
        />
        <TextAreaField
          label={plan.history.reason}
          name="reason"
          hint={t.reasonHint}
          maxLength={1000}
          defaultValue={typed.reason ?? ""}
          error={fault("reason")}
        />
        <Button>{t.grant}</Button>
      </Form>
    </Section>
  );
}
