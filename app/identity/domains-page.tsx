import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { usePolling } from "#app/kit/use-polling.ts";
import { DomainSection } from "./domain-section.tsx";
import type { DnsResult, DomainState, WebResult } from "./domain-state.ts";

export interface DomainView {
  id: string;
  domain: string;
  state: DomainState;
  isChecking: boolean;
  /** Message key if the last requested check could not be done. */
  failure: string | null;
  /** ISO 8601. */
  confirmedAt: string | null;
  failedAt: string | null;
  endedAt: string | null;
  checkCount: number;
  /** The newest ones, newest first. */
  checks: { at: string; dns: DnsResult; web: WebResult }[];
}

interface DomainsPageProps {
  identityId: string;
  domains: DomainView[];
  mayManage: boolean;
  done: string | null;
  answer: { errors: Record<string, string>; typed: Record<string, string> } | null;
}

/** The domains of a workspace: add one, create a record, check it. */
export function DomainsPage({ identityId, domains, mayManage, done, answer }: DomainsPageProps) {
  const { identity: t } = useMessages();
  usePolling(domains.some(({ isChecking }) => isChecking));
  const errors = answer?.errors ?? {};
  const note = done === "added" || done === "removed" ? t.done[done] : null;
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      {note && !answer && <DoneNote>{note}</DoneNote>}
      <div className="max-w-192 space-y-10">
        <FormErrors errors={listErrors(errors, (code) => t.fault[code])} />
        {mayManage ? (
          <AddForm
            typed={answer?.typed.domain ?? ""}
            error={errors.domain && (t.fault[errors.domain] ?? errors.domain)}
          />
        ) : (
          <p className="text-14 text-muted">{t.readOnly}</p>
        )}
        {domains.length === 0 && <EmptyState title={t.emptyTitle} reason={t.emptyReason} />}
        {domains.map((one) => (
          <DomainSection key={one.id} {...one} identityId={identityId} mayManage={mayManage} />
        ))}
      </div>
    </PageBody>
  );
}

function AddForm({ typed, error }: { typed: string; error: string | undefined }) {
  const { identity: t } = useMessages();
  return (
    <Form method="post" className="max-w-112 space-y-4" noValidate>
      <input type="hidden" name="intent" value="add" />
      <TextField
        label={t.domain}
        hint={t.domainHint}
        name="domain"
        defaultValue={typed}
        error={error}
        maxLength={500}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Button>{t.add}</Button>
    </Form>
  );
}
