import { Form } from "@remix-run/react";
import { localName } from "#app/i18n/locale.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { codeOptions, SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import type { PlanPricesView } from "./plan-order-view.ts";

const OWN_NOTE = "own";

export function PlanPricesPage(page: PlanPricesView) {
  const { planOrder } = useMessages();
  const { prices: t } = planOrder;
  const { base, homeCurrency, done, errors } = page;
  const faults = listErrors(errors, (fault) => t.fault[fault]);
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        crumbs={[{ to: `${base}/plan-orders`, label: planOrder.listTitle }]}
      />
      {done && <DoneLine>{done === "price" ? t.stated : t.savedTax}</DoneLine>}
      <FormErrors errors={faults} />
      {homeCurrency === null ? (
        <div className="space-y-4">
          <p className="max-w-160 text-16">{t.needsSeller}</p>
          <ButtonLink to={`${base}/seller`} variant="primary">
            {t.toSeller}
          </ButtonLink>
        </div>
      ) : (
        <PageColumns aside={<StatePrice {...page} homeCurrency={homeCurrency} />}>
          <div className="space-y-12">
            <Section title={t.onSale} count={page.prices.length}>
              {page.prices.length === 0 ? (
                <p className="py-3 text-14 text-muted">{t.empty}</p>
              ) : (
                <Prices prices={page.prices} version={page.version} />
              )}
            </Section>
            <Taxes {...page} />
          </div>
        </PageColumns>
      )}
    </PageBody>
  );
}

function Prices({ prices, version }: Pick<PlanPricesView, "prices" | "version">) {
  const { plan, planOrder } = useMessages();
  const { prices: t } = planOrder;
  return (
    <Table
      caption={t.caption}
      rows={prices}
      rowKey={({ value }) => value}
      columns={[
        { key: "plan", head: planOrder.plan, isRowHead: true, cell: (row) => plan.name[row.plan] },
        { key: "amount", head: planOrder.price, isNumeric: true, isStrong: true, cell: (row) => row.amount },
        {
          key: "rate",
          head: t.rate,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ exchange }) => exchange && t.rateOf(exchange.rate, exchange.source, exchange.on),
        },
        {
          key: "off",
          head: <span className="sr-only">{t.takeOff}</span>,
          cell: (row) => (
            <Form method="post" className="flex flex-wrap justify-end">
              <BasedOn setting="plan_price" version={version} form={`${row.plan}-${row.currency}`} />
              <ConfirmAction label={t.takeOff} lost="" question={t.takeOffQuestion}>
                <input type="hidden" name="intent" value="off" />
                <input type="hidden" name="plan" value={row.plan} />
                <input type="hidden" name="currency" value={row.currency} />
              </ConfirmAction>
            </Form>
          ),
        },
      ]}
    />
  );
}

function StatePrice({ version, currencies, homeCurrency, errors, typed }: PlanPricesView & { homeCurrency: string }) {
  const { plan, planOrder } = useMessages();
  const { prices: t } = planOrder;
  const field = (name: string, standard = "") => ({
    name,
    defaultValue: typed[name] ?? standard,
    error: errors[name] ? (t.fault[errors[name]] ?? errors[name]) : undefined,
  });
  return (
    <Section title={t.state} isAside>
      <Form method="post" className="space-y-4" noValidate>
        <BasedOn setting="plan_price" version={version} form="new" />
        <SelectField
          label={planOrder.plan}
          {...field("plan", "company")}
          options={(["company", "consultancy"] as const).map((key) => ({ value: key, label: plan.name[key] }))}
        />
        <SelectField label={t.currency} {...field("currency", homeCurrency)} options={codeOptions(currencies)} />
        <TextField label={t.amount} inputMode="decimal" hint={t.amountHint} {...field("amount")} />
        <p className="text-12 text-muted">{t.exchangeTitle(homeCurrency)}</p>
        <TextField label={t.exchangeRate} inputMode="decimal" required={false} {...field("exchangeRate")} />
        <TextField label={t.exchangeSource} maxLength={200} required={false} {...field("exchangeSource")} />
        <TextField label={t.exchangeOn} type="date" required={false} {...field("exchangeOn")} />
        <Button name="intent" value="price" variant="primary">
          {t.submit}
        </Button>
      </Form>
    </Section>
  );
}

function Taxes({ notes, base, errors, typed }: PlanPricesView) {
  const { planOrder } = useMessages();
  const { prices: t } = planOrder;
  const locale = useLocale();
  return (
    <Section title={t.taxes}>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.taxesAbout}</p>
      {notes.length === 0 && (
        <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-14">
          {t.noNotes}
          <ButtonLink to={`${base}/seller/tax-notes`}>{t.toNotes}</ButtonLink>
        </p>
      )}
      <ul className="divide-y divide-line">
        {notes.map(({ ruleId, text, percent, version }) => (
          <li key={ruleId} className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-4">
            <div className="min-w-0 grow basis-72 text-14">
              <p className="font-medium">{ruleId === OWN_NOTE ? t.own : ruleId}</p>
              <p className="mt-0.5 text-muted">{localName(text, locale)}</p>
            </div>
            <Form method="post" className="flex flex-wrap items-end gap-2" preventScrollReset>
              <BasedOn setting={nameSetting("plan_tax", [ruleId])} version={version} />
              <input type="hidden" name="ruleId" value={ruleId} />
              <div className="w-36">
                <TextField
                  label={t.percent}
                  name="percent"
                  id={`percent-${ruleId}`}
                  inputMode="decimal"
                  required={false}
                  defaultValue={typed.ruleId === ruleId ? (typed.percent ?? "") : percent}
                  error={faultOf(ruleId)}
                />
              </div>
              <Button name="intent" value="tax" variant="secondary">
                {t.save}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );

  function faultOf(ruleId: string): string | undefined {
    const key = errors[ruleId] ?? (typed.ruleId === ruleId ? errors.percent : undefined);
    return key ? (t.fault[key] ?? key) : undefined;
  }
}
