import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { listOrganizations } from "#app/organization/organization.server.ts";
import { addPackage, listPackages } from "./package.server.ts";
import { PackagesActions } from "./package-form.ts";
import { takeFromOrganization } from "./package-taking.server.ts";
import { packages } from "./packages.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.package.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(packages, routed, async (tx, { base, actor }, rows) => ({
    base: `${base}/${packages.path}`,
    maySell: offers(PackagesActions, actor).make,
    // A client whose page linked here. It is preselected when a package is applied.
    client: new URL(routed.request.url).searchParams.get("client") ?? "",
    count: (await listPackages(tx)).length,
    offered: rows.filter(({ view }) => !view.isRetired).map(({ key }) => key),
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

export default function Packages() {
  const { list, base, maySell, client, offered } = useLoaderData<typeof loader>();
  const { package: t } = useMessages();
  const query = client === "" ? "" : `?${new URLSearchParams({ client })}`;
  const applyOf = (id: string) =>
    offered.includes(id) && (
      <Link className="text-link" to={`${base}/${id}/apply${query}`}>
        {t.apply}
      </Link>
    );
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            {maySell && offered.length > 0 && <ButtonLink to={`${base}/apply`}>{t.several.title}</ButtonLink>}
          </>
        }
      />
      <ListBody list={list} act={maySell ? { head: t.apply, of: applyOf } : undefined} />
      {maySell ? <NewPackage /> : <p className="mt-8 text-14 text-muted">{t.readOnly}</p>}
    </PageBody>
  );
}

function NewPackage() {
  const { count, organizations, client } = useLoaderData<typeof loader>();
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
        <Form method="post" noValidate className="mt-4 space-y-5" key={count}>
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
          <Button name="intent" value="make" variant={count === 0 ? "primary" : "secondary"}>
            {t.make}
          </Button>
        </Form>
      </Section>
    </div>
  );
}
