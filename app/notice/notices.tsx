import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { listTenantsOfUser } from "#app/access/membership.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { personAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { countUnread, readAllNotices, readNotice } from "./notice.server.ts";
import { notices } from "./notices.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.notice.title);

/** What the signed-in person was notified of in all workspaces. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    const { userId, name, email, timeZone } = await requireUser(routed.request);
    const around = await asSystem(routed.request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      tenants: await listTenantsOfUser(tx, userId),
      unread: await countUnread(tx, userId),
    }));
    const done = new URL(routed.request.url).searchParams.get("done") === "read";
    return loadList(notices, routed, async () => ({ ...around, done, user: { name, email, timeZone } }));
  });

const right = "account.own";
const NoticeActions = defineActions({
  open: { right, schema: z.object({ noticeId: z.uuid() }) },
  readAll: { right, schema: z.object({}) },
});

export const action = personAction(NoticeActions, {
  open: async (tx, { actor, value }) => {
    const path = await readNotice(tx, actor.userId, value.noticeId);
    if (path === null) throw new AppError("not_found");
    return path;
  },
  readAll: async (tx, { actor }) => {
    await readAllNotices(tx, actor.userId);
    return "/notifications?done=read";
  },
});

export default function Notices() {
  const { list, organizations, tenants, user, unread, done } = useLoaderData<typeof loader>();
  const { notice: t } = useMessages();
  const cellOf = (key: string) => list.rows.find((row) => row.key === key)?.cells[0];
  return (
    <AccountFrame user={{ ...user, unread }} organizations={organizations} tenants={tenants}>
      <PageBody>
        <PageHeader
          title={list.title}
          about={list.about}
          actions={
            <>
              <ListFile list={list} />
              <ButtonLink to="/notifications/settings" icon="settings">
                {t.settings.link}
              </ButtonLink>
              {unread > 0 && <ReadAll />}
            </>
          }
        />
        {done && unread === 0 && <DoneNote>{t.allRead}</DoneNote>}
        <ListBody list={list} cells={{ event: (id) => <Open id={id} cell={cellOf(id)} /> }} />
      </PageBody>
    </AccountFrame>
  );
}

function ReadAll() {
  const { notice: t } = useMessages();
  return (
    <Form method="post">
      <Button name="intent" value="readAll" variant="secondary">
        {t.readAll}
      </Button>
    </Form>
  );
}

/** The event opens by a form, since opening marks it as read. */
function Open({ id, cell }: { id: string; cell: { text: string; below?: string | undefined } | undefined }) {
  return (
    <Form method="post" id={id}>
      <input type="hidden" name="noticeId" value={id} />
      <button type="submit" name="intent" value="open" className="text-link text-left touch:min-h-11">
        {cell?.text}
      </button>
      <span className="mt-0.5 block text-12 font-normal text-muted">{cell?.below}</span>
    </Form>
  );
}
