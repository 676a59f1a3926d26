import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

/** The rule of the range. `spread.ts` has its figures. */
export function EstimateHow() {
  const { how } = useMessages().estimate;
  return (
    <Section title={how.title}>
      <div className="max-w-160 text-14">
        <p className="mt-3">{how.rule}</p>
        <ul className="mt-2 list-disc space-y-1 pl-5">
          {[how.stated, how.assumed, how.match, how.country, how.open].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {[how.sum, how.quantities, how.rounding].map((text) => (
          <p key={text} className="mt-2">
            {text}
          </p>
        ))}
      </div>
    </Section>
  );
}
