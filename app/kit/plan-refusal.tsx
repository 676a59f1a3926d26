import { ButtonLink } from "./button.tsx";
import { useMessages } from "./i18n-context.tsx";

/** The link to the plan, for members of the workspace. */
export function PlanLink({ tenantId }: { tenantId: unknown }) {
  const { refusal: t } = useMessages().plan;
  if (typeof tenantId !== "string") return null;
  return (
    <ButtonLink to={`/tenants/${tenantId}/plan`} variant="primary">
      {t.toPlan}
    </ButtonLink>
  );
}

/** What a user had typed, so that a refusal loses nothing. */
export function RefusedForm({ typed }: { typed: Record<string, string> }) {
  const { refusal: t } = useMessages().plan;
  const entered = Object.entries(typed);
  if (entered.length === 0) return null;
  return (
    <section className="mt-10 max-w-160 border-t border-ink pt-3">
      <h2 className="text-16 font-semibold">{t.typedTitle}</h2>
      <p className="mt-1 text-14 text-muted">{t.typedAbout}</p>
      <dl className="mt-4 divide-y divide-line text-14">
        {entered.map(([name, value]) => (
          <div key={name} className="grid grid-cols-[10rem_minmax(0,1fr)] gap-4 py-2 max-md:grid-cols-1 max-md:gap-0">
            <dt className="text-muted">{name}</dt>
            <dd className="break-words whitespace-pre-wrap">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
