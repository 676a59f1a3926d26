import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/index.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { codeOptions, SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { CURRENCIES } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import { formatMoney, parseMoney } from "#app/money/money-text.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { addServicePrice, changeService, getService } from "./service.server.ts";
import { priceOn } from "./service-details.ts";
import { ServiceFields } from "./service-fields.tsx";
import { ServiceActions, toServiceDetails } from "./service-form.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.service.one);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => {
    const service = await getService(tx, requireId(params.serviceId));
    const today = await sellerToday(tx);
    return {
      base: `/tenants/${actor.tenantId}/services`,
      maySell: offers(ServiceActions, actor).save,
      isSaved: new URL(request.url).searchParams.has("saved"),
      today,
      id: service.id,
      version: service.version,
      priceVersion: Math.max(0, ...service.prices.map(({ number }) => number)),
      name: service.name,
      kind: service.kind,
      isOffered: service.isOffered,
      fields: {
        nameEn: service.name.en,
        nameZh: service.name.zh,
        descriptionEn: service.description.en,
        descriptionZh: service.description.zh,
        unit: service.unit,
        ebops: service.ebops,
        supplyMode: service.supplyMode,
        ...(service.isOffered ? { isOffered: "on" } : {}),
      } as Record<string, string>,
      prices: service.prices.map((price) => ({
        key: `${price.currency}-${price.number}`,
        amount: formatMoney(money(price.minor, price.currency)),
        validFrom: price.validFrom,
        standing: standingOf(price, priceOn(service.prices, price.currency, today), today),
        authorName: price.authorName ?? "",
        statedAt: price.statedAt.toISOString(),
      })),
    };
  });

function standingOf(price: { number: number; validFrom: string }, now: { number: number } | null, today: string) {
  if (price.validFrom > today) return "later" as const;
  return price.number === now?.number ? ("holds" as const) : ("past" as const);
}

export const action = tenantAction(ServiceActions, {
  save: async (tx, { actor, params, value }) => {
    const serviceId = requireId(params.serviceId);
    await getService(tx, serviceId);
    const details = toServiceDetails(value, value.isOffered !== undefined);
    const fault = await changeService(tx, actor, serviceId, { basedOn: value.basedOn, details });
    return fault ? refuse({ nameEn: fault }) : `/tenants/${actor.tenantId}/services/${serviceId}?saved=1`;
  },
  price: async (tx, { actor, params, value: { basedOn, currency, amount, validFrom } }) => {
    const serviceId = requireId(params.serviceId);
    await getService(tx, serviceId);
    const read = parseMoney(amount, currency);
    if (!read.ok) return refuse({ amount: read.fault });
    const price = { basedOn, currency, validFrom };
    const fault = await addServicePrice(tx, actor, serviceId, { ...price, minor: read.money.minor });
    return fault ? refuse({ amount: fault }) : `/tenants/${actor.tenantId}/services/${serviceId}?saved=1`;
  },
});

export default function Service() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { service: t } = useMessages();
  const locale = useLocale();
  const isPrice = answer?.typed.intent === "price";
  const errors: Record<string, string> = answer && !isPrice ? answer.errors : {};
  return (
    <PageBody>
      <PageHeader
        title={localName(page.name, locale)}
        state={<Chip tone={page.isOffered ? "good" : "neutral"}>{page.isOffered ? t.offered : t.retired}</Chip>}
        about={t.kinds[page.kind]}
        crumbs={[{ to: page.base, label: t.title }]}
      />
      <div className="max-w-192 space-y-12">
        {page.isSaved && !answer && <DoneLine isStacked>{t.saved}</DoneLine>}
        <Prices />
        <Section title={t.one}>
          <Form method="post" noValidate className="mt-4 space-y-5" key={page.version}>
            <FormErrors errors={listErrors(errors, (fault) => t.faults[fault as keyof typeof t.faults])} />
            <BasedOn setting={nameSetting("service_version", [page.id])} version={page.version} />
            <fieldset disabled={!page.maySell} className="min-w-0 space-y-5">
              <ServiceFields values={answer && !isPrice ? answer.typed : page.fields} errors={errors} />
              <CheckField name="isOffered" label={t.offer} hint={t.offerHint} isChecked={page.isOffered} />
            </fieldset>
            {page.maySell && (
              <Button name="intent" value="save" variant="secondary">
                {t.save}
              </Button>
            )}
          </Form>
        </Section>
      </div>
    </PageBody>
  );
}

function Prices() {
  const { prices, maySell } = useLoaderData<typeof loader>();
  const { service: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  return (
    <Section title={t.prices}>
      {prices.length === 0 ? (
        <p className="mt-3 text-14 text-muted">{t.noPrice}</p>
      ) : (
        <Table
          caption={t.prices}
          rows={prices}
          rowKey={({ key }) => key}
          columns={[
            { key: "amount", head: t.price, isRowHead: true, cell: ({ amount }) => amount },
            { key: "from", head: t.validFrom, cell: ({ validFrom }) => formatDay(validFrom, locale) },
            {
              key: "standing",
              head: t.state,
              cell: ({ standing }) =>
                standing === "holds" ? (
                  <Chip tone="good">{t.holds}</Chip>
                ) : (
                  <span className="text-muted">{t[standing]}</span>
                ),
            },
            {
              key: "by",
              head: t.statedBy,
              isMuted: true,
              isHiddenOnPhone: true,
              cell: ({ authorName, statedAt }) => `${authorName} · ${clock.day(statedAt)}`,
            },
          ]}
        />
      )}
      {maySell && <NewPrice key={prices.length} />}
    </Section>
  );
}

function NewPrice() {
  const { today, id, priceVersion } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { service: t } = useMessages();
  const isPrice = answer?.typed.intent === "price";
  const errors: Record<string, string> = isPrice ? answer.errors : {};
  const values: Record<string, string> = isPrice ? answer.typed : {};
  const errorOf = (field: string) => {
    const key = errors[field] as keyof typeof t.faults | undefined;
    return key && t.faults[key];
  };
  return (
    <Form method="post" noValidate className="mt-5 space-y-4">
      <FormErrors errors={listErrors(errors, (fault) => t.faults[fault as keyof typeof t.faults])} />
      <BasedOn setting={nameSetting("service_price", [id])} version={priceVersion} />
      <p className="max-w-160 text-14 text-muted">{t.addPriceAbout}</p>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <SelectField
          label={t.currency}
          name="currency"
          defaultValue={values.currency ?? "USD"}
          error={errorOf("currency")}
          options={codeOptions(CURRENCIES)}
        />
        <TextField
          label={t.amount}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={values.amount ?? ""}
          error={errorOf("amount")}
        />
        <TextField
          label={t.validFrom}
          name="validFrom"
          type="date"
          defaultValue={values.validFrom ?? today}
          error={errorOf("validFrom")}
        />
      </div>
      <Button name="intent" value="price">
        {t.addPrice}
      </Button>
    </Form>
  );
}
