import { WORKSPACE_KINDS } from "#app/access/workspace-kind.ts";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface KindFieldProps {
  value: string | undefined;
  error?: string | undefined;
  isDisabled?: boolean;
}

/** The question what a workspace is, with a line of explanation for each answer. */
export function KindField({ value, error, isDisabled }: KindFieldProps) {
  const { kind: t } = useMessages().tenant;
  return (
    <ChoiceField
      label={t.question}
      name="kind"
      defaultValue={value}
      error={error}
      isDisabled={isDisabled}
      choices={WORKSPACE_KINDS.map((kind) => ({ value: kind, label: t.name[kind], text: t.text[kind] }))}
    />
  );
}
