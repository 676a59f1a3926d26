import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { SAMPLE_SERVICES } from "./sample-services.ts";
import { addSampleServices, addService, listServices } from "./service.server.ts";
import { priceOn, SERVICE_KINDS } from "./service.ts";
import { ServiceFields } from "./service-fields.tsx";
import { CatalogueActions, toServiceDetails } from "./service-form.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.service.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => {
    const today = await sellerToday(tx);
    const services = await listServices(tx);
    return {
      base: `/tenants/${actor.tenantId}/services`,
      maySell: offers(CatalogueActions, actor).add,
      services: services.map(({ id, kind, name, unit, isOffered, prices }) => ({
        id,
        kind,
        name,
        unit,
        isOffered,
        prices: [...new Set(prices.map(({ currency }) => currency))].flatMap((currency) => {
          const price = priceOn(prices, currency, today);
          return price ? [formatMoney(money(price.minor, currency))] : [];
        }),
      })),
    };
  });

export const action = tenantAction(CatalogueActions, {
  samples: async (tx, { actor }) => {
    await addSampleServices(tx, actor, SAMPLE_SERVICES);
    return `/tenants/${actor.tenantId}/services`;
  },
  add: async (tx, { actor, value }) => {
    const added = await addService(tx, actor, value.kind, toServiceDetails(value, true));
    return added.ok ? `/tenants/${actor.tenantId}/services/${added.serviceId}` : refuse({ nameEn: added.fault });
  },
});

/** The catalogue. */
export default function Services() {
  const { base, maySell, services } = useLoaderData<typeof loader>();
  const { service: t } = useMessages();
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          services.length > 0 && (
            <ButtonLink to={`${base}/export.csv`} icon="download" reloadDocument>
              {t.export}
            </ButtonLink>
          )
        }
      />
      {services.length === 0 ? (
        <EmptyState
          title={t.empty.title}
          reason={t.empty.reason}
          action={
            maySell && (
              <Form method="post">
                <Button name="intent" value="samples">
                  {t.empty.samples}
                </Button>
              </Form>
            )
          }
        />
      ) : (
        <Catalogue />
      )}
      {maySell && <AddService />}
    </PageBody>
  );
}

function Catalogue() {
  const { base, services } = useLoaderData<typeof loader>();
  const { service: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.title}
      rows={services}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          head: t.name,
          isRowHead: true,
          cell: ({ id, name, kind }) => (
            <>
              <Link className="text-link" to={`${base}/${id}`}>
                {localName(name, locale)}
              </Link>
              <span className="block text-12 text-muted">{t.kinds[kind]}</span>
            </>
          ),
        },
        { key: "unit", head: t.unit, isHiddenOnPhone: true, cell: ({ unit }) => t.units[unit] },
        {
          key: "prices",
          head: t.prices,
          isNumeric: true,
          cell: ({ prices }) =>
            prices.length === 0 ? (
              <span className="text-muted">{t.noPrice}</span>
            ) : (
              prices.map((price) => (
                <span key={price} className="block">
                  {price}
                </span>
              ))
            ),
        },
        {
          key: "state",
          head: t.state,
          isHiddenOnPhone: true,
          cell: ({ isOffered }) => (
            <Chip tone={isOffered ? "good" : "neutral"}>{isOffered ? t.offered : t.retired}</Chip>
          ),
        },
      ]}
    />
  );
}

function AddService() {
  const { services } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { service: t } = useMessages();
  const errors: Record<string, string> = answer?.errors ?? {};
  const values: Record<string, string> = answer?.typed ?? {};
  return (
    <div className="mt-12 max-w-192">
      <Section title={t.newTitle}>
        <p className="mt-3 text-14 text-muted">{t.newAbout}</p>
        <Form method="post" noValidate className="mt-4 space-y-5" key={services.length}>
          <FormErrors errors={listErrors(errors, (fault) => t.faults[fault as keyof typeof t.faults])} />
          <div className="max-w-80">
            <SelectField
              label={t.kind}
              name="kind"
              defaultValue={values.kind ?? ""}
              options={SERVICE_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
            />
          </div>
          <ServiceFields values={values} errors={errors} />
          <Button name="intent" value="add" variant={services.length === 0 ? "secondary" : "primary"}>
            {t.add}
          </Button>
        </Form>
      </Section>
    </div>
  );
}
