import type { Zone } from "#app/day/zone.ts";
import { SelectField } from "./field.tsx";

interface ZoneFieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  name?: string;
  /** The time zones of the server, because a browser may know others. */
  zones: readonly Zone[];
  value: Zone;
  /** The first choice, for no time zone. */
  none?: string;
  disabled?: boolean;
}

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
