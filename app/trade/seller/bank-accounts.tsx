import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asTenant, RECENTLY, requireId, type TenantActor } from "#app/access/actor.server.ts";
import { hasTenantRight } from "#app/access/role.ts";
import { listDecidableFrom, managesAlone } from "#app/access/two-people.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { parseForm } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import {
  addDays,
  type BankFault,
  decideBankAccount,
  heldOn,
  listBankAccounts,
  NOTICE_DAYS,
  proposeBankAccount,
} from "./bank-account.server.ts";
import { BankAccountsPage } from "./bank-accounts-page.tsx";
import { announceBankChange } from "./bank-notice.server.ts";
import { getSellerDetail, sellerDay } from "./seller-detail.server.ts";
import { SellerTabs } from "./seller-tabs.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.seller.bank.title);

const text = (most: number) => z.string().max(most, "too_long").default("");

const BankForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("propose"),
    accountId: text(36),
    currency: text(3),
    holder: text(200),
    bankName: text(200),
    bankAddress: text(500),
    accountNumber: text(60),
    bic: text(20).transform((typed) => typed.replace(/\s/g, "").toUpperCase()),
    intermediary: text(300),
    note: text(500),
    takesEffectOn: z.iso.date({ error: "day" }),
  }),
  z.object({ intent: z.literal("close"), accountId: z.uuid(), takesEffectOn: z.iso.date({ error: "day" }) }),
  z.object({
    intent: z.literal("decide"),
    accountId: z.string(),
    version: z
      .string()
      .regex(/^[0-9]{1,5}$/)
      .transform(Number),
    state: z.enum(["approved", "rejected", "taken_back"]),
    reason: text(500),
  }),
]);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, { tenantId, role, userId }) => {
    const today = sellerDay(await getSellerDetail(tx), new Date());
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
      mayManage: hasTenantRight(role, "manage"),
      waits: await listDecidableFrom(tx, open, userId),
      isAlone: await managesAlone(tx, userId),
      inviteHref: organization ? `/organizations/${organization.id}/members` : null,
      done: new URL(request.url).searchParams.get("done"),
      accounts: accounts.map((account) => ({
        ...account,
        heldVersion: heldOn(account, today)?.version ?? null,
        versions: account.versions.map(({ proposedAt, decision, ...version }) => ({
          ...version,
          proposedAt: proposedAt.toISOString(),
          decision: decision && { ...decision, at: decision.at.toISOString() },
        })),
      })),
    };
  });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, BankForm);
    const done = await asTenant(
      request,
      params,
      "manage",
      async (tx, actor) => {
        if (!form.ok) return { refused: { errors: form.errors, typed: form.typed } };
        const { value } = form;
        const answer = await act(tx, actor, value);
        if (!answer.ok) {
          const typed = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
          const errors: Record<string, string> =
            answer.fault === "unprintable"
              ? { [answer.unprinted.field]: sayUnprinted(answer.unprinted, localeOf(request)) }
              : { [FIELD_OF[answer.fault] ?? "form"]: answer.fault };
          return { refused: { errors, typed } };
        }
        const hasChanged = value.intent === "decide" && value.state === "approved";
        const mails = hasChanged ? await announceBankChange(tx, actor, value) : [];
        const what = value.intent === "decide" ? value.state : "proposed";
        return { mails, to: `/tenants/${actor.tenantId}/seller/bank-accounts?done=${what}` };
      },
      RECENTLY,
    );
    if ("refused" in done) return data(done.refused, { status: 422 });
    for (const mail of done.mails) void mailer().send(mail);
    throw redirect(done.to);
  });

type Tx = Parameters<typeof listBankAccounts>[0];
type Form = z.output<typeof BankForm>;

function act(tx: Tx, actor: TenantActor, form: Form) {
  if (form.intent === "decide") return decide(tx, actor, form);
  return form.intent === "close" ? close(tx, actor, form) : propose(tx, actor, form);
}

/** An account ends with the details that it has. */
async function close(tx: Tx, actor: TenantActor, form: Extract<Form, { intent: "close" }>) {
  const today = sellerDay(await getSellerDetail(tx), new Date());
  const account = (await listBankAccounts(tx)).find(({ id }) => id === form.accountId);
  const held = account && (heldOn(account, today) ?? account.versions[0]);
  if (!held) throw new AppError("not_found");
  const { holder, bankName, bankAddress, accountNumber, bic, intermediary, note } = held;
  return proposeBankAccount(tx, actor, {
    accountId: account.id,
    currency: account.currency,
    isClosed: true,
    statement: { holder, bankName, bankAddress, accountNumber, bic, intermediary, note },
    takesEffectOn: form.takesEffectOn,
    today,
  });
}

async function propose(tx: Tx, actor: TenantActor, form: Extract<Form, { intent: "propose" }>) {
  const { accountId, currency, takesEffectOn, ...statement } = omit(form, "intent");
  const today = sellerDay(await getSellerDetail(tx), new Date());
  const id = accountId ? requireId(accountId) : null;
  return proposeBankAccount(tx, actor, { accountId: id, currency, statement, takesEffectOn, today });
}

function decide(tx: Tx, actor: TenantActor, form: Extract<Form, { intent: "decide" }>) {
  const { accountId, version, state, reason } = form;
  return decideBankAccount(tx, actor, { accountId: requireId(accountId), version, state, note: reason });
}

const FIELD_OF: Partial<Record<BankFault, string>> = {
  currency: "currency",
  currency_taken: "currency",
  field_missing: "holder",
  bic: "bic",
  iban: "accountNumber",
  notice: "takesEffectOn",
  note_missing: "reason",
};

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
