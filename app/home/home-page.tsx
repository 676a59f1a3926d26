import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NumberLookup } from "#app/kit/number-lookup.tsx";
import { HomePictures } from "./home-pictures.tsx";
import { OpenSample } from "./open-sample.tsx";
import { SampleCover } from "./sample-cover.tsx";

interface HomePageProps {
  /** The drop area. The route provides it because it reads files. */
  children: ReactNode;
  /** The drop area of the estimate. */
  estimate: ReactNode;
  /** What it costs. */
  costs?: ReactNode;
  /** Whether the reader can open the sample company. */
  hasSample?: boolean;
  /** Error text if the typed number is invalid. */
  numberError?: string | undefined;
}

/** The public front page: headline, verification above the fold, how it works, audiences. */
export function HomePage({ children, estimate, costs, hasSample, numberError }: HomePageProps) {
  const { marketing, estimate: words } = useMessages();
  return (
    <>
      <div className="overflow-hidden border-b border-line bg-surface">
        <div className="page-column grid grid-cols-[minmax(0,35rem)_28.25rem] justify-between gap-x-16 max-wide:grid-cols-[minmax(0,1fr)_24rem] max-desk:grid-cols-1">
          <div className="py-18 max-md:pt-7 max-md:pb-8">
            <h1 className="max-w-[29rem] text-49 break-keep font-semibold tracking-[-0.02em] max-md:text-31">
              {marketing.headline}
            </h1>
            <p className="mt-4 max-w-[33rem] text-20 text-neutral-ink max-md:mt-2 max-md:text-18">{marketing.lead}</p>
            <section aria-labelledby="verify-title" className="mt-8 border-t-2 border-ink pt-4 max-md:mt-6">
              <h2 id="verify-title" className="mb-2 text-16 font-semibold max-md:text-14">
                {marketing.verifyTitle}
              </h2>
              <NumberLookup isLarge error={numberError} />
              <div className="mt-3">{children}</div>
              <p className="mt-3 text-12 text-muted">{marketing.verifyNote}</p>
            </section>
          </div>
          <div className="relative max-desk:mx-auto max-desk:h-80 max-desk:w-full max-desk:max-w-[22rem] max-md:px-6">
            <SampleCover className="shadow-float desk:absolute desk:inset-x-0 desk:top-18" />
          </div>
        </div>
      </div>
      <section aria-labelledby="first-number" className="border-b border-line">
        <div className="page-column py-14 max-md:py-10">
          <h2 id="first-number" className="text-31 font-semibold tracking-[-0.02em] max-md:text-20">
            {words.title}
          </h2>
          <p className="mt-2 mb-5 max-w-160 text-16 text-neutral-ink">{words.lead}</p>
          {estimate}
          <p className="mt-4 text-14">
            <a href="/estimate" className="text-link inline-flex items-center touch:min-h-11">
              {words.more}
            </a>
          </p>
        </div>
      </section>
      <div className="page-column py-18 max-md:py-10">
        <h2 id="how-it-works" className="text-31 font-semibold tracking-[-0.02em] max-md:text-20">
          {marketing.howTitle}
        </h2>
        <HomePictures />
        {hasSample && <SampleSection />}
        <Audiences />
        {costs}
      </div>
    </>
  );
}

function SampleSection() {
  const { visit: t } = useMessages();
  return (
    <section aria-labelledby="sample" className="mt-14 border-t border-ink pt-4 max-md:mt-10">
      <h2 id="sample" className="text-20 font-semibold">
        {t.title}
      </h2>
      <p className="mt-1 mb-4 max-w-160 text-16 text-neutral-ink">{t.lead}</p>
      <OpenSample />
    </section>
  );
}

function Audiences() {
  const { exporters, consultants, buyers } = useMessages().marketing;
  const groups = [
    { ...exporters, to: "/sign-up" },
    { ...consultants, to: "/sign-up" },
    { ...buyers, to: "/verify" },
  ];
  return (
    <div className="mt-18 grid grid-cols-3 gap-10 max-desk:grid-cols-1 max-desk:gap-8 max-md:mt-10">
      {groups.map((group) => (
        <section key={group.title} className="border-t border-ink pt-4">
          <h3 className="text-14 font-semibold">{group.title}</h3>
          <p className="mt-1 max-w-[40rem] text-14 text-muted">{group.text}</p>
          <p className="mt-2 text-14">
            <Link to={group.to} className="text-link inline-flex items-center touch:min-h-11">
              {group.link}
            </Link>
          </p>
        </section>
      ))}
    </div>
  );
}
