import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FormContext } from "./checklist-view.ts";
import { TextPair } from "./statement-fields.tsx";
import { StatementForm } from "./statement-form.tsx";

/** What the report is made for, and its readers. */
export function PurposeForm({ context }: { context: FormContext }) {
  const { fields } = useMessages().disclosure.page;
  const { purpose, intendedUsers } = context.statements;
  const at = (path: string) => ({ context, item: "purpose", path });
  return (
    <StatementForm form="purpose" context={context}>
      <TextPair {...at("purpose")} label={fields.purpose} stated={purpose} rows={2} />
      <TextPair {...at("intendedUsers")} label={fields.intendedUsers} stated={intendedUsers} rows={2} />
    </StatementForm>
  );
}
