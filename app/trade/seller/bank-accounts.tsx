import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { listDecidableFrom, managesAlone } from "#app/access/two-people.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { addDays } from "#app/day/day.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import { heldOn, listBankAccounts, NOTICE_DAYS } from "./bank-account.server.ts";
import { BankAccountsPage } from "./bank-accounts-page.tsx";
import { bankVerbs } from "./bank-action.server.ts";
import { BankActions } from "./bank-action.ts";
import { sellerToday } from "./seller-detail.server.ts";
import { SellerTabs } from "./seller-tabs.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.seller.bank.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may, userId }) => {
    const today = await sellerToday(tx);
    const accounts = await listBankAccounts(tx);
    const [organization] = await listOrganizations(tx);
    const open = accounts.flatMap(({ id, versions: [newest] }) =>
      newest && !newest.decision
        ? [
            {
              id,
              act: "bank_account" as const,
              proposer: newest.proposedBy,
              proposedAt: newest.proposedAt,
              organizationId: null,
            },
          ]
        : [],
    );
    return {
      tenantId,
      userId,
      today,
      earliest: addDays(today, NOTICE_DAYS),
      noticeDays: NOTICE_DAYS,
      mayManage: offers(BankActions, { may }).propose,
      waits: await listDecidableFrom(tx, open, userId),
      isAlone: await managesAlone(tx, userId),
      inviteHref: organization ? `/organizations/${organization.id}/members` : null,
      done: new URL(request.url).searchParams.get("done"),
      accounts: accounts.map((account) => ({
        ...toSent(account),
        heldVersion: heldOn(account, today)?.version ?? null,
      })),
    };
  });

export const action = tenantAction(BankActions, bankVerbs);

export default function BankAccounts() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <BankAccountsPage
      {...page}
      tabs={<SellerTabs tenantId={page.tenantId} current="bankAccounts" />}
      errors={(answer?.errors as Record<string, string> | undefined) ?? {}}
      typed={(answer?.typed as Record<string, string> | undefined) ?? null}
    />
  );
}
