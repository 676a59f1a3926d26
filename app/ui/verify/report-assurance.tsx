import { useMessages } from "../i18n-context.tsx";
import { Icon } from "../icon.tsx";
import { Section } from "../section.tsx";

/** "Not verified" stands here as large and as plain as a statement of assurance would. */
export function ReportAssurance() {
  const { assurance } = useMessages().verify.page;
  return (
    <Section title={assurance.title}>
      <div className="mt-4 flex gap-4 rounded-6 border border-rule bg-surface px-5 py-4">
        <span className="mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-full bg-neutral-tint text-neutral-ink">
          <Icon name="bar" size={18} />
        </span>
        <div className="min-w-0">
          <p className="text-14 font-semibold">{assurance.notVerified}</p>
          <p className="mt-1 text-14 text-muted">{assurance.notVerifiedText}</p>
        </div>
      </div>
      <p className="mt-2 text-12 text-muted">{assurance.note}</p>
    </Section>
  );
}
