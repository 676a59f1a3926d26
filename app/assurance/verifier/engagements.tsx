import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { isListEmpty, ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { countUnread } from "#app/notice/notice.server.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { verifierEngagements } from "./engagements.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.listTitle);

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const { userId, name, email, twoFactorEnabled, timeZone } = await requireUser(routed.request);
    const { organizations, unread } = await asSystem(routed.request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      unread: await countUnread(tx, userId),
    }));
    const around = { organizations, user: { name, email, timeZone, unread }, hasSecondFactor: twoFactorEnabled };
    return loadList(verifierEngagements, routed, async () => around);
  });

export default function Engagements() {
  const { list, organizations, user, hasSecondFactor } = useLoaderData<typeof loader>();
  const t = useMessages().assurance.workspace;
  const textOf = (key: string) => list.rows.find((row) => row.key === key)?.cells[0]?.text;
  return (
    <AccountFrame user={user} organizations={organizations}>
      {/* Without a second factor no engagement opens, so none is linked. */}
      <ListPage list={list} cells={hasSecondFactor ? undefined : { organization: textOf }}>
        {!hasSecondFactor && !isListEmpty(list) && (
          <div className="mb-8 max-w-160 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
            <p className="mb-3">{t.needsSecondFactor}</p>
            <ButtonLink to="/account" variant="primary">
              {t.setUp}
            </ButtonLink>
          </div>
        )}
      </ListPage>
    </AccountFrame>
  );
}
