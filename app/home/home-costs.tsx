import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { PublicPrices } from "./public-prices.server.ts";

/** What it costs, as the operator set it, and the way to an account. */
export function HomeCosts({ prices }: { prices: PublicPrices | null }) {
  const { marketing, plan: words } = useMessages();
  const t = marketing.costs;
  return (
    <section aria-labelledby="costs" className="mt-18 max-md:mt-10">
      <h2 id="costs" className="text-31 font-semibold tracking-[-0.02em] max-md:text-20">
        {t.title}
      </h2>
      <p className="mt-2 max-w-[40rem] text-14 text-muted">
        {prices === null ? t.notSold : prices.plans.length === 0 ? t.notSet : t.about(prices.trialDays)}
      </p>
      {prices && prices.plans.length > 0 && (
        <dl className="mt-5 max-w-[40rem] divide-y divide-line border-y border-ink">
          {prices.plans.map(({ plan, organizations, seats, prices: amounts }) => (
            <div key={plan} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
              <dt className="text-14 font-semibold">
                {words.name[plan]}
                <span className="block text-12 font-normal text-muted">
                  {organizations !== null && seats !== null && t.limits(organizations, seats)}
                </span>
              </dt>
              <dd className="text-16 font-semibold tabular-nums">{t.perYear(amounts.join(" · "))}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="mt-5">
        <ButtonLink to="/sign-up" variant="primary" size="large">
          {t.signUp}
        </ButtonLink>
      </p>
    </section>
  );
}
