import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface DecisionFormProps {
  /** Hidden fields: among them the hash of what the person saw, which refuses a decision on anything else. */
  hidden: Record<string, string>;
  /** What it asks. */
  label: string;
  choices: { value: string; label: string; text: string }[];
  /** The name of the field of the reason. */
  reasonName: string;
  reasonLabel: string;
  submit: string;
  typed: Record<string, string>;
  /** Keys of `comparison.baseYear.errors` by field. */
  errors: Record<string, string>;
}

/** One of two choices about a difference that was found, and why. */
export function DecisionForm(props: DecisionFormProps) {
  const { hidden, label, choices, reasonName, reasonLabel, submit, typed, errors } = props;
  const faultOf = useComparisonFault();
  return (
    <Form method="post" className="mt-4 max-w-180 space-y-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormErrors errors={listErrors(errors, faultOf, (field) => (field in hidden ? undefined : field))} />
      <ChoiceField
        label={label}
        name="decision"
        defaultValue={typed.decision}
        error={faultOf(errors.decision)}
        choices={choices}
      />
      <TextAreaField
        label={reasonLabel}
        name={reasonName}
        maxLength={2000}
        defaultValue={typed[reasonName] ?? ""}
        error={faultOf(errors[reasonName])}
      />
      <Button variant="primary">{submit}</Button>
    </Form>
  );
}

/** The sentence for an error of a form about the base year or about newer factors. */
export function useComparisonFault() {
  const words: Record<string, string> & { required: string } = useMessages().comparison.baseYear.errors;
  return (key: string | undefined) => (key ? (words[key] ?? words.required) : undefined);
}
