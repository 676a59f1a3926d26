import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { listOrganizations } from "#app/organization/organization.server.ts";
import { addPackage, listPackages } from "./package.server.ts";
import { PackagesActions } from "./package-form.ts";
import { takeFromOrganization } from "./package-taking.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.package.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, actor) => ({
    base: `/tenants/${actor.tenantId}/packages`,
    maySell: offers(PackagesActions, actor).make,
    // A client whose page led here; it is chosen already where a package is applied.
    client: new URL(request.url).searchParams.get("client") ?? "",
    packages: (await listPackages(tx)).map(({ id, name, version, sources, policy, isRetired }) => ({
      id,
      name,
      version,
      isRetired,
      sources: sources.length,
      tasks: sources.filter(({ task }) => task !== null).length,
      hasPolicy: policy !== null,
    })),
    organizations: (await listOrganizations(tx)).map(({ id, name }) => ({ id, name })),
  }));

export const action = tenantAction(PackagesActions, {
  make: async (tx, { actor, value: { nameEn, nameZh, from } }) => {
    const isOwn = from === "" || (await listOrganizations(tx)).some(({ id }) => id === from);
    if (!isOwn) return refuse({ from: "from_unknown" });
    const { leftOut, ...content } =
      from === "" ? { sources: [], policy: null, leftOut: 0 } : await takeFromOrganization(tx, from);
    const added = await addPackage(tx, actor, { name: { en: nameEn, zh: nameZh }, ...content });
    if (!added.ok) return refuse({ from: added.faults[0]!.fault });
    const note = from === "" ? "" : `?taken=${leftOut}`;
    return `/tenants/${actor.tenantId}/packages/${added.packageId}${note}`;
  },
});

/** The packages of the workspace. */
export default function Packages() {
  const { packages, maySell } = useLoaderData<typeof loader>();
  const { package: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      {packages.length === 0 ? <EmptyState title={t.empty.title} reason={t.empty.reason} /> : <PackageTable />}
      {maySell ? <NewPackage /> : <p className="mt-8 text-14 text-muted">{t.readOnly}</p>}
    </PageBody>
  );
}

function PackageTable() {
  const { base, packages, maySell, client } = useLoaderData<typeof loader>();
  const { package: t } = useMessages();
  const locale = useLocale();
  const query = client === "" ? "" : `?${new URLSearchParams({ client })}`;
  return (
    <Table
      caption={t.title}
      rows={packages}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          head: t.name,
          isRowHead: true,
          cell: ({ id, name, version }) => (
            <>
              <Link className="text-link" to={`${base}/${id}`}>
                {localName(name, locale)}
              </Link>
              <span className="block text-12 text-muted">{t.version(version)}</span>
            </>
          ),
        },
        { key: "sources", head: t.sources, isNumeric: true, cell: ({ sources }) => sources },
        { key: "tasks", head: t.tasks, isNumeric: true, isHiddenOnPhone: true, cell: ({ tasks }) => tasks },
        {
          key: "policy",
          head: t.policy,
          isHiddenOnPhone: true,
          cell: ({ hasPolicy }) => (hasPolicy ? t.withPolicy : t.noPolicy),
        },
        {
          key: "state",
          head: t.state,
          cell: ({ id, isRetired }) =>
            isRetired ? (
              <Chip>{t.retired}</Chip>
            ) : maySell ? (
              <Link className="text-link" to={`${base}/${id}/apply${query}`}>
                {t.apply}
              </Link>
            ) : (
              <Chip tone="good">{t.offered}</Chip>
            ),
        },
      ]}
    />
  );
}

function NewPackage() {
  const { packages, organizations, client } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { package: t } = useMessages();
  const locale = useLocale();
  const errors: Record<string, string> = answer?.errors ?? {};
  const values: Record<string, string> = answer?.typed ?? {};
  const field = (name: string) => ({
    name,
    defaultValue: values[name] ?? "",
    error: errors[name] && (t.fault[errors[name]] ?? errors[name]),
  });
  const first = organizations.some(({ id }) => id === client) ? client : (organizations[0]?.id ?? "");
  return (
    <div className="mt-12 max-w-192">
      <Section title={t.newTitle}>
        <p className="mt-3 text-14 text-muted">{t.newAbout}</p>
        <Form method="post" noValidate className="mt-4 space-y-5" key={packages.length}>
          <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <TextField {...field("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
            <TextField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
          </div>
          <div className="max-w-96">
            <SelectField
              {...field("from")}
              defaultValue={values.from ?? first}
              label={t.from}
              options={[
                ...organizations.map(({ id, name }) => ({ value: id, label: localName(name, locale) })),
                { value: "", label: t.fromNothing },
              ]}
            />
          </div>
          <Button name="intent" value="make" variant={packages.length === 0 ? "primary" : "secondary"}>
            {t.make}
          </Button>
        </Form>
      </Section>
    </div>
  );
}
