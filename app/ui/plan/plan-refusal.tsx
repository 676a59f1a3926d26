import { ButtonLink } from "../button.tsx";
import { useMessages } from "../i18n-context.tsx";

/** The way to the plan, and what somebody had entered: a refusal loses nothing. */
export function RefusedForm({ tenantId, typed }: { tenantId: unknown; typed: Record<string, string> }) {
  const { refusal: t } = useMessages().plan;
  const entered = Object.entries(typed);
  return (
    <>
      {typeof tenantId === "string" && (
        <p className="mt-8">
          <ButtonLink to={`/tenants/${tenantId}/plan`} variant="primary">
            {t.toPlan}
          </ButtonLink>
        </p>
      )}
      {entered.length > 0 && (
        <section className="mt-10 max-w-160 border-t border-ink pt-3">
          <h2 className="text-16 font-semibold">{t.typedTitle}</h2>
          <p className="mt-1 text-14 text-muted">{t.typedAbout}</p>
          <dl className="mt-4 divide-y divide-line text-14">
            {entered.map(([name, value]) => (
              <div
                key={name}
                className="grid grid-cols-[10rem_minmax(0,1fr)] gap-4 py-2 max-md:grid-cols-1 max-md:gap-0"
              >
                <dt className="text-muted">{name}</dt>
                <dd className="break-words whitespace-pre-wrap">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
