import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { TARGET_TONES } from "#app/target/target-state.ts";
import type { NewestTarget } from "#app/target/target-view.server.ts";

interface AgainstTargetProps {
  target: NewestTarget | null;
  base: string;
}

/** The newest target with its last issued year, or an invitation to set one. */
export function AgainstTarget({ target, base }: AgainstTargetProps) {
  const { target: t, organization } = useMessages();
  const locale = useLocale();
  return (
    <Section title={organization.overview.targetTitle}>
      <div className="py-3 text-14">
        {!target && <p className="text-12 text-muted">{t.empty.reason}</p>}
        {target && (
          <>
            <Link
              to={`${base}/targets/${target.id}`}
              className="font-semibold text-ink no-underline hover:underline touch:inline-block touch:py-2"
            >
              {target.name}
            </Link>
            <p className="mt-1">
              <Chip tone={TARGET_TONES[target.state]}>{t.states[target.state]}</Chip>
            </p>
            {target.newest && (
              <p className="mt-2 text-12 text-muted">
                {target.newest.year}: {formatDecimal(target.newest.issued, { locale, digits: target.digits })} /{" "}
                {formatDecimal(target.newest.path, { locale, digits: target.digits })}{" "}
                <UnitText text={target.kind === "absolute" ? t.unit : t.kinds.intensity} />
                <span className="block">{organization.overview.targetLine}</span>
              </p>
            )}
            <p className="mt-1 text-12 text-muted">{t.notValidated}</p>
          </>
        )}
        <p className="mt-2 text-12">
          <Link className="text-link touch:inline-block touch:py-2" to={`${base}/targets`}>
            {t.title}
          </Link>
        </p>
      </div>
    </Section>
  );
}
