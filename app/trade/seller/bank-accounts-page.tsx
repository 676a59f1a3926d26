import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { codeOptions, SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { WaitNote } from "#app/kit/wait-note.tsx";
import { CURRENCIES } from "#app/money/currency.ts";
import type { BankAccount, BankVersion } from "./bank-account.server.ts";

type Version = Sent<BankVersion>;

interface Account extends Sent<BankAccount> {
  heldVersion: number | null;
}

interface BankAccountsPageProps {
  tabs: ReactNode;
  accounts: Account[];
  userId: string;
  today: string;
  earliest: string;
  noticeDays: number;
  mayManage: boolean;
  isAlone: boolean;
  /** From when the user can decide the proposal of an account. */
  waits: Record<string, string>;
  inviteHref: string | null;
  done: string | null;
  errors: Record<string, string>;
  typed: Record<string, string> | null;
}

export function BankAccountsPage(page: BankAccountsPageProps) {
  const { seller } = useMessages();
  const t = seller.bank;
  const hasErrors = Object.keys(page.errors).length > 0;
  const forAccount = page.typed?.accountId || null;
  const idOf = (name: string) => (forAccount ? `${name}-${forAccount}` : name);
  return (
    <PageBody>
      <PageHeader title={seller.title} about={t.about} />
      {page.tabs}
      {page.done && !hasErrors && <DoneLine>{t.done[page.done]}</DoneLine>}
      {page.mayManage && page.isAlone && (
        <div className="mb-8 max-w-160 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
          <p>{t.alone}</p>
          {page.inviteHref && (
            <Link to={page.inviteHref} className="mt-2 inline-block font-medium text-warning-ink underline">
              {t.invite}
            </Link>
          )}
        </div>
      )}
      <div className="max-w-160 space-y-12">
        <FormErrors errors={listErrors(page.errors, (fault) => t.fault[fault], idOf)} />
        {page.accounts.length === 0 && <EmptyState title={t.emptyTitle} reason={t.emptyReason} />}
        {page.accounts.map((account) => (
          <AccountSection key={account.id} account={account} page={page} />
        ))}
        {page.mayManage && (
          <Section title={t.proposeNew}>
            <ProposalForm page={page} account={null} />
          </Section>
        )}
      </div>
    </PageBody>
  );
}

function AccountSection({ account, page }: { account: Account; page: BankAccountsPageProps }) {
  const { seller } = useMessages();
  const t = seller.bank;
  const locale = useLocale();
  const clock = useClock();
  const held = account.versions.find(({ version }) => version === account.heldVersion);
  const waiting = account.versions.find(({ decision }) => decision === null);
  const upcoming = account.versions.find(
    ({ decision, takesEffectOn, version }) =>
      decision?.state === "approved" && takesEffectOn > page.today && version !== account.heldVersion,
  );
  const isClosed = held?.isClosed ?? false;
  return (
    <Section
      title={t.account(account.currency)}
      aside={isClosed ? <Chip>{t.closed}</Chip> : held ? <Chip tone="good">{t.inForce}</Chip> : null}
    >
      {upcoming && (
        <p className="mt-4 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
          <WholeDays>
            {(upcoming.isClosed ? t.closeNotice : t.notice)(
              account.currency,
              formatDay(upcoming.takesEffectOn, locale),
            )}
          </WholeDays>
        </p>
      )}
      {held && <VersionFacts version={held} />}
      {waiting && <Waiting account={account} version={waiting} page={page} />}
      {page.mayManage && !waiting && (
        <details className="mt-4" open={page.typed?.accountId === account.id && page.typed.intent === "propose"}>
          <summary className="text-14 font-medium text-accent touch:py-2">
            {isClosed ? t.reopen : t.proposeChange}
          </summary>
          <ProposalForm page={page} account={account} />
        </details>
      )}
      {page.mayManage && held && !waiting && !isClosed && !upcoming?.isClosed && (
        <CloseForm page={page} account={account} />
      )}
      <details className="mt-3">
        <summary className="text-14 font-medium text-accent touch:py-2">{t.history}</summary>
        <ul className="mt-2 space-y-1.5 text-14 text-muted">
          {account.versions.map((version) => (
            <li key={version.version}>
              <WholeDays>{`${version.accountNumber} · ${t.proposedBy(version.proposerName ?? "", clock.day(version.proposedAt))}`}</WholeDays>
              <WholeDays>
                {version.decision &&
                  ` · ${t.decided[version.decision.state](version.decision.name ?? "", clock.day(version.decision.at))}`}
              </WholeDays>
              {version.decision?.note && ` · ${version.decision.note}`}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

function VersionFacts({ version }: { version: Version }) {
  const { seller } = useMessages();
  const t = seller.bank;
  const locale = useLocale();
  const rows: Fact[] = [
    { label: t.holder, value: version.holder },
    { label: t.bankName, value: version.bankName },
    { label: t.bankAddress, value: version.bankAddress },
    { label: t.accountNumber, value: <span className="tabular-nums break-words">{version.accountNumber}</span> },
    { label: t.bic, value: version.bic },
    { label: t.intermediary, value: version.intermediary },
    { label: t.note, value: version.note },
    { label: t.takesEffectOn, value: formatDay(version.takesEffectOn, locale) },
  ];
  return <FactList facts={rows.filter(({ value }) => value !== "")} />;
}

/** A proposal and its buttons: another person decides, its author can withdraw it. */
function Waiting({ account, version, page }: { account: Account; version: Version; page: BankAccountsPageProps }) {
  const { seller } = useMessages();
  const t = seller.bank;
  const clock = useClock();
  const isOwn = version.proposerId === page.userId;
  return (
    <div className="mt-4 rounded-6 border border-rule bg-raised px-4 py-3">
      <p className="flex flex-wrap items-center gap-2 text-14">
        <Chip tone="warning">{t.waiting}</Chip>
        {version.isClosed && <strong>{t.closes}</strong>}
        <span className="text-muted">
          <WholeDays>{t.proposedBy(version.proposerName ?? "", clock.day(version.proposedAt))}</WholeDays>
        </span>
      </p>
      <VersionFacts version={version} />
      {page.mayManage && (
        <Form method="post" className="mt-3 space-y-3">
          <input type="hidden" name="intent" value="decide" />
          <input type="hidden" name="accountId" value={account.id} />
          <input type="hidden" name="version" value={version.version} />
          {isOwn ? (
            <div className="flex gap-2">
              {page.isAlone && version.version === 1 && (
                <Button name="state" value="approved">
                  {t.approve}
                </Button>
              )}
              <Button variant="secondary" name="state" value="taken_back">
                {t.takeBack}
              </Button>
            </div>
          ) : (
            <>
              <TextField
                label={t.reason}
                name="reason"
                id={`reason-${account.id}`}
                required={false}
                maxLength={500}
                error={page.errors.reason ? t.fault[page.errors.reason] : undefined}
              />
              <WaitNote until={page.waits[account.id]} />
              <div className="flex gap-2">
                {!page.waits[account.id] && (
                  <Button name="state" value="approved">
                    {t.approve}
                  </Button>
                )}
                <Button variant="secondary" name="state" value="rejected">
                  {t.reject}
                </Button>
              </div>
            </>
          )}
        </Form>
      )}
    </div>
  );
}

function CloseForm({ page, account }: { page: BankAccountsPageProps; account: Account }) {
  const t = useMessages().seller.bank;
  const isTyped = page.typed?.intent === "close" && page.typed.accountId === account.id;
  const fault = isTyped ? (page.errors.takesEffectOn ?? page.errors.form) : undefined;
  return (
    <details className="mt-3" open={isTyped}>
      <summary className="text-14 font-medium text-accent touch:py-2">{t.close}</summary>
      <Form method="post" className="mt-3 space-y-4" preventScrollReset>
        <p className="text-14 text-muted">{t.closeAbout}</p>
        <input type="hidden" name="intent" value="close" />
        <input type="hidden" name="accountId" value={account.id} />
        <TextField
          label={t.takesEffectOn}
          name="takesEffectOn"
          id={`closes-${account.id}`}
          type="date"
          hint={t.noticeHint(page.noticeDays)}
          defaultValue={isTyped ? page.typed!.takesEffectOn : page.earliest}
          error={fault && t.fault[fault]}
          className="max-w-48"
        />
        <Button variant="secondary">{t.proposeClose}</Button>
      </Form>
    </details>
  );
}

function ProposalForm({ page, account }: { page: BankAccountsPageProps; account: Account | null }) {
  const { seller } = useMessages();
  const t = seller.bank;
  const isTyped = page.typed?.intent === "propose" && (page.typed.accountId || null) === (account?.id ?? null);
  const before = account?.versions.find(({ version }) => version === account.heldVersion) ?? account?.versions[0];
  const day = account ? page.earliest : page.today;
  const known = { ...before, currency: account?.currency ?? "", takesEffectOn: day } as unknown as Record<
    string,
    string
  >;
  const typed = isTyped ? page.typed! : known;
  const suffix = account ? `-${account.id}` : "";
  const field = (name: string) => ({
    name,
    id: `${name}${suffix}`,
    label: (t as unknown as Record<string, string>)[name],
    defaultValue: typed[name] ?? "",
    error: isTyped && page.errors[name] ? (t.fault[page.errors[name]] ?? page.errors[name]) : undefined,
  });
  return (
    <Form method="post" className="mt-4 space-y-5" preventScrollReset>
      <input type="hidden" name="intent" value="propose" />
      <input type="hidden" name="accountId" value={account?.id ?? ""} />
      {account ? (
        <input type="hidden" name="currency" value={account.currency} />
      ) : (
        <div className="max-w-48">
          <SelectField {...field("currency")} placeholder="—" options={codeOptions(CURRENCIES)} />
        </div>
      )}
      <NameField {...field("holder")} maxLength={200} />
      <NameField {...field("bankName")} maxLength={200} />
      <TextField {...field("bankAddress")} required={false} maxLength={500} />
      <TextField {...field("accountNumber")} maxLength={60} spellCheck={false} autoComplete="off" />
      <TextField {...field("bic")} maxLength={14} hint={t.bicHint} spellCheck={false} className="max-w-48" />
      <TextField {...field("intermediary")} required={false} maxLength={300} />
      <TextField {...field("note")} required={false} maxLength={500} />
      <TextField
        {...field("takesEffectOn")}
        type="date"
        hint={account ? t.noticeHint(page.noticeDays) : undefined}
        className="max-w-48"
      />
      <Button variant={account ? "secondary" : "primary"}>{t.propose}</Button>
    </Form>
  );
}
