import { CONSOLIDATION_APPROACHES } from "#app/carbon/line/boundary.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { faultText } from "#app/organization/organization-form.ts";

interface RuleFieldsProps {
  gwpSets: { id: string; title: string }[];
  values: { consolidationApproach: string; gwpSet: string };
  errors: Record<string, string>;
  isDisabled?: boolean;
}

/** The two rules that all figures of an inventory depend on, with an explanation of each choice. */
export function RuleFields({ gwpSets, values, errors, isDisabled }: RuleFieldsProps) {
  const { organization: t, carbon } = useMessages();
  return (
    <>
      <ChoiceField
        label={t.approach}
        name="consolidationApproach"
        term={<TermHint term="consolidation_approach" />}
        hint={t.approachHint}
        defaultValue={values.consolidationApproach}
        error={faultText(t, errors.consolidationApproach)}
        isDisabled={isDisabled}
        choices={CONSOLIDATION_APPROACHES.map((approach) => ({
          value: approach,
          label: carbon.consolidationApproach[approach],
          text: t.approachText[approach],
        }))}
      />
      <ChoiceField
        label={t.gwpSet}
        name="gwpSet"
        term={<TermHint term="gwp_set" />}
        hint={t.gwpHint}
        defaultValue={values.gwpSet}
        error={faultText(t, errors.gwpSet)}
        isDisabled={isDisabled}
        choices={gwpSets.map(({ id, title }) => ({
          value: id,
          label: id,
          text: t.gwpText[id as keyof typeof t.gwpText] ?? title,
        }))}
      />
    </>
  );
}
