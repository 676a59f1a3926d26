import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FormContext } from "./checklist-view.ts";
import { ExclusionFields } from "./exclusion-fields.tsx";
import { GradeField, TextLine, TextPair, TonnesField } from "./statement-fields.tsx";

interface ItemFieldsProps {
  context: FormContext;
  item: string;
}

/** The fields that answer an item here; none for an item that follows from the records or is mended elsewhere. */
const FIELDS: Record<string, (props: ItemFieldsProps) => JSX.Element> = {
  A4: BoundaryFields,
  A5: SignificanceFields,
  A9: ExclusionFields,
  A13: SourceFields,
  A16: GradeFields,
  A17: UncertaintyFields,
  GP1: BoundaryFields,
  CN1: ReporterFields,
  CN2: AmountFields,
  CN5: SourceFields,
  CN6: QualityFields,
};

export function fieldsOf(item: string): ((props: ItemFieldsProps) => JSX.Element) | null {
  return Object.hasOwn(FIELDS, item) ? FIELDS[item]! : null;
}

function BoundaryFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  return (
    <TextPair
      {...props}
      path="boundary"
      term="reporting_boundary"
      label={fields.boundary}
      stated={props.context.statements.boundary}
    />
  );
}

function SignificanceFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  const { statements, options } = props.context;
  const reasons = statements.notSignificant as Record<string, { en: string; zh: string } | undefined>;
  return (
    <div className="space-y-5">
      <TextPair
        {...props}
        path="significance"
        term="significance"
        label={fields.significance}
        stated={statements.significance}
      />
      {options.withoutData.map(({ code, name }) => (
        <TextPair
          {...props}
          key={code}
          path={`notSignificant.${code}`}
          label={fields.notSignificant(name)}
          stated={reasons[code]}
          rows={2}
        />
      ))}
    </div>
  );
}

function SourceFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  const { statements, options } = props.context;
  return (
    <div className="space-y-5">
      {options.sources.map(({ id, name }) => (
        <TextPair
          {...props}
          key={id}
          path={`sourceReasons.${id}`}
          label={fields.sourceReason(name)}
          stated={statements.sourceReasons[id]}
          rows={2}
        />
      ))}
    </div>
  );
}

function GradeFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  const { statements, options } = props.context;
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {options.categories.map(({ code, name }) => (
        <GradeField
          {...props}
          key={code}
          path={`uncertaintyGrades.${code}`}
          label={fields.grade(name)}
          stated={statements.uncertaintyGrades[code] ?? ""}
        />
      ))}
    </div>
  );
}

function UncertaintyFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  return (
    <TextPair
      {...props}
      path="uncertainty"
      term="uncertainty"
      label={fields.uncertainty}
      stated={props.context.statements.uncertainty}
    />
  );
}

function ReporterFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  const { china } = props.context.statements;
  return (
    <div className="space-y-5">
      <TextPair {...props} path="china.nature" label={fields.nature} stated={china.nature} rows={1} />
      <TextPair {...props} path="china.sector" label={fields.sector} stated={china.sector} rows={1} />
      <div className="grid gap-4 md:grid-cols-3">
        {(["legalRepresentative", "preparer", "preparerContact"] as const).map((field) => (
          <TextLine {...props} key={field} path={`china.${field}`} label={fields[field]} stated={china[field]} />
        ))}
      </div>
    </div>
  );
}

function AmountFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  const { china } = props.context.statements;
  return (
    <div className="space-y-6">
      {(["recoveredCo2", "exportedElectricity", "exportedHeat"] as const).map((field) => (
        <div key={field} className="space-y-3">
          <div className="max-w-80">
            <TonnesField {...props} path={`china.${field}.tonnes`} label={fields[field]} stated={china[field].tonnes} />
          </div>
          <TextPair
            {...props}
            path={`china.${field}.basis`}
            label={fields.amountBasis}
            stated={china[field].basis}
            rows={1}
          />
        </div>
      ))}
    </div>
  );
}

function QualityFields(props: ItemFieldsProps) {
  const { fields } = useMessages().disclosure.page;
  const { china } = props.context.statements;
  return (
    <TextPair
      {...props}
      path="china.qualityAssurance"
      label={fields.qualityAssurance}
      stated={china.qualityAssurance}
    />
  );
}
