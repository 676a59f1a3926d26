import { useParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { ZipRegions } from "./zip-regions.ts";

/** Not by the router: its error would take the place of the form. */
async function fetchRegions(address: string, signal: AbortSignal): Promise<ZipRegions> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`the ZIP codes answered ${answer.status}`);
  return (await answer.json()) as ZipRegions;
}

interface ZipLookupProps {
  nameOf: (region: string) => string;
  onUse: (region: string) => void;
}

/** Finds the eGRID subregions of a US ZIP code. Nothing is chosen without a click. */
export function ZipLookup({ nameOf, onUse }: ZipLookupProps) {
  const { facility: t } = useMessages();
  const { organizationId } = useParams();
  const [zip, setZip] = useState("");
  const [answer, setAnswer] = useState<ZipRegions | "unreachable" | null>(null);
  useEffect(() => {
    setAnswer(null);
    if (!/^\d{5}(-?\d{4})?$/.test(zip)) return;
    const abort = new AbortController();
    fetchRegions(`/organizations/${organizationId}/facilities/zip?zip=${zip}`, abort.signal).then(
      setAnswer,
      () => abort.signal.aborted || setAnswer("unreachable"),
    );
    return () => abort.abort();
  }, [zip, organizationId]);
  const found = answer && answer !== "unreachable" ? answer.regions : null;
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
        onChange={({ currentTarget }) => setZip(currentTarget.value.trim())}
      />
      <div role="status" className="self-center text-12">
        {answer === "unreachable" && t.zipFound.unreachable}
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
