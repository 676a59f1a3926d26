import type { Zone } from "#app/day/zone.ts";
import { SelectField } from "./field.tsx";

interface ZoneFieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  name?: string;
  /** Those of the server: a browser may know others. */
  zones: readonly Zone[];
  value: Zone;
  /** First choice, for none of them. */
  none?: string;
  disabled?: boolean;
}

/** A time zone by its name in the IANA list. */
export function ZoneField({ zones, value, none, name = "timeZone", ...field }: ZoneFieldProps) {
  const known = value === "" || zones.includes(value) ? zones : [value, ...zones];
  return (
    <SelectField
      {...field}
      name={name}
      defaultValue={value}
      options={known.map((zone) => ({ value: zone, label: zone.replaceAll("_", " "), isCode: true }))}
      placeholder={none}
    />
  );
}
