import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant, requireId, type TenantActor } from "#app/access/actor.server.ts";
import { type Asked, refuse, tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { findFactors, listDatasets } from "#app/factors/factor.server.ts";
import { localName } from "#app/i18n/index.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { changePackage, getPackage, takePackageStep } from "./package.server.ts";
import {
  fieldsOf,
  PackageActions,
  PRECEDENCE_FIELDS,
  readPackageForm,
  toFieldErrors,
  toFields,
} from "./package-form.ts";
import { PackagePolicyFields } from "./package-policy-fields.tsx";
import { listViaChoices } from "./package-source.server.ts";
import { SourceRow, type ViaChoice } from "./package-source-row.tsx";

type Tx = Parameters<Parameters<typeof asTenant>[3]>[0];

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.package.one);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => {
    const { policy, sources, ...pack } = await getPackage(tx, requireId(params.packageId));
    const address = new URL(request.url).searchParams;
    const fields: Record<string, string> = {
      nameEn: pack.name.en,
      nameZh: pack.name.zh,
      count: String(sources.length + 1),
      ...Object.assign({}, ...sources.map((source, index) => toFields(index, source))),
      ...(policy ? { hasPolicy: "on", yearFallback: policy.yearFallback } : {}),
      ...(policy?.regionFallback ? { regionFallback: "on" } : {}),
      ...Object.fromEntries(policy?.datasetPrecedence.map((id, place) => [`precedence-${place}`, id]) ?? []),
      ...Object.fromEntries(Object.entries(policy?.pinnedEditions ?? {}).map(([id, one]) => [`pin.${id}`, one])),
    };
    const factors = await findFactors(tx, [...new Set(sources.map(({ factor }) => factor))]);
    return {
      base: `/tenants/${actor.tenantId}/packages`,
      maySell: offers(PackageActions, actor).save,
      isSaved: address.has("saved"),
      isStepTaken: address.has("step"),
      taken: address.has("taken") ? Number(address.get("taken")) || 0 : null,
      ...pack,
      statedAt: pack.statedAt.toISOString(),
      fields,
      precedenceFields: Math.max(PRECEDENCE_FIELDS, policy?.datasetPrecedence.length ?? 0),
      vias: await viasOf(tx, fields),
      factorNames: Object.fromEntries([...factors].map(([id, { name }]) => [id, name])),
      datasets: (await listDatasets(tx)).map(({ id, title, publisher, editions }) => {
        return { id, title, publisher, editions: editions.map(({ edition }) => edition), isUsed: false };
      }),
    };
  });

/** The conversion properties offered in each row whose unit needs one. */
async function viasOf(tx: Tx, fields: Record<string, string>): Promise<Record<number, ViaChoice[]>> {
  const found: Record<number, ViaChoice[]> = {};
  for (let index = 0; index < Math.min(Number(fields.count), 61); index += 1) {
    const { unit, factor } = fieldsOf(fields, index);
    if (isUnitCode(unit) && factor) found[index] = await listViaChoices(tx, { unit, factor });
  }
  return found;
}

export const action = tenantAction(
  PackageActions,
  {
    save: async (tx, { actor, params, value, typed }) => {
      const packageId = requireId(params.packageId);
      const stored = await getPackage(tx, packageId);
      const read = readPackageForm(typed, stored.sources);
      if (!read.ok) return refuse(read.errors);
      const change = { basedOn: value.basedOn, content: read.value };
      const changed = await changePackage(tx, actor, packageId, change);
      if (!changed.ok) return refuse(toFieldErrors(changed.faults, typed));
      return `/tenants/${actor.tenantId}/packages/${packageId}?saved=1`;
    },
    retired: (tx, asked) => takeStep(tx, asked, "retired"),
    offered: (tx, asked) => takeStep(tx, asked, "offered"),
  },
  async (tx, { typed }) => ({ vias: await viasOf(tx, typed) }),
);

