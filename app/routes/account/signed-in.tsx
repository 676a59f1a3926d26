import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useParams } from "@remix-run/react";
import { asSystem } from "#app/http/actor.server.ts";
import { requireUser } from "#app/http/session.server.ts";
import { localName } from "#app/i18n/index.ts";
import { listOrganizationsOfUser } from "#app/services/organization.server.ts";
import { AppShell } from "#app/ui/app-shell.tsx";
import { useLocale } from "#app/ui/i18n-context.tsx";

/** Who is signed in and where they may go; each page behind it checks its own right. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const user = await requireUser(request);
  const organizations = await asSystem(request, (tx) => listOrganizationsOfUser(tx, user.userId));
  return { user: { name: user.name, email: user.email }, organizations };
};

/** The frame of pages outside an organization; the pages of an organization bring their own, with its name and links. */
export default function SignedIn() {
  const { user, organizations } = useLoaderData<typeof loader>();
  const { organizationId } = useParams();
  const locale = useLocale();
  if (organizationId) return <Outlet />;
  const choices = organizations.map(({ id, name }) => ({
    id,
    name: localName(name, locale),
    href: `/organizations/${id}`,
  }));
  return (
    <AppShell user={user} organizations={choices} links={{}}>
      <Outlet />
    </AppShell>
  );
}
