import { Form, Link } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { SelectField, TextAreaField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { DataRequestView } from "../data-request-view.ts";
import { ExpiresField } from "../expires-field.tsx";

/** What a supplier answered, and what follows from it. */
export function FactorAnswerSection(view: DataRequestView) {
  const { request, factor, organizationId, mayEdit, mayMakeFactor, answer } = view;
  const { dataRequest, carbon } = useMessages();
  const { factor: t } = dataRequest;
  const product = request.product!;
  const unit = carbon.unit[product.unit as keyof typeof carbon.unit];
  const mayAct = mayEdit && !request.isClosed && factor !== null;
  return (
    <div className="space-y-10">
      <Section title={product.name} aside={t.perUnit(unit)}>
        {factor === null ? (
          <p className="mt-3 text-14 text-muted">{t.noAnswer}</p>
        ) : (
          <>
            <p className="pt-3 text-12 text-muted">{t.unchecked}</p>
            <FactList
              facts={[
                { label: t.company, value: factor.company },
                { label: t.co2e, value: `${factor.co2eKg} kg/${unit}` },
                { label: t.boundary, value: t.boundaryName[factor.boundary] },
                { label: t.year, value: String(factor.year) },
                { label: t.gwp, value: t.gwpName[factor.gwp] },
                { label: t.document, value: factor.document },
                {
                  label: t.file,
                  value: (
                    <Link to={`/organizations/${organizationId}/evidence/${factor.file.id}`} className="text-link">
                      {factor.file.name}
                    </Link>
                  ),
                },
                ...(factor.note === "" ? [] : [{ label: dataRequest.note, value: factor.note }]),
              ]}
            />
            {factor.boundary !== "cradle_to_gate" && <p className="mt-3 text-14 text-warning-ink">{t.otherBoundary}</p>}
          </>
        )}
      </Section>
      {mayAct && mayMakeFactor && (
        <Section title={t.useTitle}>
          <Form method="post" className="mt-3 max-w-140 space-y-4">
            <p className="text-14 text-muted">{t.useAbout}</p>
            <SelectField
              label={t.gwp}
              hint={t.gwpUse}
              name="gwpSet"
              placeholder={t.choose}
              defaultValue={factor.gwp === "unknown" ? "" : factor.gwp}
              error={answer?.errors.gwpSet ? t.fault.gwp_set : undefined}
              options={view.gwpSets.map((value) => ({ value, label: value, isCode: true }))}
            />
            <Button name="intent" value="make-factor">
              {t.use}
            </Button>
          </Form>
        </Section>
      )}
      {mayAct && (
        <Section title={dataRequest.askAgainTitle}>
          <Form method="post" className="mt-3 max-w-140 space-y-4">
            <p className="text-14 text-muted">{t.askAgainAbout}</p>
            <TextAreaField label={dataRequest.comment} name="comment" maxLength={2000} />
            <ExpiresField request={request} id="ask-expires" />
            <Button name="intent" value="ask-again" variant="secondary">
              {dataRequest.askAgain}
            </Button>
          </Form>
        </Section>
      )}
    </div>
  );
}
