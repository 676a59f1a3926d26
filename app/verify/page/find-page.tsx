import { lazy, Suspense } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NumberLookup } from "#app/kit/number-lookup.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { FileDrop } from "./file-drop.tsx";
import type { HeldFile } from "./held-file.ts";
import { Limits, TrueAddress } from "./verify-aside.tsx";

/** Loaded only for a file that is none of our reports. */
const ForeignFileBanner = lazy(() =>
  import("./foreign-file.tsx").then((code) => ({ default: code.ForeignFileBanner })),
);
const ForeignFile = lazy(() => import("./foreign-file.tsx").then((code) => ({ default: code.ForeignFile })));

export type NumberFault = "shape" | "mistyped" | "not_found";

interface FindPageProps {
  typed: string;
  fault: NumberFault | null;
  host: string;
  /** A file that is not one of our reports. Its verdict is shown above. */
  file?: HeldFile | null;
}

/** Number field and drop area, and the verdict on a file that is not one of our reports. */
export function FindPage({ typed, fault, host, file = null }: FindPageProps) {
  const { verify } = useMessages();
  const { page } = verify;
  return (
    <>
      {file && (
        <Suspense>
          <ForeignFileBanner file={file} />
        </Suspense>
      )}
      <VerifyColumns
        aside={
          <>
            <Limits />
            <TrueAddress host={host} />
          </>
        }
      >
        {file && (
          <Suspense>
            <ForeignFile file={file} />
          </Suspense>
        )}
        <section aria-labelledby="find-title">
          {file ? (
            <h2 id="find-title" className="text-20 font-semibold">
              {page.other.title}
            </h2>
          ) : (
            <h1 id="find-title" className="text-31 font-semibold tracking-[-0.02em] max-md:text-25">
              {page.findTitle}
            </h1>
          )}
          <p className="mt-2 mb-6 max-w-[40rem] text-16 text-muted">{page.findLead}</p>
          {fault === "not_found" && (
            <div role="status" className="mb-6 border-l-2 border-ink bg-neutral-tint px-4 py-3">
              <p className="text-14 font-semibold">{page.notFoundTitle}</p>
              <p className="mt-1 text-14 text-muted">{verify.number.notFound}</p>
            </div>
          )}
          <NumberLookup
            isLarge
            defaultValue={typed}
            error={fault === "shape" || fault === "mistyped" ? verify.number[fault] : undefined}
          />
          <p className="mt-6 mb-2 text-12 text-muted">{page.orDrop}</p>
          <FileDrop takesPicture />
          <p className="mt-6 text-14">
            <a href="/verify/many" className="text-link inline-flex items-center touch:min-h-11">
              {verify.trust.many}
            </a>
          </p>
          <p className="mt-1 text-14">
            <a href="/verifiers" className="text-link inline-flex items-center touch:min-h-11">
              {verify.trust.verifiers}
            </a>
          </p>
        </section>
      </VerifyColumns>
    </>
  );
}
