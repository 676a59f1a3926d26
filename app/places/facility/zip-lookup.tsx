import { useFetcher, useLocation } from "@remix-run/react";
import { useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { ZipRegions } from "./zip-regions.ts";

interface ZipLookupProps {
  nameOf: (region: string) => string;
  onUse: (region: string) => void;
}

/** Finds the eGRID subregions of a US ZIP code. Nothing is chosen without a click. */
export function ZipLookup({ nameOf, onUse }: ZipLookupProps) {
  const { facility: t } = useMessages();
  const { pathname } = useLocation();
  const { data, load } = useFetcher<{ zipRegions: ZipRegions | null }>();
  const [zip, setZip] = useState("");
  const found = data?.zipRegions?.zip === zip ? data.zipRegions.regions : null;
  const change = (typed: string) => {
    const code = typed.trim();
    setZip(code);
    if (/^\d{5}(-?\d{4})?$/.test(code)) load(`${pathname}?zip=${code}`);
  };
  return (
    <>
      <TextField
        name="zip"
        label={t.zip}
        hint={t.zipHint}
        required={false}
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <div role="status" className="self-center text-12">
        {found && (
          <>
            <p>{t.zipFound[found.length === 0 ? "none" : found.length === 1 ? "one" : "several"]}</p>
            <div className="mt-2 flex flex-wrap gap-2">
              {found.map((region) => (
                <Button key={region} type="button" size="row" variant="secondary" onClick={() => onUse(region)}>
                  {t.gridRegionUse(nameOf(region))}
                </Button>
              ))}
            </div>
          </>
        )}
      </div>
    </>
  );
}
