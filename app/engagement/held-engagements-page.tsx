import { Form } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { useFaults } from "./engagement-words.tsx";

type Name = { en: string; zh: string };

interface HeldEngagementsPageProps {
  list: ListView;
  done: string | null;
  /** Organizations whose engagement the user can end, by engagement id. Null for users without permission. */
  endable: Record<string, Name> | null;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function HeldEngagementsPage({ list, done, endable, errors, typed }: HeldEngagementsPageProps) {
  const { engagement: t } = useMessages();
  const faults = useFaults(errors);
  const endOf = (id: string) => endable?.[id] && <GiveUp id={id} name={endable[id]} typed={typed} />;
  return (
    <PageBody>
      <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
      {done === "ended" && <DoneNote>{t.held.ended}</DoneNote>}
      <FormErrors errors={faults.listed} />
      <ListBody list={list} act={endable ? { head: t.end, of: endOf } : undefined} />
    </PageBody>
  );
}

function GiveUp({ id, name, typed }: { id: string; name: Name; typed: Record<string, string> }) {
  const { engagement: t } = useMessages();
  const locale = useLocale();
  return (
    <Form method="post" className="flex justify-end">
      <input type="hidden" name="intent" value="give-up" />
      <input type="hidden" name="heldId" value={id} />
      <ConfirmAction label={t.end} lost={localName(name, locale)} question={t.held.endQuestion} isInRow>
        <div className="mb-3">
          <TextAreaField
            id={`reason-${id}`}
            label={t.endReason}
            hint={t.endReasonHint}
            name="reason"
            rows={2}
            maxLength={1000}
            defaultValue={typed.heldId === id ? (typed.reason ?? "") : ""}
            required
          />
        </div>
      </ConfirmAction>
    </Form>
  );
}
