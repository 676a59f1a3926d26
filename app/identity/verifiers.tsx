import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { env } from "#app/environment/env.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { NO_PROOFS } from "./issuer-proof.ts";
import { IssuerProofList } from "./issuer-proofs.tsx";
import { verifiers } from "./verifiers.list.server.ts";

export const handle = STATIC_PAGE;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.directory.title);

/** Never cached, because a body can leave the directory at any time. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    await limitLookUp(routed.context.clientAddress);
    const workspaceHref = await workspaceOf(routed.request);
    const { host } = new URL(env().publicUrl);
    return loadList(verifiers, routed, async (_tx, _standing, rows) => ({
      workspaceHref,
      host,
      proofs: Object.fromEntries(
        rows.map(({ key, view: { domains, registrations } }) => [key, { domains, registrations }]),
      ),
    }));
  });

export default function Verifiers() {
  const { list, workspaceHref, host, proofs } = useLoaderData<typeof loader>();
  const { directory: t } = useMessages();
  const registerColumn = list.columns.findIndex(({ key }) => key === "register");
  const urlOf = (key: string) => list.rows.find((row) => row.key === key)?.cells[registerColumn]?.text ?? "";
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <div className="page-column py-10 max-md:py-6">
        <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
        <p className="mb-6 max-w-160 text-14 text-muted">{t.note}</p>
        <ListBody
          list={list}
          cells={{
            proofs: (key) => <IssuerProofList proofs={proofs[key] ?? NO_PROOFS} host={host} />,
            register: (key) => <RegisterLink url={urlOf(key)} />,
          }}
        />
      </div>
    </PublicLayout>
  );
}

/** A link to a register of another organization, as the body states it. Nothing where it states none. */
function RegisterLink({ url }: { url: string }) {
  if (!URL.canParse(url)) return null;
  return (
    <a className="text-link wrap-anywhere" href={url} rel="noopener noreferrer nofollow">
      {new URL(url).host}
    </a>
  );
}