async function takeStep(tx: Tx, { actor, params }: Asked<TenantActor, unknown>, step: "retired" | "offered") {
  const packageId = requireId(params.packageId);
  await takePackageStep(tx, actor, packageId, step);
  return `/tenants/${actor.tenantId}/packages/${packageId}?step=1`;
}

export default function PackagePage() {
  const page = useLoaderData<typeof loader>();
  const { package: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  return (
    <PageBody>
      <PageHeader
        title={localName(page.name, locale)}
        state={<Chip tone={page.isRetired ? "neutral" : "good"}>{page.isRetired ? t.retired : t.offered}</Chip>}
        about={t.stated(page.version, clock.day(page.statedAt), page.authorName)}
        crumbs={[{ to: page.base, label: t.title }]}
        actions={
          page.maySell &&
          !page.isRetired && (
            <ButtonLink to={`${page.base}/${page.id}/apply`} variant="primary">
              {t.apply}
            </ButtonLink>
          )
        }
      />
      <Notes />
      <PackageEditor key={page.version} />
      {page.maySell && (
        <Form method="post" className="mt-12 flex max-w-192 flex-wrap items-center gap-4 border-t border-line pt-5">
          <Button name="intent" value={page.isRetired ? "offered" : "retired"} variant="secondary">
            {page.isRetired ? t.offer : t.retire}
          </Button>
          <span className="text-12 text-muted">{t.retireAbout}</span>
        </Form>
      )}
    </PageBody>
  );
}

function Notes() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { package: t } = useMessages();
  if (!page.maySell) return <p className="mb-6 text-14 text-muted">{t.readOnly}</p>;
  const note = page.taken !== null ? t.taken(page.taken) : page.isSaved ? t.saved : page.isStepTaken ? t.stepTaken : "";
  if (answer || note === "") return null;
  return (
    <p role="status" className="mb-6 max-w-192 text-14 text-good-ink">
      {note}
    </p>
  );
}

function PackageEditor() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { package: t } = useMessages();
  const values: Record<string, string> = answer?.typed ?? page.fields;
  const errors: Record<string, string> = answer?.errors ?? {};
  const vias: Record<number, ViaChoice[]> = answer?.vias ?? page.vias;
  const errorOf = (field: string) => errors[field] && (t.fault[errors[field]] ?? errors[field]);
  const count = Math.min(Number(values.count) || 1, 61);
  const name = (field: string) => ({ name: field, defaultValue: values[field] ?? "", error: errorOf(field) });
  return (
    <Form method="post" noValidate className="max-w-192 space-y-10">
      <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
      <BasedOn setting={nameSetting("package_version", [page.id])} version={page.version} />
      <input type="hidden" name="count" value={count} />
      <fieldset disabled={!page.maySell} className="min-w-0 space-y-10">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField {...name("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
          <TextField {...name("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
        </div>
        <Section title={t.sources} count={count - 1 || undefined}>
          <p className="mt-3 text-14 text-muted">{count === 1 ? t.noSources : page.maySell ? t.sourcesAbout : ""}</p>
          <div className="mt-3 divide-y divide-line border-y border-line">
            {Array.from({ length: page.maySell ? count : count - 1 }, (_, index) => (
              <SourceRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place in the form
                key={index}
                index={index}
                values={fieldsOf(values, index)}
                errors={fieldsOf(errors, index)}
                vias={vias[index] ?? []}
                isNew={index === count - 1}
                isOpen={index === count - 1 && count === 1}
                factorNames={page.factorNames}
              />
            ))}
          </div>
        </Section>
        <Section title={t.policy}>
          <PackagePolicyFields
            values={values}
            errorOf={errorOf}
            datasets={page.datasets}
            precedenceFields={page.precedenceFields}
          />
        </Section>
      </fieldset>
      {page.maySell && (
        <Button name="intent" value="save">
          {t.save}
        </Button>
      )}
    </Form>
  );
}
