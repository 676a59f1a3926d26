import { useEffect, useState } from "react";

/** Sends the time zone of the browser, which is used until the person chooses another. */
export function OwnZone() {
  const [zone, setZone] = useState("");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name="timeZone" value={zone} />;
}
